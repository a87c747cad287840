"""pack.toml: every fault is named with its place, what was found, what is expected and what to do."""

import pytest
from support.packkit import PACK, workbook, write_pack

from addin.packs.list import load_pack, packs
from addin.packs.load import read_folder
from addin.packs.model import PackError
from addin.packs.verify import verify


def fault(tmp_path, old, new, count=1):
    assert old in PACK
    folder = write_pack(tmp_path, text=PACK.replace(old, new, count))
    with pytest.raises(PackError) as caught:
        read_folder(folder, "cn/test/2024")
    return str(caught.value)


def test_a_pack_says_what_is_where(tmp_path):
    pack = read_folder(write_pack(tmp_path), "cn/test/2024")
    assert (pack.title, pack.year, pack.profile) == ("试验县2024年度绩效自评表", 2024, "cn/national")
    form = pack.forms[0]
    assert (form.kind, form.repeats, form.fields["project"]) == ("project", "project", "PROJECT_NAME")
    assert (form.blocks[0].count, form.blocks[0].columns["actual"]) == (4, 5)
    assert pack.source.text == "试验县财政局《关于开展2024年度绩效自评的通知》（公开表格，核对于 2026-11-22）"
    assert (pack.texts[0].cell, pack.data[0].cells["previous"]) == ("TEXT_FUNCTIONS", "C3")


@pytest.mark.parametrize(
    ("old", "new", "wrong", "right"),
    [
        ("issuer =", "isuer =", "isuer", "issuer"),
        ("[[forms.rows]]", "[[forms.row]]", "row", "rows"),
        ("[forms.fields]", "[forms.field]", "field", "fields"),
        ("columns =", "colums =", "colums", "columns"),
        ('repeats = "project"', 'repeat = "project"', "repeat", "repeats"),
        ("[source]", "[sorce]", "sorce", "source"),
        ("checked =", "cheked =", "cheked", "checked"),
        ("[[texts]]", "[[text]]", "text", "texts"),
        ("previous =", "previuos =", "previuos", "previous"),
        ('kind = "project"', 'kind = "projekt"', "projekt", "project"),
        ('profile = "cn/national"', 'profile = "cn/natoinal"', "cn/natoinal", "cn/national"),
        ('name = "indicators"', 'name = "indicator"', "indicator", "indicators"),
    ],
)
def test_a_misspelt_key_or_word_gets_the_nearest_valid_spelling(tmp_path, old, new, wrong, right):
    message = fault(tmp_path, old, new)
    assert f"“{wrong}”" in message
    assert right in message
    assert message.startswith("cn/test/2024/pack.toml")
    assert "请" in message


def test_a_pack_without_source_is_refused(tmp_path):
    start, end = PACK.index("[source]"), PACK.index("[[forms]]")
    message = fault(tmp_path, PACK[start:end], "")
    assert "缺少 [source]" in message
    assert "document" in message


def test_two_forms_of_one_kind_are_refused(tmp_path):
    more = '[[forms]]\nkind = "project"\ntitle = "又一张"\nsheet = "项目2"\n\n[[texts]]'
    message = fault(tmp_path, "[[texts]]", more)
    assert "有两张项目支出绩效自评表" in message
    assert "“项目”和“项目2”" in message


