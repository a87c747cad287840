"""Comments and sheets of ours: added, found again, taken away; the user's stay."""

from __future__ import annotations

import io

import openpyxl
import pytest
from support.books import MAIN, REL, book, changed_parts, part, sheet, unzipped, zipped

from addin.edits import AddSheet, RemoveSheet, SetComment
from addin.package.writing import PackageProblem, apply, apply_edits, freeze_package, read_note

S = "自评表"
USERS = (
    f'<comments xmlns="{MAIN}"><authors><author>张三</author></authors><commentList>'
    '<comment ref="A1" authorId="0"><text><t>原有批注</t></text></comment></commentList></comments>'
)
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t202"/><v:shape id="_x0000_s1030"><x:ClientData ObjectType="Note"><x:Row>0</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>'
)


def with_users_comment() -> bytes:
    rels = (
        f'<Relationship Id="rId1" Type="{REL}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="rId2" Type="{REL}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'
    )
    types = '<Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>'
    parts = {"xl/comments1.xml": USERS, "xl/drawings/vmlDrawing1.vml": VML}
    return book(sheet(after='<legacyDrawing r:id="rId2"/>'), parts=parts, rels={"1": rels}, types=types)


def test_a_comment_is_added_with_its_box_and_read_by_others():
    data = apply_edits(
        book(sheet(after="<pageMargins/><tableParts/>")), [SetComment(S, 9, 8, "应为 9.5 分\n依据：财预〔2020〕10号")]
    )
    comment = openpyxl.load_workbook(io.BytesIO(data))[S]["H9"].comment
    assert (comment.author, comment.text) == ("绩效校验", "应为 9.5 分\n依据：财预〔2020〕10号")
    assert "<pageMargins/><legacyDrawing" in part(data)
    assert "<x:Row>8</x:Row><x:Column>7</x:Column>" in part(data, "xl/drawings/vmlDrawing1.vml")
    assert 'Extension="vml"' in part(data, "[Content_Types].xml")
    assert (S, (9, 8)) in read_note(data).comments


def test_taking_away_our_only_comment_leaves_no_part_behind():
    data = book(sheet())
    gone = apply_edits(apply_edits(data, [SetComment(S, 9, 8, "甲")]), [SetComment(S, 9, 8, None)])
    assert set(unzipped(gone)) == set(unzipped(data))
    assert part(gone) == part(data)


def test_a_second_comment_replaces_ours():
    data = apply_edits(apply_edits(book(sheet()), [SetComment(S, 9, 8, "甲")]), [SetComment(S, 9, 8, "乙")])
    assert "乙" in part(data, "xl/comments1.xml")
    assert "甲" not in part(data, "xl/comments1.xml")
    assert part(data, "xl/drawings/vmlDrawing1.vml").count("<v:shape ") == 1


def test_a_cell_with_the_users_comment_is_skipped_and_told():
    data = with_users_comment()
    result = apply(data, [SetComment(S, 1, 1, "我们的")])
    assert result.skipped == ("自评表!A1 已有批注，我们的说明没有写入：我们的",)
    assert result.data == data


def test_the_users_comments_survive_ours():
    data = with_users_comment()
    ours = apply_edits(data, [SetComment(S, 2, 2, "我们的")])
    assert "原有批注" in part(ours, "xl/comments1.xml")
    assert "_x0000_s1031" in part(ours, "xl/drawings/vmlDrawing1.vml")
    back = unzipped(apply_edits(ours, [SetComment(S, 2, 2, None), SetComment(S, 1, 1, None)]))
    assert back["xl/comments1.xml"].decode() == USERS
    assert back["xl/drawings/vmlDrawing1.vml"].decode() == VML


ROWS = [["单元格", "问题"], ["H9", "=应为文字"], ["H10", 9.5]]


def test_a_sheet_of_ours_comes_last_with_links_and_replaces_itself():
    first = apply_edits(book(sheet()), [AddSheet("绩效校验结果", ROWS, (12, 40), ((2, 1, "'自评表'!H9"),))])
    workbook = openpyxl.load_workbook(io.BytesIO(first))
    assert workbook.sheetnames == [S, "绩效校验结果"]
    made = workbook["绩效校验结果"]
    assert made["A2"].hyperlink.location == "'自评表'!H9"
    assert made["A1"].font.b
    assert made["B3"].value == 9.5
    assert made.column_dimensions["B"].width == 40
    assert 't="inlineStr"><is><t>=应为文字</t>' in part(first, "xl/worksheets/sheet2.xml")
    second = apply_edits(first, [AddSheet("绩效校验结果", [["无问题"]])])
    assert changed_parts(first, second) == {"xl/worksheets/sheet2.xml"}


def test_our_sheet_is_removed_without_a_trace_in_the_workbook():
    names = '<bookViews><workbookView activeTab="1"/></bookViews><definedNames><definedName name="n" localSheetId="0">1</definedName></definedNames>'
    data = book(sheet(), workbook=names)
    gone = apply_edits(apply_edits(data, [AddSheet("绩效校验结果", ROWS)]), [RemoveSheet("绩效校验结果")])
    assert part(gone, "xl/workbook.xml") == part(data, "xl/workbook.xml").replace('activeTab="1"', 'activeTab="0"')
    assert set(unzipped(gone)) == set(unzipped(data))


def test_sheets_of_the_user_are_never_replaced_or_removed():
    data = book(sheet(), sheet(), names=(S, "绩效校验结果"))
    for edit in (AddSheet("绩效校验结果", ROWS), RemoveSheet("绩效校验结果"), RemoveSheet(S)):
        with pytest.raises(PackageProblem, match="不是我们生成的"):
            apply_edits(data, [edit])


@pytest.mark.parametrize("name", ["自评表2", "绩效校验/结果", "绩效校验" + "长" * 30])
def test_names_that_a_sheet_of_ours_cannot_have_are_refused(name):
    with pytest.raises(PackageProblem, match="不可用"):
        apply_edits(book(sheet()), [AddSheet(name, ROWS)])


def test_a_locked_structure_refuses_sheets_only():
    data = book(sheet(), workbook='<workbookProtection lockStructure="1"/>')
    with pytest.raises(PackageProblem, match="结构受保护"):
        apply_edits(data, [AddSheet("绩效校验结果", ROWS)])
    apply_edits(data, [SetComment(S, 1, 1, "可以")])


def test_a_comment_that_was_written_in_libreoffice_is_known_by_its_first_line():
    """LibreOffice stores its user as the author, and 绩效校验： as the first line of ours."""
    theirs = USERS.replace(
        "<commentList>",
        '<commentList><comment ref="B2" authorId="0"><text><r><t xml:space="preserve">绩效校验：\n【错误】甲</t></r></text></comment>',
    )
    data = zipped({**unzipped(with_users_comment()), "xl/comments1.xml": theirs})
    gone = part(freeze_package(data), "xl/comments1.xml")
    assert "B2" not in gone
    assert "原有批注" in gone


def test_a_comment_that_only_speaks_of_us_is_the_users():
    theirs = USERS.replace("原有批注", "按绩效校验：应为 9 分")
    data = zipped({**unzipped(with_users_comment()), "xl/comments1.xml": theirs})
    assert "应为 9 分" in part(freeze_package(data), "xl/comments1.xml")
