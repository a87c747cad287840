"""填写文件: a workbook on disk is filled in place, again and again."""

import shutil
from pathlib import Path

import pytest

from addin.commands.score import score_file
from addin.commands.undo import undo_file
from addin.edits import SetFormula, SetValue
from addin.grid import position
from addin.hosts import files
from addin.package.problems import PackageProblem
from addin.package.writing import apply

WORKBOOKS = Path(__file__).parents[3] / "workbooks"


@pytest.fixture
def book(tmp_path):
    """A blank published form in a folder with Chinese and blanks in its name."""
    folder = tmp_path / "绩效 自评"
    folder.mkdir()
    return Path(shutil.copy(WORKBOOKS / "xinjiang-2024-project-01-blank.xlsx", folder / "01 项目 自评表.xlsx"))


def form_in(path):
    return files.read(path).forms[0]


def type_in(path, bound, value, formula=""):
    """A user types into one cell: the same bytes but for that cell, and the note stays as it is."""
    form = form_in(path)
    edit = SetValue(form.sheet, *bound.position, value)
    if formula:
        edit = SetFormula(form.sheet, *bound.position, formula, value)
    path.write_bytes(apply(path.read_bytes(), [edit], record=False).data)


def test_the_published_figures_come_out_and_the_total_with_them(book):
    result = score_file(book)
    # 9.82 + 20 + 10 + 0 + 9.8 + 10 + 20 + 10 = 89.62, as published
    assert result.forms[0].written("total") == "89.62"
    assert [one.message for one in result.findings if one.severity == "error"] == []
    assert result.written == book
    assert form_in(book).total.text("score") == "89.62"


def test_scoring_in_place_keeps_a_backup_and_undo_brings_it_back_bit_for_bit(book):
    before = book.read_bytes()
    assert score_file(book).backup.name == "01 项目 自评表.备份.xlsx"
    assert book.read_bytes() != before
    assert undo_file(book) == book
    assert book.read_bytes() == before


def test_undo_without_a_backup_is_refused(book):
    with pytest.raises(PackageProblem, match="没有备份文件"):
        undo_file(book)


def test_a_second_run_changes_nothing(book):
    score_file(book)
    once = book.read_bytes()
    assert score_file(book).written == book
    assert book.read_bytes() == once


def test_our_figures_follow_a_changed_target_the_users_stay_and_undo_goes_back_to_the_first_file(book):
    before = book.read_bytes()
    score_file(book)
    form = form_in(book)
    type_in(book, form.indicators[3]["target"], "<=650万元")
    type_in(book, form.indicators[4]["score"], 9)
    result = score_file(book)
    # 624.9/650 = 96.14 %: (96.14-60)/40*10 = 9.035; typed 9 instead of 10
    assert form_in(book).indicators[3].text("score") in ("9.03", "9.04")
    assert form_in(book).indicators[4].text("score") == "9"
    assert form_in(book).total.text("score") in ("87.85", "87.86")
    assert "value.changed" in [one.code for one in result.findings]
    assert "score.mismatch" in [one.code for one in result.findings]
    undo_file(book)
    assert book.read_bytes() == before


def test_a_dry_run_writes_nothing_and_tells_the_same(book):
    before = book.read_bytes()
    dry = score_file(book, dry_run=True)
    assert (book.read_bytes(), dry.written, dry.backup) == (before, None, None)
    assert [item.value for item in dry.forms[0].filled] == [item.value for item in score_file(book).forms[0].filled]
    assert len(list(book.parent.iterdir())) == 2


def test_another_target_leaves_the_file_alone_and_is_not_overwritten_unasked(book):
    before, target = book.read_bytes(), book.with_name("填好.xlsx")
    assert score_file(book, out=target).backup is None
    assert book.read_bytes() == before
    assert form_in(target).total.text("score") == "89.62"
    with pytest.raises(PackageProblem, match="--force"):
        score_file(book, out=target)
    score_file(book, out=target, force=True)


