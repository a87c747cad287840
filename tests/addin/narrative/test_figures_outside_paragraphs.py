"""段落以外的数 (figures outside paragraphs): alternative texts of pictures, properties; and where a report may not go."""

import io
import zipfile
from pathlib import Path

import pytest
from support.report_books import CHANGJI, PACK, varied
from support.word_templates import of_body, with_part

from addin.commands.report import report_file
from addin.narrative.engine import Template
from addin.narrative.marks import plain
from addin.package.problems import PackageProblem

TOTAL = "{{ 收入支出总表.收入.总计.本年 | 万元 }}"
OTHER = "{{ 收入决算表.合计.事业收入 | 万元 }}"
BODY = f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="总计{TOTAL}" title="{OTHER}"/></wp:inline></w:drawing></w:r></w:p>'


def members(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    target = tmp_path / "模 板" / "替换文字.docx"
    target.parent.mkdir()
    titled = with_part(
        of_body(BODY),
        "docProps/core.xml",
        lambda text: text.replace("</cp:coreProperties>", f"<dc:subject>{TOTAL}</dc:subject></cp:coreProperties>"),
    )
    target.write_bytes(titled)
    return target


def test_alternative_texts_and_properties_hold_the_figures_alone_and_are_traced(template: Path) -> None:
    report = report_file(CHANGJI, pack=PACK, template=str(template))
    found = members(report.data)
    assert 'descr="总计26,854.92万元"' in found["word/document.xml"]
    assert all(plain(text) == text for name, text in found.items() if name.endswith(".xml"))
    assert sorted((one.section, one.text) for one in report.trace if one.text.startswith("26,854.92")) == [
        ("图片的替换文字", "26,854.92万元"), ("文档属性", "26,854.92万元"),
    ]  # fmt: skip


def test_a_blank_figure_in_an_alternative_text_is_a_finding(template: Path, tmp_path: Path) -> None:
    report = report_file(varied(tmp_path / "决算.xlsx", {"公开02表!F7": None}), pack=PACK, template=str(template))
    assert [(one.code, one.cell) for one in report.findings] == [("report.missing", "F7")]


def test_the_template_itself_is_not_overwritten_even_with_force(template: Path) -> None:
    before = template.read_bytes()
    with pytest.raises(PackageProblem, match="这是所用的模板"):
        report_file(CHANGJI, template, pack=PACK, template=str(template), force=True)
    assert template.read_bytes() == before


def test_a_folder_is_no_report(template: Path, tmp_path: Path) -> None:
    (tmp_path / "某 夹.docx").mkdir()
    with pytest.raises(PackageProblem, match="这是一个文件夹"):
        report_file(CHANGJI, tmp_path / "某 夹.docx", pack=PACK, template=str(template), force=True)


def test_loop_and_vm_outside_a_loop_say_so() -> None:
    found = Template.load(of_body("<w:p><w:r><w:t>{{ loop.index }}</w:t></w:r></w:p>")).lint([])
    assert [one.message for one in found] == ["标记 {{ loop.index }} 只能写在 for 循环里面。"]


def test_headers_and_properties_belong_to_no_section(template: Path) -> None:
    heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>一、总体情况</w:t></w:r></w:p><w:p><w:r><w:t>无。</w:t></w:r></w:p>'
    template.write_bytes(
        with_part(
            template.read_bytes(), "word/document.xml", lambda text: text.replace("<w:body>", f"<w:body>{heading}")
        )
    )
    report = report_file(CHANGJI, pack=PACK, template=str(template), section="一")
    assert report.section_text == "一、总体情况\n无。"
    whole = report_file(CHANGJI, pack=PACK, template=str(template))
    assert {one.section for one in whole.trace} == {"图片的替换文字", "文档属性"}
