"""jixiao report as its users meet it: files, exit codes, refusals, JSON."""

import json
import os
import shutil
from pathlib import Path

import pytest
from docx import Document
from support.report_books import CHANGJI, PACK, ROOT, blanked, varied

from addin.cli import main
from addin.package.container import Container

TEMPLATE = ROOT / "templates" / "cn" / "xinjiang" / "changji" / "2024" / "部门决算公开说明.docx"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    here = tmp_path / "某 学院 2024"
    here.mkdir()
    shutil.copy(CHANGJI, here / "决算 报表.xlsx")
    monkeypatch.chdir(here)
    return here


def run(capsys, *arguments: str):
    try:
        code = main(["report", *arguments])
    except SystemExit as leaving:
        code = leaving.code
    output = capsys.readouterr()
    return code, output.out, output.err


def test_a_filled_workbook_becomes_a_word_report(folder: Path, capsys) -> None:
    before = (folder / "决算 报表.xlsx").read_bytes()
    code, out, err = run(capsys, "决算 报表.xlsx", "-o", "公开 说明.docx")
    assert (code, out) == (0, "")
    assert "已由模板“部门决算公开说明.docx”生成 公开 说明.docx" in err
    assert any("收入总计26,854.92万元" in one.text for one in Document("公开 说明.docx").paragraphs)
    assert (folder / "决算 报表.xlsx").read_bytes() == before
    assert sorted(os.listdir(folder)) == ["公开 说明.docx", "决算 报表.xlsx"]


def test_an_existing_report_is_not_overwritten_unasked(folder: Path, capsys) -> None:
    (folder / "报告.docx").write_bytes(b"mine")
    code, _, err = run(capsys, "决算 报表.xlsx", "-o", "报告.docx")
    assert code == 2
    assert "已存在" in err
    assert (folder / "报告.docx").read_bytes() == b"mine"
    assert run(capsys, "决算 报表.xlsx", "-o", "报告.docx", "--force")[0] == 0
    assert Document("报告.docx").paragraphs


def test_a_report_that_cannot_be_made_leaves_the_old_one(folder: Path, capsys) -> None:
    varied(folder / "错.xlsx", {"公开02表!D7": "#DIV/0!"})
    (folder / "报告.docx").write_bytes(b"mine")
    code, out, err = run(capsys, "错.xlsx", "-o", "报告.docx", "--force")
    assert (code, out) == (2, "")
    assert "公开02表!D7 是错误值 #DIV/0!" in err
    assert (folder / "报告.docx").read_bytes() == b"mine"
    assert sorted(os.listdir(folder)) == ["决算 报表.xlsx", "报告.docx", "错.xlsx"]


def test_a_blank_figure_is_told_on_stderr_with_exit_code_1_and_the_report_is_written(folder: Path, capsys) -> None:
    varied(folder / "缺.xlsx", {"公开02表!F7": None})
    code, out, err = run(capsys, "缺.xlsx", "-o", "报告.docx")
    assert (code, out) == (1, "")
    assert "公开02表!F7 空着" in err
    assert "（report.missing）" in err
    assert (folder / "报告.docx").is_file()


def test_a_section_alone_is_printed(folder: Path, capsys) -> None:
    code, out, _ = run(capsys, "决算 报表.xlsx", "--section", "三")
    lines = out.strip().split("\n")
    assert code == 0
    assert lines[0] == "三、支出决算情况说明"
    assert lines[1].startswith("本年支出26,843.22万元，其中：基本支出18,298.61万元，占68.17%")
    assert len(lines) == 2
    assert os.listdir(folder) == ["决算 报表.xlsx"]


def test_gaps_of_other_sections_do_not_concern_the_one_that_is_wanted(folder: Path, capsys) -> None:
    varied(folder / "缺.xlsx", {"公开02表!F7": None})
    assert run(capsys, "缺.xlsx", "--section", "三")[0] == 0
    code, out, err = run(capsys, "缺.xlsx", "--section", "二、收入决算情况说明")
    assert code == 1
    assert "【待补：公开02表!F7" in out
    assert "公开02表!F7 空着" in err


