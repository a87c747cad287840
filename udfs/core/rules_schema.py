"""规则文件的检查 (schema reader): one table of a rules file, read key by key, each fault named with file, key and remedy."""

from __future__ import annotations

import datetime
import difflib
from decimal import Decimal
from typing import Any, Callable, Dict, Iterable, List, Optional, Sequence, Tuple, Type, TypeVar

from .rules_model import KIND_WORDS, Source

T = TypeVar("T")

_WORDS = {
    str: "文字",
    bool: "true 或 false",
    int: "整数",
    Decimal: "数",
    datetime.date: "日期（如 2026-11-22）",
    list: "列表",
    dict: "表",
}


class ProfileError(ValueError):
    """规则文件错误: a rules file does not load; the message names file, key, what is missing and what to write."""


def nearest(word: str, valid: Iterable[str], count: int = 1) -> List[str]:
    """最接近的写法: the valid spellings nearest to a word, best first.

    >>> nearest("excution", ["execution", "methods"])
    ['execution']
    """
    return difflib.get_close_matches(word, sorted(valid), n=count, cutoff=0.4)


class Table:
    """规则文件中的一张表: hands out checked values; ``finish`` refuses what nobody asked for.

    Args:
        file: the file's name for messages. where: the table's name, "" for the top of the file.
        data: the parsed table. sources: the file's sources, once they are known.
    """

    #: what a fault is raised as; files of another kind (pack.toml) have an error of their own
    error: Type[ValueError] = ProfileError

    def __init__(self, file: str, where: str, data: Any, sources: Optional[Dict[str, Source]] = None) -> None:
        self.file, self.where, self.sources = file, where, sources or {}
        if not isinstance(data, dict):
            raise self.fault(f"应为{_WORDS[dict]}，现为 {_shown(data)}")
        self._left = dict(data)
        self._known: List[str] = []

    def fault(self, what: str) -> ValueError:
        """错误: with the place in front."""
        place = f"{self.file}：[{self.where}] " if self.where else f"{self.file}："
        return self.error(place + what + "。")

    def take(self, key: str, kind: type, default: Any = ..., choices: Sequence[str] = ()) -> Any:
        """取值: one value of the wanted type; ``default`` makes it optional."""
        self._known.append(key)
        if key not in self._left:
            if default is not ...:
                return default
            self._misspelt(key)
            raise self.fault(f"缺少 {key}（{_WORDS[kind]}）")
        value = self._left.pop(key)
        if kind is Decimal and isinstance(value, int) and not isinstance(value, bool):
            value = Decimal(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.fault(f"{key} 应为{_WORDS[kind]}，现为 {_shown(value)}")
        if choices and value not in choices:
            near = nearest(str(value), choices)
            hint = f"，是否为“{near[0]}”" if near else ""
            raise self.fault(f"{key} 只能是 {'、'.join(choices)}，现为 {_shown(value)}{hint}")
        return value

    def words(self, key: str, default: Any = ...) -> Tuple[str, ...]:
        """取文字列表."""
        values = self.take(key, list, default)
        for value in values:
            if not isinstance(value, str) or not value:
                raise self.fault(f"{key} 的每一项应为{_WORDS[str]}，现有 {_shown(value)}")
        return tuple(values)

    def source(self) -> Source:
        """取来源: no value without one."""
        self._known.append("source")
        if "source" not in self._left:
            self._misspelt("source")
            raise self.fault(
                '缺少 source（来源）：每个数值都要注明出自哪个文件，请写 source = "…" 并在 [sources] 中登记'
            )
        name = self.take("source", str)
        if name not in self.sources:
            near = nearest(name, self.sources)
            hint = f"，是否为“{near[0]}”" if near else ""
            raise self.fault(f"source 引用的来源“{name}”没有在 [sources] 中登记{hint}")
        return self.sources[name]

    def table(self, key: str, read: Callable[[Table], T], optional: bool = False) -> Optional[T]:
        """取子表, read by ``read``."""
        data = self.take(key, dict, None if optional else ...)
        return None if data is None else self._read(key, data, read)

    def tables(self, key: str, read: Callable[[Table], T]) -> Dict[str, T]:
        """取一组命名的子表; an absent group is empty."""
        return {name: self._read(f'{key}."{name}"', data, read) for name, data in self.take(key, dict, {}).items()}

    def rows(self, key: str, read: Callable[[Table], T], default: Any = ...) -> Tuple[T, ...]:
        """取表的列表."""
        entries = self.take(key, list, default)
        return tuple(self._read(f"{key}[{number}]", data, read) for number, data in enumerate(entries, 1))

    def numbers(self, key: str) -> Dict[str, Decimal]:
        """取一组命名的数."""
        inner = type(self)(self.file, self._inside(key), self.take(key, dict), self.sources)
        return {name: inner.take(name, Decimal) for name in list(inner._left)}

    def _inside(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _read(self, key: str, data: Any, read: Callable[[Table], T]) -> T:
        inner = type(self)(self.file, self._inside(key), data, self.sources)
        value = read(inner)
        inner.finish()
        return value

    def finish(self) -> None:
        """收尾: a key that nobody asked for is a misspelling; name the nearest valid one."""
        for key in self._left:
            near = nearest(key, self._known)
            hint = f"，是否为“{near[0]}”" if near else f"，可用的键：{'、'.join(sorted(set(self._known)))}"
            raise self.fault(f"不认识的键“{key}”{hint}")

    def _misspelt(self, wanted: str) -> None:
        """A missing key whose near miss stands there is reported as the misspelling that it is."""
        near = [key for key in nearest(wanted, self._left) if difflib.SequenceMatcher(None, key, wanted).ratio() > 0.7]
        if near and near[0] not in self._known:
            raise self.fault(f"不认识的键“{near[0]}”，是否为“{wanted}”")


def read_source(table: Table) -> Source:
    """来源: document, kind, day checked; all three or it fails to load."""
    document = table.take("document", str)
    if not document.strip():
        raise table.fault("document（文件名称）不能为空")
    kind = table.take("kind", str, choices=tuple(KIND_WORDS))
    return Source(document=document, kind=kind, checked=table.take("checked", datetime.date))


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return str(value)
    return next((word for kind, word in _WORDS.items() if isinstance(value, kind)), type(value).__name__)
