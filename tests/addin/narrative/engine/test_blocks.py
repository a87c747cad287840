"""Tables, pictures and charts in place of a paragraph, with the parts that they need."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import OxmlElement
from support.word_templates import (
    cells,
    names,
    of_body,
    of_paragraphs,
    of_table,
    opened,
    part,
    saved,
    tables,
    texts,
    well_formed,
)  # fmt: skip

from addin.narrative.engine import AddedPart, Blocks, RichText, Template, TemplateError

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART = AddedPart(
    "rel:chart", "word/charts/chart{}.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", f"{RELATIONSHIPS}/chart",
    f'<chart xmlns:r="{RELATIONSHIPS}"><externalData r:id="rel:book"/></chart>'.encode(),
    (AddedPart("rel:book", "word/embeddings/workbook{}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
               f"{RELATIONSHIPS}/package", b"PK"),),
)  # fmt: skip
DRAWING = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:drawing>'
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="auto:number" name="图"/>'
    f'<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{RELATIONSHIPS}" r:id="rel:chart"/></wp:inline></w:drawing></w:r></w:p>'
)


def table() -> Blocks:
    made = docx.Document().add_table(2, 2)
    for row in made.rows:
        for cell in row.cells:
            cell.text = "格 & 线"
    return Blocks.of([made._tbl], text="格 & 线")


def test_a_table_takes_the_place_of_its_paragraph() -> None:
    out = Template.load(of_paragraphs("前", "{{p 附表 }}", "后")).render({"附表": table()})
    well_formed(out)
    assert texts(out) == ["前", "后"]
    assert cells(out) == [["格 & 线"] * 2] * 2
    # the root declares Word's prefix already
    assert part(out).count("xmlns:w=") == 1


def test_a_chart_brings_its_parts_and_relationships() -> None:
    template = Template.load(of_paragraphs("{%p for 图 in 图表 %}", "{{p 图 }}", "{%p endfor %}"))
    chart = Blocks(DRAWING, (CHART,))
    other = Blocks(DRAWING, (AddedPart(CHART.key, CHART.pattern, CHART.content_type, CHART.relationship, b"<chart/>"),))
    out = template.render({"图表": [chart, other, chart]})
    well_formed(out)
    # equal parts are added once
    assert {"word/charts/chart1.xml", "word/charts/chart2.xml", "word/embeddings/workbook1.xlsx"} <= set(names(out))
    assert "word/charts/chart3.xml" not in names(out)
    targets = {one.rId: one.target_ref for one in opened(out).part.rels.values()}
    used = [piece.split('"')[0] for piece in part(out).split('r:id="')[1:] if "Jx" in piece.split('"')[0]]
    assert [targets[id_] for id_ in used] == ["charts/chart1.xml", "charts/chart2.xml", "charts/chart1.xml"]
    numbers = [piece.split('"')[0] for piece in part(out).split('<wp:docPr id="')[1:]]
    assert len(set(numbers)) == 3
    inner = part(out, "word/charts/chart1.xml").split('r:id="')[1].split('"')[0]
    relations = part(out, "word/charts/_rels/chart1.xml.rels")
    assert f'Id="{inner}"' in relations
    assert 'Target="../embeddings/workbook1.xlsx"' in relations
    assert part(out, "[Content_Types].xml").count("drawingml.chart+xml") == 2


def test_a_template_is_not_changed_by_what_a_rendering_adds() -> None:
    template = Template.load(of_paragraphs("{{p 图 }}"))
    first = template.render({"图": Blocks(DRAWING, (CHART,))})
    assert template.render({"图": Blocks(DRAWING, (CHART,))}) == first
    assert not any("chart" in name for name in names(template.render({"图": "无图"})))


def test_a_report_may_serve_as_a_template_again() -> None:
    chart = Blocks(DRAWING, (CHART,))
    first = Template.load(of_paragraphs("{{p 图 }}", "{{ 再 }}")).render({"图": chart, "再": "{{p 图 }}"})
    second = Template.load(first).render(
        {
            "图": Blocks(
                DRAWING,
                (AddedPart("rel:chart", "word/charts/chart{}.xml", CHART.content_type, CHART.relationship, b"<b/>"),),
            )
        }
    )
    targets = {one.rId: one.target_ref for one in opened(second).part.rels.values() if "chart" in one.target_ref}
    assert sorted(targets.values()) == ["charts/chart1.xml", "charts/chart2.xml"]


def test_content_in_a_header_belongs_to_the_header() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{p 图 }}"
    out = Template.load(saved(document)).render({"图": Blocks(DRAWING, (CHART,))})
    header = next(name for name in names(out) if name.startswith("word/header"))
    assert "charts/chart1.xml" in part(out, f"word/_rels/{header.rpartition('/')[2]}.rels")


def test_a_table_in_a_cell_is_followed_by_a_paragraph() -> None:
    out = Template.load(of_table([["{{p 附表 }}"]])).render({"附表": table()})
    well_formed(out)
    cell = opened(out).tables[0].cell(0, 0)
    assert len(cell.tables) == 1
    assert part(out).endswith("</w:tbl><w:p/></w:tc></w:tr></w:tbl>" + part(out).rpartition("</w:tbl>")[2])


def test_a_list_mixes_blocks_formatted_and_plain_paragraphs() -> None:
    value = ["说明", RichText("重").add("点", bold=True), table()]
    out = Template.load(of_paragraphs("{{p 附表 }}")).render({"附表": value})
    assert texts(out) == ["说明", "重点"]
    assert tables(out) == 1


def test_several_blocks_may_be_joined() -> None:
    joined = table() + Blocks(DRAWING, (CHART,)) + Blocks(DRAWING, (CHART,))
    assert joined.parts == (CHART,)
    assert joined.text == "格 & 线"
    with pytest.raises(ValueError, match="同一引用"):
        Blocks(DRAWING, (CHART,)) + Blocks(
            DRAWING, (AddedPart("rel:chart", "word/media/a{}.png", "image/png", "x", b""),)
        )


@pytest.mark.parametrize("tag", ["{{ 附表 }}", "表：{{p 附表 }}"])
def test_a_table_in_the_midst_of_words_is_refused(tag: str) -> None:
    with pytest.raises(TemplateError, match="独占一段"):
        Template.load(of_paragraphs(tag)).render({"附表": table()})


def test_content_that_does_not_refer_to_its_part_is_refused() -> None:
    with pytest.raises(ValueError, match="没有引用"):
        Blocks("<w:p/>", (CHART,))
    with pytest.raises(ValueError, match="rel:"):
        AddedPart("chart", "a{}.xml", "", "", b"")


def test_a_section_that_ends_in_the_tags_paragraph_still_ends() -> None:
    xml = '<w:p><w:pPr><w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr></w:pPr><w:r><w:t>{{p 附表 }}</w:t></w:r></w:p><w:p/>'
    out = Template.load(of_body(xml)).render({"附表": table()})
    well_formed(out)
    assert part(out).index("</w:tbl>") < part(out).index("landscape")
    paragraphs = Template.load(of_body(xml)).render({"附表": "一\n二"})
    assert part(paragraphs).count("landscape") == 1


def test_elements_made_by_python_docx_are_taken_as_they_are() -> None:
    paragraph = OxmlElement("w:p")
    assert texts(Template.load(of_paragraphs("前", "{{p 段 }}")).render({"段": Blocks.of([paragraph, paragraph])})) == [
        "前",
        "",
        "",
    ]
