"""无关识别的文字 (words without a bearing): texts that mean nothing to the recognition of forms, so that one may stand for another.

Forms are recognised by their labels. A unit's name or a target that holds no word of any label leaves the forms as they
are; any other text is recognised anew. The test errs to the safe side.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..forms import accounts_words, plans_words
from ..forms.lexicon import lexicon
from ..forms.text import bare, fold, key, level_name, looks_numeric, without_number

_LONGEST = 40
#: letters of any writing, numbers behind them; a text with signs may be cut at them
_PLAIN = re.compile(r"[^\W\d_]\w*")
#: pieces of titles, heads, notes, units of money and years
_TELLING = re.compile(
    r"[年月表元注]|基础数据|等级|单位|部门|项目|专项|支出|收入|资金|预算|决算|合计|总计|小计|总[分额和]|公开|附件|说明|备注|其中|指标|目标|"
    r"得分|分值|评分|执行|编制|人民币|盖章|公章|日期|时间|[优良中差]$|20\d\d|二[〇○零0]"
)


@lru_cache(maxsize=1 << 14)
def has_no_bearing(text: str) -> bool:
    """是否与识别无关.

    >>> has_no_bearing("岳麓山林场"), has_no_bearing("单位名称"), has_no_bearing("2024年"), has_no_bearing("100")
    (True, False, False, False)
    """
    if len(text) > _LONGEST or _PLAIN.fullmatch(text) is None or _TELLING.search(text):
        return False
    if not text == fold(text) == without_number(text) == level_name(text)[0] or key(text) != bare(text):
        return False
    words, plans, accounts = lexicon(), plans_words.words(), accounts_words.words()
    label = accounts_words.label_of(text)
    return not (
        key(text) != text.lower()
        or looks_numeric(text)
        or words.knows(text)
        or any(section.find(text) or section.ignored(text) for section in (plans.indicator, plans.money))
        or any(
            text in group or label in group
            for group in (words.skip, words.execution, words.basic_top, words.budget_part)
        )
        or words.budget_part_pattern.fullmatch(bare(text))
        or words.budget_total_pattern.fullmatch(bare(text))
        or plans.kind_of(text)
        or accounts.table_of(text)
        or accounts.empty.search(key(text))
        or accounts.knows_head(text)
        or any(label in group for group in (accounts.lines, accounts.functions, accounts.basic_totals, accounts.public))
    )
