"""汇总的依据 (source): the units that were expected, from the manifest of what was handed out or from a register."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..findings import ERROR, Finding
from ..handout.manifest import NAME, Entry, Head, read_manifest
from ..packs.list import load_pack
from ..packs.model import Pack, PackError
from ..places import Found, Place, place
from ..register.model import RegisterError
from ..register.read import read_register


class RollupError(ValueError):
    """汇总无法进行: what was given, what is expected and the next step, in Chinese."""


@dataclass(frozen=True)
class Source:
    """汇总的依据.

    Args:
        words: what it is, for the summary; "" when there is none. head: of the pack that was handed out, None unknown.
        manifest: where it lies, None for a register. listed: the register's units. fingerprint: of all that it says.
        findings: warnings about the register. beside: the manifest lies in the folder that is read: the workbooks that
            were handed out lie there too, and are no returns as long as nobody touched them.
    """

    words: str = ""
    head: Head | None = None
    manifest: Place | None = None
    listed: tuple[Entry, ...] = ()
    fingerprint: str = ""
    findings: tuple[Finding, ...] = ()
    beside: bool = False

    @property
    def known(self) -> bool:
        """知道应报单位."""
        return bool(self.words)

    def entries(self) -> Iterator[Entry]:
        """应报单位, one by one.

        Raises:
            ManifestError: a line that cannot be read. OSError: the file cannot be read.
        """
        if self.manifest is None:
            return iter(self.listed)
        return read_manifest(_lines(self.manifest), self.manifest.name)[1]


def find_source(folder: Place, manifest: str = "", units: str = "", packs: Path | None = None) -> Source:
    """寻找依据: the manifest that is named, the register that is named, else the manifest in the folder or above it.

    Args:
        folder: what is read. manifest, units: what the user named, "" for nothing. packs: the user's own packs, which a
            register may name.

    Raises:
        RollupError: what is named is not there, or cannot be used. ManifestError: it is no manifest.
    """
    if manifest and units:
        raise RollupError("--manifest 和 --units 只写一个：有下发清单时，名册已在其中。")
    if units:
        return _from_register(units, packs)
    if manifest:
        named = place(manifest)
        named = named.child(NAME) if named.is_folder() else named
        if not named.exists():
            raise RollupError(f"--manifest：没有 {named}。请写 jixiao issue 写下的 {NAME}，或它所在的文件夹。")
        return _from_manifest(named, str(named) == str(folder.child(NAME)))
    inside = folder.child(NAME)
    if inside.exists():
        return _from_manifest(inside, True)
    above = folder.sibling(NAME)
    with suppress(OSError):
        if above.exists():
            return _from_manifest(above, False)
    return Source()


def pack_of(head: Head | None, root: Path | None) -> tuple[Pack | None, str]:
    """下发的模板包.

    Returns:
        the pack, and why the returns are not compared with it ("" when they are): it is not at hand, or another version.
    """
    if head is None or not head.pack:
        return None, ""
    try:
        pack = load_pack(head.pack, root)
    except (PackError, FileNotFoundError):
        return (
            None,
            f"本机没有模板包 {head.pack}，报来的表没有与下发的模板逐格核对；自己的模板包请用 --packs 写明位置。",
        )
    if pack.version != head.version:
        return None, (
            f"下发的是模板包 {head.pack} 第 {head.version} 版，本机的是第 {pack.version} 版，"
            "报来的表没有与下发的模板逐格核对。"
        )
    return pack, ""


def _from_manifest(where: Place, beside: bool) -> Source:
    digest = hashlib.sha256()
    head, _ = read_manifest(_lines(where), where.name)
    for line in _lines(where):
        digest.update(line.encode("utf-8", "surrogatepass"))
    return Source(f"下发清单 {where.name}", head, where, fingerprint=digest.hexdigest(), beside=beside)


def _lines(where: Place) -> Iterator[str]:
    if where.local is None:
        yield from where.read().decode("utf-8-sig", "replace").splitlines(keepends=True)
        return
    with open(where.local, encoding="utf-8-sig", errors="replace") as lines:
        yield from lines


def _from_register(units: str, packs: Path | None) -> Source:
    if not Path(units).is_file():
        raise RollupError(f"--units：没有文件 {units}。请写单位名册的位置。")
    try:
        register, findings = read_register(units)
    except RegisterError as cause:
        raise RollupError(str(cause)) from cause
    wrong = [one.message for one in findings if one.severity == ERROR]
    if wrong:
        more = f"\n（共 {len(wrong)} 处错误）" if len(wrong) > 5 else ""
        raise RollupError(f"名册 {Path(units).name} 有错误，请先改正：\n" + "\n".join(wrong[:5]) + more)
    listed = tuple(Entry(one.code, one.name, one.parent, one.contact) for one in register.units.values())
    head = None
    if register.pack:
        with suppress(PackError, FileNotFoundError):
            pack = load_pack(register.pack, packs)
            head = Head(pack.name, pack.version, pack.year, pack.title, register=Path(units).name)
    said = json.dumps([register.pack, [[one.unit, one.name, one.parent] for one in listed]], ensure_ascii=False)
    return Source(
        f"名册 {Path(units).name}", head, None, listed, hashlib.sha256(said.encode()).hexdigest(), tuple(findings)
    )


def is_untouched(found: Found, digest: str, entry: Entry | None) -> bool:
    """是否仍是下发时的原样: at its place and byte for byte."""
    files = entry.files if entry is not None else ()
    return any((one.path, one.size, one.sha256) == (found.relative, found.size, digest) for one in files)
