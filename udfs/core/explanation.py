"""得分说明 (explanation): an outcome in one Chinese sentence, for PERF_EXPLAIN and the explain command."""

from __future__ import annotations

from .outcome import Outcome
from .rules_model import Profile


def sentence(outcome: Outcome, profile: Profile) -> str:
    """得分说明: points, arithmetic, rule and source; for an undecided row the reason and the proposal.

    Args:
        outcome: what the rule said. profile: the rules it came from.

    >>> from .rules import load
    >>> sentence(Outcome(undecided="没有填写实际完成值"), load("全国"))
    '不能计算：没有填写实际完成值（规则方案 cn/national）。'
    """
    if outcome.points is not None:
        text = f"得 {_plain(outcome.points)} 分：{'，'.join(outcome.steps)}"
    else:
        text = f"不能计算：{outcome.undecided.rstrip('。')}"
        if outcome.proposal is not None:
            text += f"，可参考 {_plain(outcome.proposal)} 分"
    details = [f"规则：{outcome.rule}"] if outcome.rule else []
    if outcome.source:
        details.append(f"出自{outcome.source}")
    details.append(f"规则方案 {profile.id}")
    if outcome.unverified:
        details.append("未经证实，请核对")
    return f"{text}（{'；'.join(details)}）。"


def _plain(value: object) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
