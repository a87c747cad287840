"""Files that only other programs can open: a copy is converted by the real LibreOffice, when asked for, and then used."""

import shutil
from pathlib import Path

import pytest
from support.libreoffice import SOFFICE, WHY_ABSENT, convert

from addin.cli import main

WORKBOOKS = Path(__file__).resolve().parents[3] / "workbooks"


@pytest.mark.skipif(SOFFICE is None, reason=WHY_ABSENT)
def test_an_open_document_sheet_is_offered_a_copy_and_the_copy_is_filled(tmp_path, capsys):
    source = tmp_path / "自评 表.xlsx"
    shutil.copyfile(WORKBOOKS / "xinjiang-2024-project-01-blank.xlsx", source)
    work = tmp_path / "工作"
    work.mkdir()
    made = shutil.move(convert(source, tmp_path, "ods"), work / "自评 表.ods")
    before = Path(made).read_bytes()
    assert main(["score", str(made)]) == 2
    assert "--convert" in capsys.readouterr().err
    assert main(["score", str(made), "--convert"]) == 0
    assert "89.62" in capsys.readouterr().out  # the published total
    assert Path(made).read_bytes() == before
    assert (work / "自评 表.xlsx").exists()
    assert main(["score", str(made), "--convert"]) == 2  # the copy is there already and is not replaced
    assert "已存在" in capsys.readouterr().err
