"""Workbooks of other people hold none of our forms, and none is found in them."""

import pytest
from support.corpus import CORPUS, REASON

from addin.forms.recognise import recognise
from addin.package.problems import PackageProblem
from addin.package.reading import open_workbook

FILES = [path for path in sorted(CORPUS.rglob("*")) if path.suffix.lower() in (".xlsx", ".xlsm", ".docx")][::6]


@pytest.mark.skipif(not FILES, reason=REASON)
def test_no_form_is_found_in_workbooks_of_other_people():
    read = 0
    for path in FILES:
        if path.stat().st_size > 300_000:
            continue
        try:
            grids = open_workbook(path).grids()
        except PackageProblem:
            continue
        read += 1
        result = recognise(grids)
        assert (result.forms, result.near) == ([], []), path.name
    assert read > len(FILES) // 2