def test_a_section_is_found_by_its_words_and_by_the_heading_above_it(folder: Path, capsys) -> None:
    assert run(capsys, "决算 报表.xlsx", "--section", "政府采购情况")[1].startswith("（二）政府采购情况\n")
    first = run(capsys, "决算 报表.xlsx", "--section", "第二部分/一")[1]
    assert first.startswith("一、收入支出决算总体情况说明\n")
    whole = run(capsys, "决算 报表.xlsx", "--section", "第三部分")[1]
    assert whole.startswith("第三部分 专业名词解释\n")
    assert "第四部分" not in whole


def test_a_section_that_is_not_there_or_stands_twice_is_told_with_the_nearest(folder: Path, capsys) -> None:
    code, out, err = run(capsys, "决算 报表.xlsx", "--section", "政府采构情况")
    assert (code, out) == (2, "")
    assert "最接近的是：（二）政府采购情况" in err
    code, _, err = run(capsys, "决算 报表.xlsx", "--section", "一")
    assert code == 2
    assert "有 2 节叫“一”" in err
    assert "第二部分 部门决算情况说明/一、收入支出决算总体情况说明" in err


def test_the_trace_lists_each_figure_with_cells_and_calculation(folder: Path, capsys) -> None:
    code, out, _ = run(capsys, "决算 报表.xlsx", "--section", "三", "--trace")
    assert code == 0
    assert "68.17%" in out
    assert "18,298.61 ÷ 26,843.22 × 100%" in out
    assert "公开03表!D7" in out


def test_json_has_trace_section_and_findings(folder: Path, capsys) -> None:
    varied(folder / "缺.xlsx", {"公开03表!D7": None})
    code, out, _ = run(capsys, "缺.xlsx", "--section", "三", "--trace", "--json")
    document = json.loads(out)
    assert code == 1
    assert list(document) == ["schema", "file", "report", "pack", "template", "section", "trace", "findings"]
    assert (document["schema"], document["pack"], document["report"]) == (1, PACK, "")
    assert document["section"].startswith("三、支出决算情况说明\n")
    shown = next(one for one in document["trace"] if one["text"] == "8,544.61万元")
    assert shown["cells"] == ["公开03表!E7"]
    assert shown["calculation"] == ""
    assert [(one["code"], one["sheet"], one["cell"]) for one in document["findings"]] == [
        ("report.missing", "公开03表", "D7")
    ]


def test_a_workbook_without_a_needed_form_is_refused_with_the_form(folder: Path, capsys) -> None:
    from openpyxl import load_workbook

    book = load_workbook(folder / "决算 报表.xlsx", data_only=True)
    del book["公开04表"]
    del book["报告数据"]
    book.save(folder / "缺表.xlsx")
    code, out, err = run(capsys, "缺表.xlsx", "--pack", PACK, "-o", "报告.docx", "--json")
    assert code == 2
    assert "没有部门决算公开表“财政拨款收入支出决算总表”" in err
    assert "没有工作表“报告数据”" in err
    assert {one["code"] for one in json.loads(out)["findings"]} == {"report.no-form"}
    assert not (folder / "报告.docx").exists()


def test_formulas_that_nobody_computed_are_refused(folder: Path, capsys) -> None:
    from openpyxl import load_workbook

    load_workbook(folder / "决算 报表.xlsx").save(folder / "没算.xlsx")
    code, _, err = run(capsys, "没算.xlsx", "-o", "报告.docx")
    assert code == 2
    assert "有公式，但文件里没有算好的值" in err
    assert "（value.stale）" in err


def test_a_workbook_of_no_pack_says_how_to_go_on(folder: Path, capsys) -> None:
    from openpyxl import Workbook

    Workbook().save(folder / "空.xlsx")
    code, _, err = run(capsys, "空.xlsx", "-o", "报告.docx")
    assert code == 2
    assert "--pack" in err
    assert PACK in err


def test_an_unknown_pack_names_the_nearest(folder: Path, capsys) -> None:
    code, _, err = run(capsys, "决算 报表.xlsx", "--pack", "cn/xinjiang/changj/2024", "-o", "报告.docx")
    assert code == 2
    assert PACK in err


