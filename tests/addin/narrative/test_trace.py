"""追溯：报告里来自数据的每个数都有单元格；渲染结果每次相同."""

import random
import re

import pytest
from openpyxl import load_workbook
from support.report_books import CHANGJI, PACK, ROOT, text_template, varied

from addin.commands.report import Report, known_names, report_file
from addin.hosts.files import read
from addin.narrative.data.context import read_names
from addin.narrative.engine import Names, TextTemplate, render_text
from addin.narrative.environment import report_environment
from addin.narrative.filters.help import HELP
from addin.narrative.marks import CLOSE, MIDDLE, OPEN, plain
from addin.narrative.names_page import page
from addin.package.reading import open_workbook
from addin.packs.list import load_pack

NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def report() -> Report:
    return report_file(CHANGJI, pack=PACK)


@pytest.fixture(scope="module")
def words() -> Report:
    return report_file(CHANGJI, pack=PACK, words_only=True)


def test_the_words_alone_are_the_words_of_the_whole_report(report: Report, words: Report) -> None:
    whole = iter([one.text for one in report.paragraphs])
    assert all(one.text in whole for one in words.paragraphs if one.text)  # in the same order
    assert [one.text for one in words.trace] == [one.text for one in report.trace]


def test_every_figure_has_a_cell_that_holds_it_or_a_calculation(report: Report) -> None:
    book = open_workbook(CHANGJI)
    assert len(report.trace) > 180
    for one in report.trace:
        assert one.cells, one
        assert one.text in report.paragraphs[one.paragraph - 1].text
        values = []
        for cell in one.cells:
            sheet, _, address = cell.rpartition("!")
            from addin.grid import position

            values.append(book.grid(sheet)[position(address)].value)
        if not one.calculation:
            printed = float(NUMBER.search(one.text).group().replace(",", ""))
            assert any(abs(float(value or 0) - printed) < 0.006 for value in values), one


def test_every_number_of_the_sections_is_traced_or_stands_in_the_template_or_in_a_text(report: Report) -> None:
    """第二部分一至四：年度和原因文字之外，每个数都在追溯里."""
    reasons = "".join(
        str(cell.value) for grid in open_workbook(CHANGJI).grids() if grid.name in ("报告数据", "报告文字") for _, cell in grid
        if isinstance(cell.value, str)
    )  # fmt: skip
    start = next(at for at, one in enumerate(report.paragraphs) if one.text.startswith("第二部分") and one.level)
    end = next(at for at, one in enumerate(report.paragraphs) if one.text.startswith("第三部分") and one.level)
    for at in range(start, end):
        paragraph = report.paragraphs[at]
        if paragraph.level or paragraph.table:
            continue
        left = paragraph.text
        for mark in sorted(paragraph.marks, key=lambda one: -one.start):
            assert left[mark.start : mark.start + len(mark.text)] == mark.text
            left = left[: mark.start] + "#" + left[mark.start + len(mark.text) :]
        for number in NUMBER.findall(left):
            assert number in ("2024", "12", "31", "100") or number in reasons or re.match(rf"{number}\.", left), (
                number,
                left[:60],
            )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_number_of_an_invented_unit_is_traced(tmp_path, seed: int) -> None:
    """金额和人数都换成随意的数、原因都换成没有数字的话：追溯之外不剩一个数字."""
    made = random.Random(seed)
    book = load_workbook(CHANGJI, data_only=True)
    for sheet in ("公开01表", "公开02表", "公开03表", "公开04表", "公开05表", "公开06表", "公开09表", "报告数据"):
        for row in book[sheet].iter_rows():
            for cell in row:
                if isinstance(cell.value, float) or (isinstance(cell.value, int) and sheet == "报告数据"):
                    whole = ["人", "个", "辆", "批次", "人次", "台（套）"]
                    counted = sheet == "报告数据" and book[sheet].cell(cell.row, 2).value in whole
                    cell.value = made.randint(0, 999) if counted else made.choice((0, made.randint(0, 9_999_999) / 100))
                elif sheet == "报告数据" and cell.column == 6 and isinstance(cell.value, str) and cell.row > 3:
                    cell.value = made.choice(("增加项目", "厉行节约"))
    for row in range(2, 16):
        book["报告文字"].cell(row, 2).value = "无数字的文字"
    book.save(tmp_path / "某 单位.xlsx")
    template = text_template(tmp_path / "模板.txt")
    report = report_file(tmp_path / "某 单位.xlsx", pack=PACK, template=str(template))
    assert len(report.trace) > 150
    for paragraph in report.paragraphs:
        left = paragraph.text
        for mark in sorted(paragraph.marks, key=lambda one: -one.start):
            left = left[: mark.start] + left[mark.start + len(mark.text) :]
        left = re.sub(r"2024年度|2024年12月31日|单价100万元|^\d{1,2}\.", "", left)
        assert not NUMBER.search(left), (left, paragraph.text)
        for word, other in (("增加", "下降"), ("减少", "增长")):
            for clause in re.split("[；。]", paragraph.text):
                if f"比上年决算{word}" in clause:
                    assert other not in clause


