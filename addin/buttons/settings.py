"""评分规则 (settings): which rule profile this workbook is computed by; stored in it as the defined name PERF_PROFILE."""

from __future__ import annotations

from typing import List, Tuple

from udfs.core.rules import Profile, UnknownProfile, all_profiles, load
from udfs.core.rules_choice import fits

from ..commands.check import kind_name
from ..commands.profile import choose_profile, facts_of, needs_rule
from ..forms.model import Form
from ..hosts.model import Desk, Workbook
from .book import OpenBook, require_writable
from .words import at_most, for_buttons, short

TITLE = "绩效自评：评分规则"
AUTOMATIC = "自动识别：按表种、栏目、赋分规则、地区和年度选用"


def press(workbook: Workbook, desk: Desk) -> None:
    """按下“评分规则”: a list, those that fit the workbook's forms first; works on any workbook."""
    require_writable(workbook)
    book = OpenBook.read(workbook)
    stated = book.profile_name.strip()
    options = listed(book)
    chosen = desk.choose(TITLE, _state(book, stated), [text for text, _ in options], _current(options, stated))
    if chosen is None:
        return
    name = options[chosen][1]
    if name == stated or _same(name, stated):
        desk.tell(TITLE, "评分规则没有变化。")
        return
    if name and not _suits(book, load(name)) and not desk.ask(TITLE, _unsuited(book, load(name))):
        return
    with workbook.transaction(TITLE):
        workbook.set_profile(name)
    said = f"已设为“{load(name).alias}”（{load(name).title}）" if name else "已改为自动识别"
    desk.tell(TITLE, f"{said}，记在本工作簿里。已填的得分没有改动；请点“计算”或“全部重算”按新规则计算。")


def listed(book: OpenBook) -> List[Tuple[str, str]]:
    """可选的规则: (line of the list, what PERF_PROFILE then holds); the first is the automatic choice."""
    options = [(AUTOMATIC, "")]
    stated = book.profile_name.strip()
    if stated and not any(_same(profile.id, stated) for profile in all_profiles()):
        options.append((f"保持现在写的“{short(stated, 40)}”", stated))
    ranked = sorted(all_profiles(), key=lambda profile: (_fit(book, profile), profile.id))
    return options + [(_line(book, profile), profile.id) for profile in ranked]


def _fit(book: OpenBook, profile: Profile) -> int:
    """0 for a profile that a form would choose by itself, 1 for one of the right kind, 2 for the others."""
    if any(fits(profile, facts_of(form)) for form in book.forms):
        return 0
    return 1 if _suits(book, profile) else 2


def _line(book: OpenBook, profile: Profile) -> str:
    unverified = "，未经核实" if profile.unverified else ""
    kinds = "、".join(kind_name(kind) for kind in sorted(profile.applies.kinds))
    purpose = "" if _suits(book, profile) else f"，用于{kinds}"
    return f"{profile.alias}　{profile.title}（{profile.id}{purpose}{unverified}）"


def _suits(book: OpenBook, profile: Profile) -> bool:
    """Is there a form of a kind that the profile is for? Every profile suits a workbook without forms."""
    kinds = {form.kind for form in book.forms if needs_rule(form)}
    return not kinds or bool(kinds & profile.applies.kinds)


def _unsuited(book: OpenBook, profile: Profile) -> str:
    wanted = "、".join(kind_name(kind) for kind in sorted(profile.applies.kinds))
    present = "、".join(dict.fromkeys(kind_name(form.kind) for form in book.forms))
    return f"“{profile.alias}”用于{wanted}，本工作簿里是{present}。仍要采用吗？"


def _current(options: List[Tuple[str, str]], stated: str) -> int:
    if not stated:
        return 0
    return next((at for at, (_, name) in enumerate(options) if name and (name == stated or _same(name, stated))), -1)


def _same(name: str, stated: str) -> bool:
    try:
        return bool(name and stated) and load(name).id == load(stated).id
    except UnknownProfile:
        return False


def _state(book: OpenBook, stated: str) -> str:
    """What is in force for each form, and why."""
    try:
        lines = [_in_force(book, form, stated) for form in book.forms if needs_rule(form)]
    except UnknownProfile as problem:
        return for_buttons(f"本工作簿写明的规则“{short(stated, 40)}”不能用：{problem}\n请另选一套：")
    if not lines:
        return "本工作簿没有需要评分规则的表；选定后对以后填入的表有效。"
    return "\n".join(["现在采用：", *at_most(lines, 6, "另有 {} 张表"), "本工作簿改用："])


def _in_force(book: OpenBook, form: Form, stated: str) -> str:
    chosen = choose_profile(form, "", book.profile_name, book.name)
    if chosen.profile is None:
        return f"· {form.sheet}：未定，有几套规则都适用，请选定一套"
    if chosen.fallback:
        why = "没有专门的规则适用，暂用通用规则"
    else:
        why = "本工作簿写明" if stated else "自动识别"
    return f"· {form.sheet}：{chosen.profile.alias}（{why}）"
