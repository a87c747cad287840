"""更新表单的单元格: after figures were filled in, the form is the one that would be recognised anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.commands.score import score_file
from addin.forms.recognise import recognise
from addin.forms.renewal import renewed_all
from addin.hosts import files

BLANKS = sorted((Path(__file__).parents[3] / "workbooks").glob("*blank*.xlsx"))


@pytest.mark.parametrize("blank", BLANKS, ids=lambda path: path.stem)
def test_a_filled_form_renewed_equals_the_form_recognised_anew(blank, tmp_path):
    before = files.read(blank)
    filled = files.read(score_file(blank, out=tmp_path / "填写.xlsx").data)
    renewed = renewed_all(before.recognised, filled.grids)
    assert renewed.forms == recognise(filled.grids).forms


def test_cells_that_did_not_change_keep_their_binding():
    opened = files.read(BLANKS[0])
    again = renewed_all(opened.recognised, opened.grids)
    for form, same in zip(opened.forms, again.forms):
        assert all(one is other for (_, one), (_, other) in zip(form.bound_cells(), same.bound_cells()))
