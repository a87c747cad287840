"""A rendered report opened by the real LibreOffice, printed to PDF and read back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from support.libreoffice import SOFFICE, WHY_ABSENT, convert
from support.word_templates import saved

from addin.narrative.engine import Blocks, RichText, Template

PDFTOTEXT = shutil.which("pdftotext")
ROWS = 200


def template() -> bytes:
    document = docx.Document()
    document.core_properties.title = "{{ 单位 }}报告"
    document.sections[0].header.paragraphs[0].text = "页眉{{ 单位 }}"
    document.sections[0].footer.paragraphs[0].text = "页脚{{ 年 }}"
    paragraph = document.add_paragraph("关于")
    for run in ("{", "{ 单", "位｝", "}"):
        paragraph.add_run(run).bold = True
    document.add_paragraph("{%p if 有 %}")
    document.add_paragraph("有此段")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("无此段")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{{p 职能 }}", style="List Bullet")
    document.add_paragraph("{{r 原因 }}")
    table = document.add_table(4, 2, style="Table Grid")
    table.cell(0, 0).text, table.cell(0, 1).text = "名称", "金额"
    table.cell(1, 0).text = "{%tr for 行 in 明细 %}"
    table.cell(2, 0).text, table.cell(2, 1).text = "{{ 行.名称 }}", "{{ 行.金额 }}"
    table.cell(3, 0).text = "{%tr endfor %}"
    table = document.add_table(1, 3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("{%tc for 年 in 年度 %}", "{{ 年 }}年度", "{%tc endfor %}")):
        cell.text = text
    document.add_paragraph("{%p for 一 in 空 %}")
    document.add_table(1, 1).cell(0, 0).text = "不应出现"
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{p 附表 }}")
    return saved(document)


@pytest.mark.soffice
@pytest.mark.skipif(SOFFICE is None, reason=WHY_ABSENT)
@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext（poppler-utils）不在本机上，读不出 PDF 的文字")
def test_a_rendered_report_prints_what_it_should(tmp_path: Path) -> None:
    attached = docx.Document().add_table(1, 1)
    attached.cell(0, 0).text = "附表格内"
    data = {
        "单位": "某局 & <处> 🎉", "年": 2024, "有": False, "职能": "第一项职能\n第二项职能", "年度": [2021, 2022, 2023, 2024], "空": [],
        "原因": RichText("主要原因是：").add("【待填写】", highlight="yellow"), "附表": Blocks.of([attached._tbl]),
        "明细": [{"名称": f"项目{at}号", "金额": f"{at}.50"} for at in range(1, ROWS + 1)],
    }  # fmt: skip
    folder = tmp_path / "报告 文件夹"
    folder.mkdir()
    source = folder / "自评 报告.docx"
    source.write_bytes(Template.load(template()).render(data))
    pdf = convert(source, folder, "pdf", seconds=120)
    assert PDFTOTEXT is not None
    printed = subprocess.run(
        [PDFTOTEXT, "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    words = "".join(printed.split())
    for expected in (
        "页眉某局&<处>", "页脚2024", "关于某局&<处>", "无此段", "第一项职能", "第二项职能", "主要原因是：【待填写】", "附表格内",
        "2021年度2022年度2023年度2024年度", f"项目{ROWS}号{ROWS}.50",
    ):  # fmt: skip
        assert expected in words
    for unwanted in ("{", "}", "有此段", "不应出现", "jixiao"):
        assert unwanted not in words.replace("无此段", "")
    assert all(f"项目{at}号" in words for at in range(1, ROWS + 1))
