"""收为模板包 (adopt): a user's own mandated workbook, copied untouched, with a pack.toml beside it."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, field
from pathlib import Path

from ..hosts import files
from ..package.problems import PackageProblem
from ..package.saving import save_atomically
from ..packs.adopting import AdoptedForm, adopt_forms, as_toml
from ..packs.load import read_folder
from ..packs.model import Pack, PackError
from ..packs.verify import verify
from .profile import choose_profile

PathLike = str | os.PathLike[str]
FILE = "pack.toml"


@dataclass
class Adopted:
    """收入结果: the new pack, its forms with what is bound, and what could not be bound."""

    pack: Pack
    folder: Path
    forms: list[AdoptedForm] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def adopt_file(path: PathLike, folder: PathLike, *, force: bool = False) -> Adopted:
    """收为模板包.

    Args:
        path: the workbook (.xlsx, .xlsm). folder: where the pack is made. force: replaces a pack that lies there.

    Returns:
        the pack as it was read back.

    Raises:
        PackError: no form was recognised. PackageProblem: the workbook cannot be read, or the folder not written.
    """
    opened = files.read(path)
    name = Path(path).name
    if not opened.book.writable or Path(name).suffix.lower() not in (".xlsx", ".xlsm"):
        reason = opened.book.why_not_writable or f"“{name}”不是 .xlsx 工作簿。请用 Excel、WPS 另存为 .xlsx 后再试。"
        raise PackageProblem("file.not-writable", reason, os.fspath(path))
    forms, left = adopt_forms(opened.recognised)
    if not forms:
        more = "\n".join(f"  {sentence}" for sentence in left)
        raise PackError(
            f"{os.fspath(path)}：没有认出绩效表格，没有做模板包。"
            + (f"\n{more}\n" if more else "")
            + "请核对标题和表头，或照 docs/packs.md 手写 pack.toml。"
        )
    left += _unknown_sheets(opened.book.sheets, forms, left)
    profile, told = _profile(opened, forms)
    left += told
    years = {one.form.year for one in forms if one.form.year is not None}
    text = as_toml(
        forms,
        title=Path(name).stem,
        file=name,
        profile=profile,
        year=years.pop() if len(years) == 1 else None,
        today=datetime.date.today(),
    )
    target = Path(folder)
    _write(target, name, opened.book.data, text, Path(path), force)
    pack = read_folder(target)
    verify(pack)
    return Adopted(pack, target, forms, left)


def _unknown_sheets(sheets: tuple[str, ...], forms: list[AdoptedForm], left: list[str]) -> list[str]:
    known = {one.form.sheet for one in forms}
    return [
        f"工作表“{sheet}”没有认出，没有绑定。"
        for sheet in sheets
        if sheet not in known and not any(f"“{sheet}”" in sentence for sentence in left)
    ]


def _profile(opened: files.Opened, forms: list[AdoptedForm]) -> tuple[str, list[str]]:
    """The rule that all forms agree on; a rule taken for want of a better one is left open."""
    chosen = {}
    for one in forms:
        choice = choose_profile(one.form, "", opened.profile_name, opened.name)
        if choice.profile is not None and not choice.fallback and one.form.scored:
            chosen[choice.profile.id] = choice.profile.title
    if len(chosen) == 1:
        return next(iter(chosen)), []
    if chosen:
        return "", [f"各表适用的评分规则不同（{'、'.join(chosen)}），profile 没有写；计算时按各表决定。"]
    return "", ["没有确定适用的评分规则，profile 没有写；请用 jixiao profiles 查看后填入。"]


def _write(folder: Path, name: str, data: bytes, text: str, source: Path, force: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise PackageProblem(
            "save.failed", f"无法建立文件夹（{cause.strerror or cause}）。请换一个位置，或检查权限。", os.fspath(folder)
        ) from cause
    for target in (folder / name, folder / FILE):
        same = target.exists() and source.exists() and target.samefile(source)
        if target.exists() and not same and not force:
            raise PackageProblem(
                "file.exists", "文件夹里已有同名文件，没有写入。换一个文件夹，或加 --force 覆盖。", os.fspath(target)
            )
    if not ((folder / name).exists() and (folder / name).samefile(source)):
        save_atomically(folder / name, data)
    # written last: a folder with a pack.toml is a whole pack
    temporary = folder / f".{FILE}.tmp"
    try:
        temporary.write_text(text, "utf-8")
        os.replace(temporary, folder / FILE)
    except OSError as cause:
        raise PackageProblem(
            "save.failed",
            f"无法写入 pack.toml（{cause.strerror or cause}）。请检查磁盘空间和文件夹权限。",
            os.fspath(folder),
        ) from cause
