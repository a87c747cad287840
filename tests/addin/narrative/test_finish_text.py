"""The quick finish knows plain runs and leaves everything else to the one that parses."""

from __future__ import annotations

import pytest

from addin.narrative.attach.contents_text import UnusualContents, contents_text
from addin.narrative.finish_text import Unusual, finish_text
from addin.narrative.marks import CLOSE, OPEN, mark

GAP = "【待补：表!E5 全年预算数】"


def run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def test_marks_go_and_the_words_stay() -> None:
    assert finish_text(run(f"共{mark(3, '1.00万元')}。")) == run("共1.00万元。")


def test_a_part_without_marks_stays_as_it_is() -> None:
    assert finish_text("<w:r><w:tab/></w:r>") == "<w:r><w:tab/></w:r>"


def test_a_placeholder_becomes_a_yellow_run_between_its_neighbours() -> None:
    bold = "<w:rPr><w:b/><w:sz w:val='32'/></w:rPr>"
    yellow = '<w:rPr><w:b/><w:sz w:val="32"/><w:highlight w:val="yellow"/></w:rPr>'
    assert finish_text(run(f"预算{mark(1, GAP)}，执行", bold)) == run("预算", bold) + run(GAP, yellow) + run(
        "，执行", bold
    )


@pytest.mark.parametrize(
    "text",
    [
        f"<w:r><w:tab/><w:t>{GAP}</w:t></w:r>",
        f'<w:r w:rsidR="1"><w:t>{mark(1, "1")}</w:t></w:r>',
        f'<wp:docPr descr="{mark(1, "1")}"/>',
        f"<w:r><w:t>{CLOSE}</w:t></w:r><w:instrText>{OPEN}</w:instrText>",
        run(GAP, "<w:rPr><w14:glow/></w:rPr>"),
    ],
    ids=["beside a tab", "a run with attributes", "an alternative text", "halves of marks", "foreign properties"],
)
def test_what_is_unusual_is_left_to_parsing(text: str) -> None:
    with pytest.raises(Unusual):
        finish_text(text)


def test_headings_in_text_boxes_are_left_to_parsing() -> None:
    contents = "<w:p><w:r><w:instrText> TOC </w:instrText></w:r></w:p>"
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>一、概况</w:t></w:r>{}</w:p>'
    assert 'w:anchor="_Toc00000001"' in contents_text(contents + heading.format(""))
    with pytest.raises(UnusualContents):
        contents_text(contents + heading.format("<w:p><w:r/></w:p>"))
