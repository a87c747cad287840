"""随机版式 (random layouts): seeded mixtures of everything that bureaus and units change in a form."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Dict, Mapping, Sequence

from support.cases import BASIC, Case, kind_of
from support.layouts.book import Layout
from support.layouts.build import build, build_stacked
from support.layouts.look import HEADS, MONEY_HEADS, TOTAL_WORDS, Look

_INDICATOR_FIELDS = ("weight", "target", "actual", "completion", "score", "method", "basis", "last_year", "evidence",
                     "deviation", "standard", "description")  # fmt: skip


def random_look(seed: int) -> Look:
    """随机版式: the same seed gives the same look.

    The level columns keep their order and stand together, as in every form seen; their place among the others, and all
    else that RULES.md lists as varying, is drawn.
    """
    dice = random.Random(seed)
    fields = list(_INDICATOR_FIELDS)
    dice.shuffle(fields)
    at = dice.choice((0, 0, 0, 1))  # mostly first, now and then after one other column
    columns = (*fields[:at], "level1", "level2", "level3", *fields[at:])
    money = list(MONEY_HEADS)
    if dice.random() < 0.5:
        dice.shuffle(money)
    split_sign = dice.random() < 0.3
    return Look(
        name=f"random-{seed}",
        row=dice.choice((1, 1, 2, 3, 9)),
        column=dice.choice((1, 1, 2, 5)),
        merged=dice.random() < 0.6,
        numbers=dice.random() < 0.5,
        columns=columns,
        money_columns=tuple(money),
        first=("序号",) if dice.random() < 0.3 else (),
        last=("备注",) if dice.random() < 0.3 else (),
        heads=_draw(dice, HEADS),
        money_heads=_draw(dice, MONEY_HEADS),
        title=dice.choice(("printed", "printed", "none", "year")),
        sides=dice.random() < 0.6,
        two_row_head=dice.random() < 0.25,
        spaced=dice.random() < 0.3,
        split_sign=split_sign,
        split_unit=split_sign and dice.random() < 0.7,
        bare_actual=dice.random() < 0.5,
        gaps=dice.choice((0, 0, 1, 2)),
        total_word=dice.choice(TOTAL_WORDS),
        execution_inside=dice.random() < 0.2,
        helper=dice.random() < 0.2,
        preamble=dice.choice(((), (), ("附件2",), ("附件：", "公开14表"))),
        repeat_levels=dice.random() < 0.2,
        numbered=dice.random() < 0.15,
        spare_rows=dice.choice((0, 0, 0, 2)),
        grade=dice.choice(("inside", "inside", "beside", "row")),
    )


def _draw(dice: random.Random, words: Mapping[str, Sequence[str]]) -> Dict[str, str]:
    return {field: dice.choice(synonyms) for field, synonyms in words.items()}


def suits(case: Case, look: Look) -> Look:
    """去掉该表没有的变化: no execution row without execution points, no hidden column under unmerged money figures."""
    scored = any(row.get("weight", "").strip().isdigit() for row in case.get("budget", ()))
    if look.helper and not look.merged:
        look = replace(look, helper=False)
    if look.execution_inside and (
        not scored or kind_of(case) == BASIC or case["id"].startswith("zhuzhou-2023-project")
    ):
        return replace(look, execution_inside=False)
    return look


def random_layout(case: Case, seed: int, *, blank: bool = False) -> Layout:
    """一张表的随机版式; one seed in six stacks the form twice on one sheet."""
    look = suits(case, random_look(seed))
    if seed % 6 == 5:
        named = replace(look, title="printed") if look.title == "none" else look
        return build_stacked([case, case], named, blank=blank)
    return build(case, look, blank=blank)
