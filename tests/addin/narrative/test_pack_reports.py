"""模板包的报告：由填好的模板工作簿生成，数与公开的表相同；文件结构完整，附表齐全，别样的数据也站得住."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from support.cases import WHY_ABSENT as WHY_NO_CASES
from support.cases import case_ids, load_case
from support.libreoffice import SOFFICE, WHY_ABSENT, convert
from support.report_books import CHANGJI
from support.report_books import PACK as CHANGJI_PACK
from support.report_fill import REPORTS, filled_pack
from support.word_package import problems

from addin.commands.report import Report, ReportRefused, lint_file, report_file
from addin.edits import SetValue
from addin.hosts.files import read
from addin.package.note import Note
from addin.package.reading import open_workbook
from addin.package.sheet_copy import repeat_sheet
from addin.package.writing import apply_edits
from addin.packs.list import load_pack, packs

PACKS = sorted(REPORTS)
EVERY = [*PACKS, CHANGJI_PACK]
ODD = "甲 & 乙 <丙> \"丁\" '戊' 🎉"
NEEDS_CASES = pytest.mark.skipif(not case_ids(), reason=WHY_NO_CASES)
pytestmark = NEEDS_CASES


def wan(printed: str) -> str:
    """A printed amount of 万元 as reports write it."""
    return f"{Decimal(printed.replace(',', '')):,.2f}万元"


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("某 单位 的 报告")
    made = {pack: filled_pack(pack, folder / f"{pack.replace('/', ' ')} 填好.xlsx") for pack in PACKS}
    return {**made, CHANGJI_PACK: CHANGJI}


@pytest.fixture(scope="module")
def reports(books) -> dict[str, Report]:
    return {pack: report_file(book, pack=pack) for pack, book in books.items()}


def words(report: Report) -> str:
    return "\n".join(one.text for one in report.paragraphs if not one.table)


def document(report: Report):
    return docx.Document(io.BytesIO(report.data))


def every_text(report: Report) -> str:
    return "".join(one.text or "" for one in document(report).element.iter(qn("w:t")))


def edited(book: Path, target: Path, edits) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(apply_edits(book.read_bytes(), edits, note=Note(), record=False))
    return target


def find(book: Path, sheet: str, text: str) -> tuple[int, int]:
    """The cell that shows a text."""
    return next(where for where, cell in read(book).book.grid(sheet) if cell.text.strip() == text)


# 数与公开的表相同


def test_hengyang_says_the_figures_of_its_tables(reports) -> None:
    text, unit = words(reports["cn/hunan/hengyang/2024"]), load_case("hengyang-2024-unit")
    money, parts = unit["budget"][0], unit["by_expenditure"]
    basic = load_case("hengyang-2024-basic")["staff"]
    assert (
        f"编制数{basic['编制数']}人，2024年末实际在职{basic['2024年实际在职人数']}人，在职人员控制率{basic['控制率']}"
        in text
    )
    assert f"整体支出{wan(money['executed'])}，其中：基本支出{wan(parts['基本支出'])}" in text
    assert f"项目支出{wan(parts['项目支出'])}" in text
    assert (
        f"年初预算{wan(money['initial'])}，全年预算{wan(money['full_year'])}，全年执行{wan(money['executed'])}" in text
    )
    assert f"预算执行率{money['rate']}" in text
    assert f"自评得分{unit['total']['score']}分，评价等级为“{unit['grade']}”。其中预算执行10分，得10分。" in text


def test_zhuzhou_2023_says_the_figures_of_its_tables(reports) -> None:
    text, unit = words(reports["cn/hunan/zhuzhou/2023"]), load_case("zhuzhou-2023-unit")
    money = unit["budget"][0]
    assert (
        f"年初预算{wan(money['initial'])}，全年预算{wan(money['full_year'])}，全年执行{wan(money['executed'])}" in text
    )
    assert f"预算执行率{money['rate']}。" in text
    assert f"自评得分{unit['total']['score']}分。" in text  # the form has no grade: none is written
    # 439.45 − 18.74 of the basic data table, as the published report says
    assert "其中基本支出420.71万元。" in text
    assert "2023年无政府性基金预算支出。" in text


def test_zhuzhou_2021_says_the_figures_of_its_table(reports) -> None:
    text, unit = words(reports["cn/hunan/zhuzhou/2021"]), load_case("zhuzhou-2021-unit")
    money = unit["budget"][0]
    assert f"预算收入{wan(money['full_year'])}，其中年初预算{wan(money['initial'])}，调整追加148.77万元。" in text
    assert f"支出{wan(money['executed'])}，预算执行率{money['rate']}，结余结转0.00万元。" in text
    assert f"自评得分{unit['total']['score']}分，评价等级为“{unit['grade']}”。" in text


def test_hengshan_says_the_figures_of_its_tables(reports) -> None:
    text = words(reports["cn/hunan/hengshan/2020"])
    money = load_case("hengshan-2020-fund")["budget"][0]
    assert f"全年预算{wan(money['full_year'])}，全年执行{wan(money['executed'])}，预算执行率{money['rate']}。" in text
    assert f"自评得分为{load_case('hengshan-2020-scorecard')['total']['score']}分。" in text


def test_a_project_report_says_the_figures_of_its_form(reports) -> None:
    text, project = words(reports["cn/national"]), load_case("xinjiang-2024-project-09")
    money = project["budget"][0]
    assert f"全年预算{wan(money['full_year'])}，全年执行{wan(money['executed'])}，预算执行率{money['rate']}；" in text
    for indicator in project["indicators"]:
        assert f"{indicator['level3']}：指标值{indicator['target']}，完成值{indicator['actual']}，得分" in text
    lost = next(one for one in project["indicators"] if one["score"] == "9.46")
    assert f"分值10分，得分9.46分，偏离原因：{lost['deviation'].rstrip('。')}。" in text


# 文件


@pytest.mark.parametrize("pack", EVERY)
def test_the_package_is_sound(reports, pack: str) -> None:
    assert problems(reports[pack].data) == []


@pytest.mark.parametrize("pack", EVERY)
def test_no_tag_and_no_mark_is_left(reports, pack: str) -> None:
    shown = every_text(reports[pack])
    assert not re.search(r"\{\{|\}\}|\{%|%\}|[\ue000-\uf8ff\U000f0000-\U0010ffff]", shown)
    assert not re.search(r"。。|，，|，。|：。|、。|；。|None|nan", words(reports[pack]))


@pytest.mark.parametrize("pack", EVERY)
def test_only_reasons_that_nobody_gave_are_marked(reports, pack: str) -> None:
    # 衡阳 prints two indicators below their points and no reason for them
    missing = [finding.message for finding in reports[pack].findings]
    assert len(missing) == (2 if "hengyang" in pack else 0)
    assert all("偏差原因" in message for message in missing)


@pytest.mark.parametrize("pack", EVERY)
def test_heading_levels_never_skip_one(reports, pack: str) -> None:
    levels = [one.level for one in reports[pack].paragraphs if one.level]
    first = levels[0]
    assert all(later <= sooner + 1 for sooner, later in zip(levels, levels[1:], strict=False))
    assert min(levels) == first


@pytest.mark.parametrize("pack", EVERY)
def test_headings_are_numbered_in_order(reports, pack: str) -> None:
    names = "一二三四五六七八九十"
    numbers = [f"{name}、" for name in names] + ["十一、", "十二、"]
    at = 0
    for paragraph in document(reports[pack]).paragraphs:
        if paragraph.style.name == "部分标题":
            at = 0
        elif paragraph.style.name == "Heading 1" and paragraph.text != "附图":
            assert paragraph.text.startswith(numbers[at]), paragraph.text
            at += 1
    assert at > 0 or "changji" in pack


@pytest.mark.parametrize("pack", EVERY)
def test_attached_tables_carry_every_text_of_their_sheets(reports, books, pack: str) -> None:
    shown = "".join(every_text(reports[pack]).split())
    kinds = ("unit", "project", "basic", "scorecard", "fund", "accounts")
    wanted = {form.sheet for form in load_pack(pack).forms if form.kind in kinds}
    if pack == "cn/national":
        wanted = {"项目支出绩效自评表"}  # the report is about projects
    if pack == CHANGJI_PACK:
        wanted = {f"公开0{number}表" for number in range(1, 10)}
    for grid in open_workbook(books[pack].read_bytes()).grids():
        if grid.name in wanted:
            for (row, column), cell in grid:
                if row not in grid.hidden_rows and column not in grid.hidden_columns:
                    assert "".join(cell.text.rstrip(".").split()) in shown, (grid.name, row, column)


def test_the_contents_are_the_headings() -> None:
    made = document(report_file(CHANGJI, pack=CHANGJI_PACK))
    headings = [one.text for one in made.paragraphs if one.style.name in ("部分标题", "Heading 1")]
    entries = [one.text.split("\t")[0] for one in made.paragraphs if one.style.name.lower().startswith("toc ")]
    assert entries == headings
    assert len(entries) > 15


@pytest.mark.parametrize("pack", EVERY)
def test_templates_lint_clean(pack: str) -> None:
    folder = load_pack(pack).workbook.parent
    templates = sorted(folder.glob("*.docx"))
    assert templates
    for template in templates:
        assert lint_file(template, pack=pack) == []
        assert problems(template.read_bytes()) == []


def test_every_pack_with_a_report_is_tested_here() -> None:
    assert {pack.name for pack in packs() if list(pack.workbook.parent.glob("*.docx"))} == set(EVERY)


@pytest.mark.parametrize("pack", EVERY)
def test_a_second_run_gives_the_same_bytes(reports, books, pack: str) -> None:
    assert report_file(books[pack], pack=pack).data == reports[pack].data


# 别样的工作簿


@pytest.mark.parametrize(
    ("pack", "case", "sheet", "name"),
    [
        ("cn/hunan/hengyang/2024", "hengyang-2024-basic", "附件1 基础数据表", "基础数据表"),
        ("cn/hunan/hengshan/2020", "hengshan-2020-scorecard", "附件1 评分表", "评分表"),
    ],
)
def test_a_workbook_without_a_needed_form_is_refused_with_its_name(
    books, tmp_path: Path, pack: str, case: str, sheet: str, name: str
) -> None:
    grid = read(books[pack]).book.grid(sheet)
    title = next(where for where, cell in grid if name in cell.text)
    blank = [
        SetValue(sheet, *where, "x")
        for where, cell in grid
        if cell.text.strip() and cell.formula is None and where >= title
    ]
    book = edited(books[pack], tmp_path / "缺 一张表.xlsx", blank)
    with pytest.raises(ReportRefused, match=name) as refused:
        report_file(book, pack=pack)
    assert {finding.code for finding in refused.value.findings} == {"report.no-form"}


def test_odd_characters_and_very_long_texts_survive(books, tmp_path: Path) -> None:
    pack = "cn/national"
    sheet = "报告文字"
    row, column = find(books[pack], sheet, "项目概况")
    long = "很长的一段话，" * 4000
    book = edited(
        books[pack],
        tmp_path / "怪 字.xlsx",
        [
            SetValue(sheet, row, column + 1, f"{ODD}\n{long}"),
            SetValue("项目支出绩效自评表", *find(books[pack], "项目支出绩效自评表", "建成实训室数量"), ODD),
        ],
    )
    report = report_file(book, pack=pack)
    text = words(report)
    assert text.count(ODD) == 2  # in its paragraph and with its indicator
    assert long in text
    assert problems(report.data) == []
    assert any(ODD in cell.text for table in document(report).tables for row in table.rows for cell in row.cells)


def test_200_indicators_are_told_and_their_heads_stand_on_every_page(tmp_path: Path) -> None:
    case = load_case("xinjiang-2024-project-09")
    first = case["indicators"][0]
    case["indicators"][:1] = [
        {**first, "level3": f"第{at}项", "weight": "0.025", "score": "0.025"} for at in range(1, 201)
    ]
    book = filled_pack("cn/national", tmp_path / "二百 行.xlsx", [case])
    report = report_file(book, pack="cn/national")
    assert problems(report.data) == []
    assert words(report).count("：指标值>=1个，完成值=1个，得分") == 200
    head, body = document(report).tables
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in body.rows][:2] == [True, False]
    assert body.rows[0].cells[3].text == "三级指标"
    assert "项目名称" in head.rows[0].cells[0].text
    assert sum(row.cells[3].text.startswith("第") for row in body.rows) == 200


def test_several_projects_are_reported_one_by_one(books, tmp_path: Path) -> None:
    pack, sheet = "cn/national", "项目支出绩效自评表"
    data = repeat_sheet(books[pack].read_bytes(), sheet, ["甲项目", "乙项目"])
    where = next(place for place, cell in open_workbook(data).grids()[1] if cell.text.startswith("2024年中央"))
    edits = [SetValue("甲项目", *where, "甲项目"), SetValue("乙项目", *where, "乙项目")]
    book = tmp_path / "两个 项目.xlsx"
    book.write_bytes(apply_edits(data, edits, note=Note(), record=False))
    report = report_file(book, pack=pack)
    text = words(report)
    assert "（一）甲项目\n" in text
    assert "（二）乙项目\n" in text
    assert text.count("甲项目：全年预算100.00万元") == 1
    assert text.count("乙项目：全年预算100.00万元") == 1
    assert "各项目预算执行情况" in text
    assert "各项目自评得分情况" in text
    breaks = [one for one in document(report).paragraphs if one.paragraph_format.page_break_before]
    assert len(breaks) == 1  # each table begins on a page of its own
    assert problems(report.data) == []


def test_a_budget_that_was_cut_and_overspent_reads_well(books, tmp_path: Path) -> None:
    pack, sheet = "cn/hunan/zhuzhou/2021", "部门整体支出绩效自评表"
    grid = read(books[pack]).book.grid(sheet)
    # 合计: 1930.44, 2079.21, 2079.21
    row = next(where[0] for where, cell in grid if cell.text == "1,930.44")
    columns = [where[1] for where, cell in grid if where[0] == row and cell.text in ("1,930.44", "2,079.21")]
    rows = sorted({where[0] for where, cell in grid if cell.text == "1,930.44"})
    edits = [SetValue(sheet, one, columns[1], 1900) for one in rows if grid[one, columns[1]].formula is None]
    text = words(report_file(edited(books[pack], tmp_path / "调 减.xlsx", edits), pack=pack))
    assert "预算收入1,900.00万元，其中年初预算1,930.44万元，调整减少30.44万元。" in text
    assert "支出2,079.21万元，预算执行率109.43%，超出预算179.21万元。" in text
    assert "-" not in text.partition("二、预算收支情况")[2].partition("三、")[0]


def test_a_form_that_is_not_filled_is_marked_everywhere(tmp_path: Path) -> None:
    pack = load_pack("cn/hunan/zhuzhou/2023")
    report = report_file(pack.workbook, pack=pack.name)
    assert report.findings
    assert {finding.code for finding in report.findings} == {"report.missing"}
    assert problems(report.data) == []
    # no project was filled in: no form of a project is attached, or listed
    assert "项目支出绩效自评表" not in words(report).partition("附件：")[2]


# 真的打开


@pytest.mark.soffice
@pytest.mark.skipif(SOFFICE is None, reason=WHY_ABSENT)
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext（poppler-utils）不在本机上，读不出 PDF 的文字")
def test_libreoffice_prints_the_report(reports, tmp_path: Path) -> None:
    source = tmp_path / "项目 报告.docx"
    source.write_bytes(reports["cn/national"].data)
    printed = convert(source, tmp_path / "转 换", "pdf")
    pages = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, timeout=60, check=True
    ).stdout.split("\f")
    pages = [page for page in pages if page.strip()]
    assert all(page.strip() for page in pages)
    assert not any("—" in page.strip().split("\n")[-1] for page in pages[:1])  # the cover has no number
    for number, page in enumerate(pages[1:], 1):
        assert re.search(rf"—\s*{number}\s*—$", page.strip()), page[-80:]
    text = "".join("".join(pages).split())
    assert "【待补" not in text
    assert "{" not in text
    for words_of_it in (
        "2024年度项目支出绩效自评报告",
        "一、项目基本情况",
        "预算执行率98.93%",
        "附件：2024年度项目支出绩效自评表",
    ):
        assert words_of_it in text
    assert "录播巡考系统软件投入" in pages[-1]  # the form on one page, with its signatures
    assert "填表人" in pages[-1]
