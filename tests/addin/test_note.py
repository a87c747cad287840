"""The note: what it remembers survives the XML, and what others put into it is taken for no more than it is."""

from __future__ import annotations

import pytest

from addin.note import NO_STYLE, FormerFill, Note, Written, parse_note, plain_colour, plain_fill
from addin.problems import Cancelled, Problem

S = "自评表"
CELL = '<cell sheet="自评表" at="A1" type="n" value="1"/>'


def note_of(inner: str, head: str = "") -> Note:
    return parse_note(f'{head}<note xmlns="urn:jixiao:note" version="1">{inner}</note>'.encode())


def test_everything_a_note_holds_survives_being_written_and_read():
    note = Note(sheets={"绩效校验结果"}, comments={(S, (9, 8))})
    note.record(S, (9, 8), 9.5)
    note.record(S, (10, 8), '说明 "<&>"\n第二行')
    note.record(S, (11, 8), 8, "IF(G11=\"\",\"\",G11)")  # fmt: skip
    note.fills[S, (9, 8)] = FormerFill(7, '<fill><patternFill patternType="none"/></fill>', "FFC7CE")
    note.fills[S, (10, 8)] = FormerFill.of_colour("00B050", "FFC7CE")
    assert parse_note(note.to_xml()) == note
    assert parse_note(note.to_xml().decode()) == note


def test_characters_that_xml_cannot_hold_are_left_out_and_the_cell_is_no_longer_ours():
    note = Note(cells={(S, (1, 1)): Written("s", "一\x01二\ud800")})
    read = parse_note(note.to_xml())
    assert read.cells == {(S, (1, 1)): Written("s", "一二")}
    assert not read.is_ours(S, (1, 1), "一\x01二\ud800")


def test_a_number_that_no_cell_holds_cannot_be_recorded():
    with pytest.raises(ValueError, match="不是单元格能存放的数字"):
        Note().record(S, (1, 1), float("inf"))


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE note [<!ENTITY a "b">]>',
        "<!DOCTYPE note>",
        '<!DOCTYPE note SYSTEM "file:///etc/passwd">',
        '<?xml version="1.0" encoding="UTF-7"?>',
    ],
)
def test_a_document_that_declares_entities_or_hides_its_encoding_is_no_note(head):
    assert note_of(CELL) != Note()
    assert note_of(CELL, head) == Note()


def test_a_declaration_is_refused_in_any_encoding():
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE note><note xmlns="urn:jixiao:note">{CELL}</note>'
    assert parse_note(text.encode("utf-16")) == Note()
    assert parse_note(text.replace("<!DOCTYPE note>", "").encode("utf-16")) == note_of(CELL)


def test_entities_that_would_grow_without_end_are_never_expanded():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert note_of('<sheet name="&l9;"/>', f'<!DOCTYPE note [<!ENTITY l0 "绩">{laughs}]>') == Note()


def test_a_note_with_too_many_entries_is_not_read(monkeypatch):
    monkeypatch.setattr("addin.note.MAX_ENTRIES", 10)
    assert note_of(CELL * 5) != Note()
    assert note_of(CELL * 30) == Note()


def test_depth_does_not_hurt_and_what_lies_deeper_is_nobodys():
    assert note_of("<a>" * 50_000 + CELL + "</a>" * 50_000) == Note()


def test_a_sheet_that_is_not_called_like_ours_is_not_ours():
    assert note_of('<sheet name="自评表"/><sheet name="绩效校验结果"/>').sheets == {"绩效校验结果"}


@pytest.mark.parametrize("colour", ["<script>", "12345", "GGGGGG", "0" * 40])
def test_a_former_fill_with_a_colour_that_is_none_is_left_out(colour):
    from xml.sax.saxutils import quoteattr

    assert not note_of(f'<fill sheet="自评表" at="A1" former="" colour={quoteattr(colour)}/>').fills


def test_a_former_fill_of_an_open_workbook_has_no_style_number_and_keeps_its_colour():
    former = FormerFill.of_colour("ffff00", "FFFFC7CE")
    assert (former.style, former.plain, former.colour) == (NO_STYLE, "FFFF00", "FFC7CE")
    assert FormerFill.of_colour("", "FFC7CE").plain == ""


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        ('<fill><patternFill patternType="none"/></fill>', ""),
        ("<fill><patternFill/></fill>", ""),
        ('<x:fill><x:patternFill patternType="solid"><x:fgColor rgb="ff00b050"/></x:patternFill></x:fill>', "00B050"),
        (plain_fill("FFF2CC"), "FFF2CC"),
        ('<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.8"/></patternFill></fill>', None),
        ('<fill><patternFill patternType="gray125"/></fill>', None),
        ('<fill><gradientFill><stop position="0"><color rgb="FF00B050"/></stop></gradientFill></fill>', None),
        ("", None),
    ],
)
def test_the_colour_of_a_fill_is_told_only_where_it_is_plain(fill, colour):
    assert plain_colour(fill) == colour


def test_a_problem_names_its_file_and_cancelling_is_no_problem():
    assert str(Problem("file.empty", "文件是空的。", "自评表.xlsx")) == "自评表.xlsx：文件是空的。"
    assert str(Problem("host.editing", "请先结束单元格编辑。")) == "请先结束单元格编辑。"
    assert not issubclass(Cancelled, Problem)
