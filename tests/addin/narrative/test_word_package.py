"""结构检查自己也要检查: each kind of damage is told."""

from __future__ import annotations

import io
import zipfile

import pytest
from support.report_books import ROOT
from support.word_package import problems

TEMPLATE = ROOT / "templates" / "cn" / "national" / "项目支出绩效自评报告.docx"
DAMAGES = [
    ("word/document.xml", "</w:body>", "<w:tbl/><w:tbl/></w:body>", "没有段落"),
    ("word/document.xml", "<w:pPr>", '<w:pPr><w:jc w:val="left"/>', "次序不对"),
    ("word/document.xml", 'w:pStyle w:val="Title"', 'w:pStyle w:val="Nobody"', "没有样式 Nobody"),
    ("word/document.xml", "<w:sectPr>", "<w:sectPr><w:titlePg/>", "sectPr"),
    ("word/document.xml", "<w:body>", '<w:body><w:bookmarkStart w:id="1" w:name="甲"/>', "不成对"),
    ("word/document.xml", "</w:body>", "", "不是合法的 XML"),
    ("word/_rels/document.xml.rels", 'Target="styles.xml"', 'Target="none.xml"', "没有 word/none.xml"),
    ("[Content_Types].xml", 'PartName="/word/styles.xml"', 'PartName="/word/none.xml"', "不在包里"),
    ("word/styles.xml", "<w:rPr>", '<w:rPr><w:sz w:val="1"/>', "rPr"),
]


def test_our_template_is_sound() -> None:
    assert problems(TEMPLATE.read_bytes()) == []


@pytest.mark.parametrize(("part", "old", "new", "told"), DAMAGES, ids=[f"{one[0]} {one[3]}" for one in DAMAGES])
def test_a_damage_is_told(part: str, old: str, new: str, told: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(held, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8", "surrogateescape")
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content.encode("utf-8", "surrogateescape"))
    assert any(told in one for one in problems(held.getvalue()))
