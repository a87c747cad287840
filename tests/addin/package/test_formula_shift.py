"""References in formulas: what moves when rows are inserted, and what only looks like a reference."""

from __future__ import annotations

import pytest

from addin.package.formula_shift import insert_rows, references, translate


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("A6+A7+A8", "A6+A9+A10"),
        ("$A$7+A$7+$A7", "$A$9+A$9+$A9"),
        ("SUM(H5:H9)", "SUM(H5:H11)"),
        ("SUM(H7:H9)", "SUM(H9:H11)"),
        ("SUM(H1:H6)", "SUM(H1:H6)"),
        ("SUM(A:A)+SUM(3:9)+SUM($8:$8)", "SUM(A:A)+SUM(3:11)+SUM($10:$10)"),
        ("SUM(A7:A1048576)", "SUM(A9:A1048576)"),
        ("A1048576", "#REF!"),
        ('"A7"&A7&"''A8''"', '"A7"&A9&"''A8''"'),
        ("LOG10(A7)+ATAN2(A7,B7)", "LOG10(A9)+ATAN2(A9,B9)"),
        ("自评表!A7+说明!A7", "自评表!A9+说明!A7"),
        ("'自评表'!A7:B8", "'自评表'!A9:B10"),
        ("SUM(自评表:说明!A7)", "SUM(自评表:说明!A7)"),
        ("[1]自评表!A7+'[2]自评表'!A7+[1]!PERF_SCORE(A7)", "[1]自评表!A7+'[2]自评表'!A7+[1]!PERF_SCORE(A9)"),
        ("表1[[#This Row],[A7]]+表1[A7]*A7", "表1[[#This Row],[A7]]+表1[A7]*A9"),
        ("税率2024+TAX_A7+A7.B7+x1A7", "税率2024+TAX_A7+A7.B7+x1A7"),
        ("A7:INDEX(A:A,9)", "A9:INDEX(A:A,9)"),
        ("a7+#REF!+1E7+{1,7}", "a9+#REF!+1E7+{1,7}"),
        ("A7#+-A7%", "A9#+-A9%"),
        ("XFE7+A0+ABCD7", "XFE7+A0+ABCD7"),
        ("A7 B7:B8,C7", "A9 B9:B10,C9"),
    ],
)  # fmt: skip
def test_two_rows_inserted_above_row_7_of_the_own_sheet(formula, after):
    assert insert_rows(formula, "自评表", "自评表", 7, 2) == after


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("A7+自评表!A7", "A7+自评表!A8"),
        ("'自评表'!$A$7:$B$9", "'自评表'!$A$8:$B$10"),
        ("'它''s 表'!A7", "'它''s 表'!A7"),
    ],
)
def test_a_formula_of_another_sheet_follows_only_where_it_names_the_sheet(formula, after):
    assert insert_rows(formula, "说明", "自评表", 7, 1) == after


def test_sheet_names_with_quotes_and_other_case_are_the_same_sheet():
    assert insert_rows("'IT''S A'!A7+'it''s a'!A7", "x", "It's A", 7, 1) == "'IT''S A'!A8+'it''s a'!A8"


def test_a_shared_formula_seen_from_another_cell():
    assert translate('A1*$B$1+SUM(C$1:D2)+LOG10(E1)&"A1"+表!F1', 2, 1) == 'B3*$B$1+SUM(D$1:E4)+LOG10(F3)&"A1"+表!G3'


def test_references_are_found_with_their_sheets():
    found = [(r.book, r.first_sheet, r.last_sheet, r.text) for r in references("'[1]甲'!A1+甲:乙!B2:C3+$D:$D")]
    assert found == [("[1]", "甲", "甲", "A1"), ("", "甲", "乙", "B2:C3"), ("", "", "", "$D:$D")]
