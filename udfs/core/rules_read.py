"""规则文件的读取 (profile reader): from the parsed TOML to a checked Profile. Every table asks for its source."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, FrozenSet, Optional, Tuple

from .rules_model import (
    Applies,
    Band,
    Execution,
    Flag,
    Grades,
    Met,
    Method,
    Profile,
    Qualitative,
    Source,
    Standard,
    Weights,
)
from .rules_schema import ProfileError, Table, read_source
from .text import fold

#: arithmetic of the methods; udfs.core.methods holds one file for each
METHOD_RULES = ("by_sign", "floor", "satisfaction", "direct", "level", "by_standard")
EXECUTION_RULES = ("proportional", "floor", "none")
FORM_KINDS = ("project", "unit", "basic", "scorecard", "fund")
_SIGN_RULES = ("ratio", "decline", "exact", "by_hand")


def read_profile(id_: str, data: Dict[str, Any]) -> Profile:
    """读取规则方案: check everything that a rules file says.

    Args:
        id_: the profile's id. data: the parsed TOML.

    Raises:
        ProfileError: with file, table, key, what is wrong and the nearest valid spelling.
    """
    file = id_ + ".toml"
    top = Table(file, "", data)
    sources = top.tables("sources", read_source)
    top.sources = sources
    methods = top.tables("methods", _method)
    named = {name: _named(method, name) for name, method in methods.items()}
    default = top.take("default_method", str, "")
    if default and default not in named:
        raise top.fault(f'default_method“{default}”没有对应的 [methods."{default}"]')
    rounding = top.table("rounding", _rounding)
    profile = Profile(
        id=id_,
        alias=top.take("alias", str),
        title=top.take("title", str),
        applies=_need(top.table("applies", _applies)),
        execution=_need(top.table("execution", _execution)),
        methods=named,
        default_method=default,
        met=_need(top.table("met", _met)),
        grades=_need(top.table("grades", _grades)),
        places=_need(rounding)[0],
        places_source=_need(rounding)[1],
        standard=_need(top.table("standard", _standard)),
        sources=sources,
        weights=top.table("weights", _weights, optional=True),
        qualitative=top.table("qualitative", _qualitative, optional=True),
        flags=top.rows("flags", _flag, []),
        unverified=top.take("unverified", bool, False),
        notes=top.words("notes", []),
    )
    top.finish()
    if not named:
        raise ProfileError(f"{file}：缺少 [methods]：至少要有一种计分方法。")
    return profile


def _need(value: Optional[Any]) -> Any:
    assert value is not None  # a table that is not optional was read or refused
    return value


def _named(method: Method, name: str) -> Method:
    return Method(**{**method.__dict__, "name": name})


def _year(table: Table, key: str) -> Optional[int]:
    year = table.take(key, int, None)
    if year is not None and not 2000 <= year <= 2100:
        raise table.fault(f"{key} 应为四位年份，现为 {year}")
    return year


def _applies(table: Table) -> Applies:
    applies = Applies(
        kinds=frozenset(table.words("kinds")),
        automatic=table.take("automatic", bool, True),
        columns=frozenset(table.words("columns", [])),
        methods=table.words("methods", []),
        regions=table.words("regions", []),
        excludes=table.words("excludes", []),
        first_year=_year(table, "first_year"),
        last_year=_year(table, "last_year"),
        checked_year=_year(table, "checked_year"),
    )
    for kind in applies.kinds:
        if kind not in FORM_KINDS:
            raise table.fault(f"kinds 只能是 {'、'.join(FORM_KINDS)}，现有“{kind}”")
    if applies.automatic and not (applies.methods or applies.regions):
        raise table.fault("缺少 methods 或 regions：没有识别词的方案不能自动选用（或写 automatic = false）")
    if applies.automatic and (applies.first_year is None or applies.checked_year is None):
        raise table.fault("自动选用的方案要写 first_year 和 checked_year")
    if applies.first_year and applies.last_year and applies.first_year > applies.last_year:
        raise table.fault(f"first_year（{applies.first_year}）晚于 last_year（{applies.last_year}）")
    return applies


def _places(table: Table, key: str) -> Optional[int]:
    places = table.take(key, int, None)
    if places is not None and not 0 <= places <= 10:
        raise table.fault(f"{key} 应在 0—10 之间，现为 {places}")
    return places


def _percent(table: Table, key: str, needed: bool) -> Decimal:
    value: Decimal = table.take(key, Decimal, ... if needed else Decimal(0))
    if not 0 <= value < 100:
        raise table.fault(f"{key} 应在 0—100 之间（百分数），现为 {value}")
    return value


def _execution(table: Table) -> Execution:
    rule = table.take("rule", str, choices=EXECUTION_RULES)
    return Execution(
        rule=rule,
        source=table.source(),
        text=table.take("text", str),
        over=table.take("over", str, "weight", choices=("weight", "undecided")),
        floor=_percent(table, "floor", rule == "floor"),
        rate_places=_places(table, "rate_places"),
        double=table.take("double", bool, False),
        unverified=table.take("unverified", bool, False),
    )


def _method(table: Table) -> Method:
    rule = table.take("rule", str, choices=METHOD_RULES)
    return Method(
        name="",
        rule=rule,
        text=table.take("text", str),
        source=table.source(),
        also=table.words("also", []),
        contains=table.words("contains", []),
        at_least=table.take("at_least", str, "exact", choices=_SIGN_RULES),
        at_most=table.take("at_most", str, "exact", choices=_SIGN_RULES),
        equal=table.take("equal", str, "exact", choices=_SIGN_RULES),
        bare=table.take("bare", str, "exact", choices=_SIGN_RULES),
        zero_target=table.take("zero_target", str, "exact", choices=("exact", "limit")),
        late_date=table.take("late_date", str, "undecided", choices=("undecided", "zero")),
        floor=_percent(table, "floor", rule == "floor"),
        completion_places=_places(table, "completion_places"),
        double=table.take("double", bool, False),
        unverified=table.take("unverified", bool, False),
    )


def _met(table: Table) -> Met:
    pairs: Dict[str, FrozenSet[str]] = {}
    for wanted, said in table.rows("pairs", _pair, []):
        pairs[fold(wanted)] = pairs.get(fold(wanted), frozenset()) | {fold(said)}
    return Met(
        phrases=frozenset(fold(phrase) for phrase in table.words("phrases")),
        # longer ones first: 已全部 before 已
        intensifiers=tuple(sorted((fold(word) for word in table.words("intensifiers", [])), key=len, reverse=True)),
        pairs=pairs,
        source=table.source(),
    )


def _pair(table: Table) -> Tuple[str, str]:
    return table.take("target", str), table.take("actual", str)


def _band(table: Table) -> Band:
    return Band(name=table.take("name", str), start=table.take("from", Decimal))


def _bands(table: Table) -> Tuple[Band, ...]:
    bands: Tuple[Band, ...] = table.rows("bands", _band)
    starts = [band.start for band in bands]
    if not bands or starts != sorted(set(starts), reverse=True):
        raise table.fault("bands 要从高到低排列，from 不得重复")
    if starts[-1] != 0:
        raise table.fault("bands 的最后一档要从 0 开始（from = 0）")
    return bands


def _grades(table: Table) -> Grades:
    return Grades(
        bands=_bands(table),
        full=table.take("full", Decimal),
        source=table.source(),
        unverified=table.take("unverified", bool, False),
    )


def _qualitative(table: Table) -> Qualitative:
    return Qualitative(bands=_bands(table), source=table.source())


def _rounding(table: Table) -> Tuple[int, Source]:
    places = _places(table, "places")
    if places is None:
        raise table.fault("缺少 places（得分保留的小数位数）")
    return places, table.source()


def _weights(table: Table) -> Weights:
    return Weights(
        parts=table.numbers("parts"),
        full=table.take("full", Decimal),
        source=table.source(),
        unverified=table.take("unverified", bool, False),
    )


def _standard(table: Table) -> Standard:
    return Standard(
        steps=table.take("steps", str, choices=("whole", "started", "partial")),
        source=table.source(),
        unverified=table.take("unverified", bool, False),
    )


def _flag(table: Table) -> Flag:
    return Flag(ratio=table.take("ratio", Decimal), message=table.take("message", str), source=table.source())