def test_a_template_of_ones_own_in_text(folder: Path, capsys) -> None:
    (folder / "说明.txt").write_text(
        "一、收入\n{{ 单位名称 }}收入总计{{ 收入支出总表.收入.总计.本年 | 万元 }}。\n", "utf-8"
    )
    code, _, _ = run(capsys, "决算 报表.xlsx", "--template", "说明.txt", "-o", "说明 文字.txt")
    assert code == 0
    assert (folder / "说明 文字.txt").read_text("utf-8") == "一、收入\n昌吉职业技术学院收入总计26,854.92万元。\n"
    assert run(capsys, "决算 报表.xlsx", "--template", "说明.txt", "--section", "收入")[1].startswith("一、收入\n昌吉")


def test_a_markdown_template_has_sections_by_its_hashes(folder: Path, capsys) -> None:
    (folder / "说明.md").write_text(
        "# 总体\n## 收入\n{{ 年度 }}年{{ 收入决算表.合计.本年收入 | 万元 }}\n## 支出\n无\n", "utf-8"
    )
    code, out, _ = run(capsys, "决算 报表.xlsx", "--template", "说明.md", "--section", "收入", "--trace")
    assert code == 0
    assert "## 收入\n2024年26,256.62万元" in out
    assert "公开02表!C7" in out


def test_the_kind_of_the_report_is_that_of_the_template(folder: Path, capsys) -> None:
    code, _, err = run(capsys, "决算 报表.xlsx", "-o", "报告.txt")
    assert code == 2
    assert "模板是 .docx 文件" in err


def test_lint_tells_a_misspelt_name_with_the_nearest(folder: Path, capsys) -> None:
    document = Document(TEMPLATE)
    document.add_paragraph("{{ 收入决算表.合计.本年收人 | 万元 }}")
    document.add_paragraph("{{ 收入决算表.合计.本年收入 | 万圆 }}")
    document.save(folder / "我的 模板.docx")
    code, out, err = run(capsys, "--lint", "我的 模板.docx", "--pack", PACK)
    assert code == 1
    assert "万圆" in out
    assert "本年收人" in out
    assert "错误 2 条" in err
    document = Document(TEMPLATE)
    document.add_paragraph("{{ 收入决算表.合计.本年收人 | 万元 }}")
    document.save(folder / "我的 模板.docx")
    code, out, _ = run(capsys, "--lint", "我的 模板.docx", "--pack", PACK, "--json")
    finding = json.loads(out)["findings"][0]
    assert (code, finding["code"], finding["expected"]) == (1, "name.unknown", "本年收入")


def test_lint_of_the_pack_s_template_finds_nothing(folder: Path, capsys) -> None:
    assert run(capsys, "--lint", str(TEMPLATE))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "请写出填好的工作簿"),
        (["决算 报表.xlsx"], "请用 -o 报告.docx"),
        (["决算 报表.xlsx", "--lint", "a.docx"], "--lint 只检查模板"),
        (["决算 报表.xlsx", "-o", "a.docx", "--template", "没有.docx"], "没有这个模板文件"),
        (["决算 报表.xlsx", "-o", "a.doc", "--template", "模板.doc"], "旧的 .doc"),
        (["--lint", "决算 报表.xlsx"], "模板应为"),
        (["没有.xlsx", "-o", "a.docx"], "没有.xlsx"),
        (["决算 报表.xlsx", "-o", "没有/a.docx"], "请核对文件夹是否存在"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(folder: Path, capsys, arguments: list, words: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert words in err


def test_a_template_that_is_no_word_document_is_refused(folder: Path, capsys) -> None:
    (folder / "假.docx").write_bytes(b"not a zip")
    code, _, err = run(capsys, "决算 报表.xlsx", "-o", "a.docx", "--template", "假.docx")
    assert code == 2
    assert "Traceback" not in err
    (folder / "乱.txt").write_bytes("{{ 单位名称 }}".encode("gbk"))
    code, _, err = run(capsys, "决算 报表.xlsx", "-o", "a.txt", "--template", "乱.txt")
    assert code == 2
    assert "UTF-8" in err


def test_the_package_is_whole_and_has_no_member_twice(folder: Path, capsys) -> None:
    varied(folder / "缺.xlsx", {"公开02表!F7": None, **blanked("报告数据", "F11 F13")})
    run(capsys, "缺.xlsx", "-o", "报告.docx")
    container = Container((folder / "报告.docx").read_bytes())
    names = container.names()
    assert len(names) == len(set(names))
    for name in names:
        container.read(name)