def test_numbered_tables_may_be_many_and_need_their_numbers(tmp_path):
    more = '[[forms]]\nkind = "accounts"\ntable = "公开0{0}"\ntitle = "表{0}"\nsheet = "公开0{0}"\nrequired = false\n\n'
    text = PACK.replace("[[texts]]", more.format(1) + more.format(2) + "[[texts]]")
    assert len(read_folder(write_pack(tmp_path, text=text)).forms) == 4
    again = PACK.replace("[[texts]]", more.format(1) + more.format(1) + "[[texts]]")
    with pytest.raises(PackError, match="有两张部门决算公开表"):
        read_folder(write_pack(tmp_path, "b", again))
    none = PACK.replace("[[texts]]", more.format(1).replace('table = "公开01"\n', "") + "[[texts]]")
    with pytest.raises(PackError, match="要写 table"):
        read_folder(write_pack(tmp_path, "c", none))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1", "version = 2", "version 应为 1"),
        ("version = 1", "version = 1\nedition = 0", "edition（版次）应为 1 到"),
        ("version = 1", 'version = 1\nedition = "二"', "edition"),
        ("last = 12", "last = 9", "至少两行"),
        ("like = 10", "like = 20", "样板行"),
        ('level3 = "C"', 'level3 = "C3"', "列号字母"),
        ('"自评.xlsx"', '"../自评.xlsx"', "不带路径"),
        ('"自评.xlsx"', '"别的.xlsx"', "现有：自评.xlsx"),
        ("year = 2024", "year = 24", "四位年份"),
        ("year = 2024", 'year = 2024\nreport = "../报告.docx"', "report 应为同一文件夹中报告模板的文件名"),
        ('"PROJECT_NAME"', '"=A1"', "定义名称"),
        ('title = "试验县2024年度绩效自评表"', 'title = ""', "不能为空"),
        ('title = "试验县2024年度绩效自评表"', "title = 5", "应为文字"),
        ("[source]", "[source", "不是合格的 TOML"),
    ],
)
def test_what_is_impossible_is_refused(tmp_path, old, new, said):
    assert said in fault(tmp_path, old, new)


def test_a_corrected_pack_says_its_edition_and_one_that_says_none_is_the_first(tmp_path):
    assert read_folder(write_pack(tmp_path)).version == 1
    text = PACK.replace("version = 1", "version = 1\nedition = 3")
    assert read_folder(write_pack(tmp_path, "三版", text)).version == 3


def test_a_workbook_that_does_not_match_is_refused_with_every_difference(tmp_path):
    book = workbook()
    del book.defined_names["BUDGET"]
    book.defined_names["TEXT_FUNCTIONS"].attr_text = "'项目'!$B$2"
    folder = write_pack(tmp_path, text=PACK.replace('actual = "E"', 'actual = "D"').replace('"E2"', '"Z99"'), book=book)
    with pytest.raises(PackError) as caught:
        verify(read_folder(folder))
    message = str(caught.value)
    assert "共 4 处" in message
    assert "没有指向“项目”的定义名称 BUDGET" in message
    assert "没有指向“报告文字”的定义名称 TEXT_FUNCTIONS" in message
    assert "Z99" in message
    assert "columns.actual 写为 D 列，表头“实际完成值”在 E 列" in message


def test_a_workbook_of_another_kind_or_without_the_sheet_is_refused(tmp_path):
    folder = write_pack(tmp_path, text=PACK.replace('kind = "project"', 'kind = "unit"'))
    with pytest.raises(PackError, match="标题和表头是项目支出绩效自评表"):
        verify(read_folder(folder))
    folder = write_pack(tmp_path, "b", text=PACK.replace('sheet = "项目"', 'sheet = "项目表"'))
    with pytest.raises(PackError, match=r"没有工作表“项目表”.*现有：项目、报告文字"):
        verify(read_folder(folder))


def test_an_unknown_pack_gets_the_nearest_name(tmp_path):
    for name in ("cn/hunan/hengyang/2024", "cn/hunan/zhuzhou/2023", "cn/national"):
        write_pack(tmp_path, name)
    for wrong, right in (
        ("cn/hunan/hengyan/2024", "cn/hunan/hengyang/2024"),
        ("zhuzhou", "cn/hunan/zhuzhou/2023"),
        ("cn/nation", "cn/national"),
    ):
        with pytest.raises(PackError, match=f"最接近的是：{right}"):
            load_pack(wrong, tmp_path)
    assert load_pack("试验县2024年度绩效自评表", tmp_path).year == 2024


def test_a_name_is_looked_up_in_the_list_and_never_joined_to_a_path(tmp_path):
    root = tmp_path / "templates"
    write_pack(root)
    write_pack(tmp_path, "outside")
    for name in ("../outside", str(tmp_path / "outside"), "cn/test/2024/../../../../outside", ""):
        with pytest.raises(PackError, match="没有名为"):
            load_pack(name, root)


def test_every_pack_of_the_program_is_in_order():
    every = packs()
    assert "cn/national" in {pack.name for pack in every}
    for pack in every:
        verify(pack)
