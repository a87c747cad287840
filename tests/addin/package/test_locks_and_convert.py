"""Files that are open elsewhere, and the offer to convert a copy."""

import os
import stat
import sys
from pathlib import Path

import pytest

from addin.package import convert
from addin.package.locks import lock_owner
from addin.package.problems import PackageProblem
from addin.package.saving import check_unlocked


def test_a_file_that_nobody_has_open_has_no_owner(tmp_path: Path) -> None:
    assert lock_owner(tmp_path / "自评表.xlsx") is None


def test_the_owner_file_of_excel_names_the_user(tmp_path: Path) -> None:
    ansi = "甲会计".encode("gb18030")
    wide = "甲会计".encode("utf-16-le")
    data = bytes([len(ansi)]) + ansi.ljust(54, b" ") + (3).to_bytes(2, "little") + wide.ljust(108, b" \0"[:1])
    (tmp_path / "~$自评表.xlsx").write_bytes(data)
    assert lock_owner(tmp_path / "自评表.xlsx") == "甲会计"


def test_an_empty_owner_file_still_counts(tmp_path: Path) -> None:
    (tmp_path / "~$自评表.xlsx").write_bytes(b"")
    assert lock_owner(tmp_path / "自评表.xlsx") == "其他程序"


def test_word_cuts_two_letters_off_a_long_name(tmp_path: Path) -> None:
    (tmp_path / "~$年度绩效自评报告.docx").write_bytes(b"\x02Li")
    assert lock_owner(tmp_path / "24年度绩效自评报告.docx") == "Li"


def test_the_owner_file_of_libreoffice_names_the_user(tmp_path: Path) -> None:
    (tmp_path / ".~lock.自评表.xlsx#").write_text(",office,PC,26.11.2026 09:00,file:///x;", encoding="utf-8")
    assert lock_owner(tmp_path / "自评表.xlsx") == "office"
    (tmp_path / ".~lock.自评表.xlsx#").write_text("甲会计,office,PC,;", encoding="utf-8")
    assert lock_owner(tmp_path / "自评表.xlsx") == "甲会计"


def office(folder: Path, body: str) -> str:
    """A stand-in for soffice: a script that does what the case needs."""
    script = folder / "soffice"
    script.write_text(f"#!{sys.executable}\nimport pathlib, sys\nargs = sys.argv[1:]\n{body}\n", encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


@pytest.mark.skipif(os.name == "nt", reason="替身脚本只在类 Unix 系统上运行")
def test_a_copy_is_converted_in_private_and_the_original_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        "out = pathlib.Path(args[args.index('--outdir') + 1]); out.mkdir()\n"
        "profile = [a for a in args if a.startswith('-env:UserInstallation=file://')][0][29:]\n"
        "settings = pathlib.Path(profile, 'user', 'registrymodifications.xcu').read_text('utf-8')\n"
        "beside = sorted(p.name for p in pathlib.Path(args[-1]).parent.iterdir())\n"
        "(out / 'copy.xlsx').write_text(repr((beside, 'DisableMacrosExecution' in settings)), 'utf-8')"
    )
    monkeypatch.setattr(convert, "find_soffice", lambda: office(tmp_path, body))
    source = tmp_path / "自评 表.et"
    source.write_bytes(b"et")
    (tmp_path / "udfs.py").write_text("raise SystemExit", encoding="utf-8")
    made = convert.convert_copy(source, tmp_path / "转换")
    assert made == tmp_path / "转换" / "自评 表.xlsx"
    assert made.read_text("utf-8") == "(['copy.et'], True)"
    assert source.read_bytes() == b"et"
    with pytest.raises(PackageProblem) as caught:
        convert.convert_copy(source, tmp_path / "转换")
    assert caught.value.code == "convert.exists"


@pytest.mark.skipif(os.name == "nt", reason="替身脚本只在类 Unix 系统上运行")
def test_a_conversion_that_makes_nothing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "find_soffice", lambda: office(tmp_path, "sys.exit(1)"))
    (tmp_path / "表.doc").write_bytes(b"doc")
    with pytest.raises(PackageProblem) as caught:
        convert.convert_copy(tmp_path / "表.doc", tmp_path)
    assert caught.value.code == "convert.failed"
    assert ".docx" in caught.value.message


def test_without_libreoffice_the_user_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "find_soffice", lambda: None)
    (tmp_path / "表.et").write_bytes(b"et")
    with pytest.raises(PackageProblem) as caught:
        convert.convert_copy(tmp_path / "表.et", tmp_path)
    assert caught.value.code == "convert.no-office"
    assert "另存为 .xlsx" in caught.value.message


@pytest.mark.parametrize(("name", "code"), [("没有.et", "file.missing"), ("图.png", "convert.kind")])
def test_what_cannot_be_converted_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(PackageProblem) as caught:
        convert.convert_copy(tmp_path / name, tmp_path)
    assert caught.value.code == code


def test_writing_to_a_file_that_is_open_elsewhere_names_who_has_it(tmp_path: Path) -> None:
    (tmp_path / ".~lock.自评表.xlsx#").write_text(",甲会计,机器,22.11.2026 09:00,file:///;", encoding="utf-8")
    with pytest.raises(PackageProblem, match="使用者是甲会计"):
        check_unlocked(tmp_path / "自评表.xlsx")
