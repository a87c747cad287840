"""功能区 (ribbon): addin/ribbon.toml, the one declaration of tab, groups and buttons, read and checked for every host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping

import tomllib

ADDIN = Path(__file__).resolve().parent.parent
SOURCE = ADDIN / "ribbon.toml"
#: a command is a file here
BUTTONS = ADDIN / "buttons"

SIZES = ("large", "normal")
#: Office refuses a customUI part whose texts are longer (ST_String of [MS-CUSTOMUI])
_LONGEST_TEXT = 1024
_NAME = re.compile(r"[a-z][a-z0-9_]*")
#: ST_Keytip: at most three characters; letters and digits are what every keyboard has
_KEYTIP = re.compile(r"[A-Z0-9]{1,3}")
_IMAGE = re.compile(r"[A-Za-z][A-Za-z0-9]*")

_TAB = ("id", "label", "keytip", "screentip")
_GROUP = ("id", "label")
_BUTTON = ("command", "label", "size", "image", "keytip", "screentip", "supertip")


class RibbonError(ValueError):
    """功能区声明有误: the message names the place and what to write there."""


@dataclass(frozen=True)
class Button:
    """按钮. ``command`` is the file addin/buttons/<command>.py, ``image`` an imageMso name, ``size`` large or normal."""

    command: str
    label: str
    size: str
    image: str
    keytip: str
    screentip: str
    supertip: str


@dataclass(frozen=True)
class Group:
    """分组, with its buttons in order."""

    id: str
    label: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Tab:
    """选项卡."""

    id: str
    label: str
    keytip: str
    screentip: str


@dataclass(frozen=True)
class Ribbon:
    """功能区: the tab and its groups in order; a group without buttons is not among them."""

    tab: Tab
    groups: tuple[Group, ...]

    @property
    def buttons(self) -> tuple[Button, ...]:
        """全部按钮, in the order of the groups."""
        return tuple(button for group in self.groups for button in group.buttons)


def load(source: Path = SOURCE, buttons: Path | None = BUTTONS) -> Ribbon:
    """读取并检查功能区声明: read and check the ribbon's declaration.

    Args:
        source: the TOML file. buttons: the folder that holds a file for each command; None leaves that check out.

    Returns:
        The ribbon, without groups that have no buttons.

    Raises:
        RibbonError: unknown keys, missing or over-long texts, keytips that clash, commands given twice or without a file.

    >>> [group.label for group in load(buttons=None).groups]
    ['检查', '填报', '汇总', '文字稿', '设置']
    """
    try:
        declared = tomllib.loads(source.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RibbonError(f"{source.name} 不是正确的 TOML：{error}") from error
    _only(declared, ("tab", "group"), "文件")
    tab = Tab(**_texts(_table(declared, "tab", "文件"), _TAB, "[tab]"))
    _named(tab.id, "[tab] 的 id")
    every = [_group(table, number) for number, table in enumerate(_tables(declared, "group", "文件"), 1)]
    _distinct((group.id for group in every), "分组的 id")
    ribbon = Ribbon(tab, tuple(group for group in every if group.buttons))
    _distinct((button.command for button in ribbon.buttons), "按钮的 command")
    _keytips(ribbon.buttons)
    _tipped(tab.keytip, "[tab] 的 keytip")
    if buttons is not None:
        _exist(ribbon.buttons, buttons)
    return ribbon


def _group(table: Mapping[str, Any], number: int) -> Group:
    place = f"第 {number} 个 [[group]]"
    found = _tables(table, "button", place)
    texts = _texts({key: value for key, value in table.items() if key != "button"}, _GROUP, place)
    _named(texts["id"], f"{place} 的 id")
    return Group(buttons=tuple(_button(entry, texts["label"], at) for at, entry in enumerate(found, 1)), **texts)


def _button(table: Mapping[str, Any], group: str, number: int) -> Button:
    place = f"分组“{group}”的第 {number} 个按钮"
    button = Button(**_texts(table, _BUTTON, place))
    _named(button.command, f"{place} 的 command")
    _tipped(button.keytip, f"{place} 的 keytip")
    if button.size not in SIZES:
        raise RibbonError(f"{place} 的 size 应为 {' 或 '.join(SIZES)}，现为“{button.size}”。")
    if not _IMAGE.fullmatch(button.image):
        raise RibbonError(f"{place} 的 image 应为 imageMso 名称（英文字母和数字），现为“{button.image}”。")
    return button


def _only(table: Mapping[str, Any], keys: Iterable[str], place: str) -> None:
    for unknown in table:
        if unknown not in keys:
            raise RibbonError(f"{place} 有不认识的键“{unknown}”；可用的键：{'、'.join(keys)}。")


def _texts(table: Mapping[str, Any], keys: tuple[str, ...], place: str) -> dict[str, str]:
    """The texts of a table: all of ``keys`` and nothing else."""
    _only(table, keys, place)
    for key in keys:
        text = table.get(key)
        if not isinstance(text, str) or not text.strip():
            raise RibbonError(f'{place} 缺 {key}，或不是文字；请写 {key} = "…"。')
        if len(text) > _LONGEST_TEXT:
            raise RibbonError(f"{place} 的 {key} 有 {len(text)} 个字，应不超过 {_LONGEST_TEXT} 个。")
    return {key: table[key] for key in keys}


def _table(holder: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
    found = holder.get(key)
    if not isinstance(found, dict):
        raise RibbonError(f"{place} 缺 [{key}]。")
    return found


def _tables(holder: Mapping[str, Any], key: str, place: str) -> list[Mapping[str, Any]]:
    found = holder.get(key, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise RibbonError(f"{place} 的 {key} 应写成 [[…]] 的形式。")
    return found


def _named(name: str, what: str) -> None:
    if not _NAME.fullmatch(name):
        raise RibbonError(f"{what} 应以小写英文字母开头，只含小写字母、数字和下划线，现为“{name}”。")


def _tipped(keytip: str, what: str) -> None:
    if not _KEYTIP.fullmatch(keytip):
        raise RibbonError(f"{what} 应为 1—3 个大写英文字母或数字，现为“{keytip}”。")


def _distinct(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RibbonError(f"{what}“{name}”重复。")
        seen.add(name)


def _keytips(buttons: tuple[Button, ...]) -> None:
    """One keytip must not begin another: the shorter one would answer before the longer is typed."""
    for first, second in _pairs(buttons):
        if first.keytip.startswith(second.keytip) or second.keytip.startswith(first.keytip):
            raise RibbonError(
                f"按钮“{first.label}”和“{second.label}”的 keytip 冲突（{first.keytip}、{second.keytip}），请改其中一个。"
            )


def _pairs(buttons: tuple[Button, ...]) -> Iterator[tuple[Button, Button]]:
    for at, first in enumerate(buttons):
        for second in buttons[at + 1 :]:
            yield first, second


def _exist(buttons: tuple[Button, ...], folder: Path) -> None:
    for button in buttons:
        if not (folder / f"{button.command}.py").is_file():
            raise RibbonError(
                f"按钮“{button.label}”的命令 {button.command} 没有对应的文件 {folder.name}/{button.command}.py，请补上或改 command。"
            )