def test_a_users_own_total_formula_is_kept_and_the_grade_follows_its_new_value(book):
    form = form_in(book)
    scores = [row["score"].label for row in form.indicators]
    execution = form.budget[0]["score"].label
    type_in(book, form.total["score"], 0, f"SUM({scores[0]}:{scores[-1]})+{execution}")
    result = score_file(book)
    after = form_in(book)
    assert after.total["score"].cell.formula.startswith("SUM(")
    assert after.total["score"].cell.value == pytest.approx(89.62)
    assert "total.mismatch" not in [one.code for one in result.findings]


def test_functions_are_written_with_a_warning_about_other_machines(book):
    result = score_file(book, style="functions")
    assert "加载项" in "".join(result.messages)
    total = form_in(book).total["score"].cell
    assert total.formula.startswith("PERF_TOTAL(")
    assert total.value == pytest.approx(89.62)
    assert [one.message for one in result.findings if one.severity == "error"] == []


def test_native_formulas_leave_words_and_dates_blank_and_say_so(book):
    result = score_file(book, style="native")
    blanks = [one for one in result.findings if one.code == "native.undecided"]
    assert {one.severity for one in blanks} == {"warning"}
    assert form_in(book).indicators[0]["score"].cell.formula.startswith("IFERROR(")
    assert form_in(book).indicators[5].text("score") == ""  # 明显提升


def test_going_over_to_values_replaces_our_own_formulas(book):
    score_file(book, style="functions")
    score_file(book)
    assert form_in(book).total["score"].cell.formula is None


def test_a_word_document_is_read_but_not_written(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("2024年度项目支出绩效自评表")
    rows = [
        ["项目名称", "甲项目", "", "", ""],
        ["一级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分"],
        ["产出指标", "培训人数", "100", "≥10人", "12人", ""],
    ]
    table = document.add_table(rows=len(rows), cols=6)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    path = tmp_path / "自评表.docx"
    document.save(path)
    before = path.read_bytes()
    if not files.read(path).forms:
        pytest.fail("the little Word form should be recognised")
    with pytest.raises(PackageProblem, match="只能读取"):
        score_file(path)
    assert path.read_bytes() == before


def test_a_workbook_without_a_form_is_told_and_left_alone(tmp_path):
    import openpyxl

    path = tmp_path / "通讯录.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "姓名"
    workbook.save(path)
    before = path.read_bytes()
    result = score_file(path)
    assert [(one.code, one.severity) for one in result.findings] == [("form.none", "error")]
    assert (path.read_bytes(), result.written) == (before, None)


def test_a_sheet_with_a_password_is_refused_and_one_without_is_written_through(book):
    import openpyxl

    workbook = openpyxl.load_workbook(book)
    workbook.worksheets[0].protection.sheet = True
    workbook.save(book)
    score_file(book)
    assert openpyxl.load_workbook(book).worksheets[0].protection.sheet
    undo_file(book)
    workbook.worksheets[0].protection.set_password("abc")
    workbook.save(book)
    before = book.read_bytes()
    with pytest.raises(PackageProblem, match="密码"):
        score_file(book)
    assert book.read_bytes() == before


def test_an_unknown_style_or_profile_is_refused(book):
    with pytest.raises(ValueError, match="没有这种写法"):
        score_file(book, style="magic")
    with pytest.raises(ValueError, match="没有"):
        score_file(book, profile="cn/atlantis")


def test_the_workbooks_own_name_settles_the_profile(book):
    import openpyxl
    from openpyxl.workbook.defined_name import DefinedName

    workbook = openpyxl.load_workbook(book)
    workbook.defined_names["PERF_PROFILE"] = DefinedName("PERF_PROFILE", attr_text='"全国"')
    workbook.save(book)
    assert score_file(book, dry_run=True).forms[0].profile.id == "cn/national"
    assert score_file(book, profile="株洲2023", dry_run=True).forms[0].profile.id == "cn/hunan/zhuzhou-2023"


def test_position_of_a_figure_is_the_top_left_cell_of_its_merge(book):
    for item in score_file(book, dry_run=True).forms[0].filled:
        assert position(item.cell)