def test_the_trace_tells_the_calculation_of_a_growth_rate(report: Report) -> None:
    one = next(one for one in report.trace if one.text == "5.07%")
    assert one.cells == ("报告数据!C11", "报告数据!D11")
    assert one.calculation == "(26,854.92 − 25,560.11) ÷ 25,560.11 × 100%"
    assert one.section == "第二部分 部门决算情况说明／一、收入支出决算总体情况说明"
    assert one.before.endswith("1,294.81万元，增长")


def test_no_mark_is_left_in_the_file(report: Report) -> None:
    from addin.package.container import Container

    container = Container(report.data)
    for name in container.names():
        text = container.read(name).decode("utf-8", "replace")
        assert not any(sign in text for sign in (OPEN, MIDDLE, CLOSE)), name


def test_rendering_is_the_same_every_time(report: Report) -> None:
    assert report_file(CHANGJI, pack=PACK).data == report.data


def test_a_placeholder_is_highlighted_and_nothing_else_is(tmp_path) -> None:
    import io

    from docx import Document
    from docx.enum.text import WD_COLOR_INDEX

    changed = varied(tmp_path / "缺 数.xlsx", {"公开02表!F7": None, "报告数据!F11": None})
    document = Document(io.BytesIO(report_file(changed, pack=PACK).data))
    coloured = [run.text for one in document.paragraphs for run in one.runs if run.font.highlight_color is not None]
    assert coloured
    assert all(text.startswith("【待补：") and text.endswith("】") for text in coloured)
    marked = "".join(one.text for one in document.paragraphs).count("【待补：")
    assert marked == len(coloured)
    colours = {run.font.highlight_color for one in document.paragraphs for run in one.runs}
    assert colours == {None, WD_COLOR_INDEX.YELLOW}


def test_the_run_beside_a_placeholder_keeps_its_format(tmp_path) -> None:
    import io

    from docx import Document

    changed = varied(tmp_path / "缺.xlsx", {"公开02表!F7": None})
    document = Document(io.BytesIO(report_file(changed, pack=PACK).data))
    paragraph = next(one for one in document.paragraphs if "【待补：" in one.text)
    fonts = {(run.font.name, run.font.size, run.bold) for run in paragraph.runs if run.text}
    assert len(fonts) == 1
    assert paragraph.text.startswith("本年收入26,256.62万元，其中：财政拨款收入20,307.48万元，占77.34%")


def test_the_page_of_names_is_up_to_date() -> None:
    written = (ROOT / "docs" / "report-names.md").read_text("utf-8")
    assert written == page(), "名称或模板包已改，请运行 python -m addin.narrative.names_page docs/report-names.md"


@pytest.fixture(scope="module")
def names() -> dict:
    return read_names(read(CHANGJI), load_pack(PACK)).names


@pytest.mark.parametrize("name", list(HELP))
def test_the_example_of_a_filter_prints_what_the_page_says(names: dict, name: str) -> None:
    shown = render_text("{{ " + HELP[name].example + " }}", names, report_environment())
    assert plain(shown) == HELP[name].result
    assert f"| {name}" in f"| {HELP[name].example.replace('|', '| ', 1).replace('  ', ' ')}"


def test_every_name_of_the_catalogue_is_there_or_hangs_on_a_column_that_is_not(names: dict) -> None:
    """The linter's names and those of a real workbook are the same tree."""
    lint = TextTemplate("{{ 一般公共预算支出表.类[0].本年支出 }}{{ 三公经费表.决算.合计 }}", report_environment())
    assert lint.lint(known_names(PACK)) == []
    assert lint.lint(Names.of(names)) == []
    wrong = TextTemplate(
        "{{ 三公经费表.决算.总计 }}{{ 收入决算表.合计.本年收人 }}{{ 报告数据.在职人员.上一年 }}", report_environment()
    )
    assert [one.name for one in wrong.lint(known_names(PACK))] == [
        "三公经费表.决算.总计", "收入决算表.合计.本年收人", "报告数据.在职人员.上一年",
    ]  # fmt: skip


def test_the_pack_s_own_template_has_no_problem() -> None:
    from addin.commands.report import lint_file
    from addin.narrative.choose import report_template

    pack = load_pack(PACK)
    assert lint_file(report_template(pack), pack=PACK) == []
