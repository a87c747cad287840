"""规则方案一览 (coverage page): docs/profiles.md, made from the rules themselves.

``python -m udfs.core.rules_page docs/profiles.md`` writes it again after a rules file changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Iterable, List

from .rules import FALLBACK, all_profiles
from .rules_model import Profile, Source

_KINDS = {
    "project": "项目支出绩效自评表",
    "unit": "整体支出绩效自评表",
    "basic": "基础数据表",
    "scorecard": "评价指标评分表",
    "fund": "专项资金绩效目标自评表",
}
_PARTS = {"execution": "预算执行率", "output": "产出", "benefit": "效益", "satisfaction": "满意度"}
_HEAD = """# 规则方案一览

本页由规则文件生成（`python -m udfs.core.rules_page docs/profiles.md`），请勿手改。

规则只写在 `udfs/rules/` 下的数据文件里，每个数值都注明出处。**未经证实**的条文会在得分说明和校验发现中标明，请对照当地文件核对。
选用次序：命令或公式中指定的方案；工作簿中定义的名称 `PERF_PROFILE`；唯一适用的方案；都没有时用全国方案并提示。
方案可用编号或中文别名指定，二者处处等效。增加一年或一地的规则，见 [怎样增加规则](adding-a-rule.md)。
"""


def page(profiles: Iterable[Profile]) -> str:
    """规则方案一览: the whole page as Markdown.

    Args:
        profiles: in the order of the page.

    >>> "cn/national" in page(all_profiles())
    True
    """
    profiles = list(profiles)
    lines = [_HEAD, "| 编号 | 别名 | 适用年度 | 核对到 | 表种 | 选用 |", "|---|---|---|---|---|---|"]
    for profile in profiles:
        applies = profile.applies
        lines.append(
            f"| [{profile.id}](#{_anchor(profile)}) | {profile.alias} | {profile.years} | {applies.checked_year or '—'} | "
            f"{_kinds(profile)} | {_chosen(profile)} |"
        )
    for profile in profiles:
        lines += ["", *_section(profile)]
    return "\n".join(lines) + "\n"


def _anchor(profile: Profile) -> str:
    return f"{profile.alias}-{profile.id.replace('/', '')}"


def _chosen(profile: Profile) -> str:
    if profile.applies.automatic:
        return "自动"
    return "指定，或没有其他方案适用时" if profile.id == FALLBACK else "仅在指定时"


def _kinds(profile: Profile) -> str:
    kinds = [word for kind, word in _KINDS.items() if kind in profile.applies.kinds]
    return "全部" if len(kinds) == len(_KINDS) else "、".join(kinds)


def _section(profile: Profile) -> List[str]:
    doubt = "　**整个方案未经证实**" if profile.unverified else ""
    lines = [f"## {profile.alias} {profile.id}", "", profile.title + doubt, ""]
    if profile.applies.automatic:
        lines += [f"自动选用：{_recognised(profile)}", ""]
    lines += ["| 内容 | 规则 | 出处 |", "|---|---|---|"]
    execution = profile.execution
    lines.append(_row("预算执行率", execution.text, execution.source, execution.unverified))
    for method in profile.methods.values():
        lines.append(_row(f"指标：{method.name}", method.text, method.source, method.unverified))
    met = "、".join(f"“{wanted}”填“{said}”" for wanted, pair in profile.met.pairs.items() for said in sorted(pair))
    lines.append(
        _row("视为完成的文字", "与指标值一致，或写明达到预期指标" + (f"；{met}" if met else ""), profile.met.source)
    )
    if profile.qualitative:
        bands = "；".join(f"{band.name}：{band.start}% 以上（含）" for band in profile.qualitative.bands)
        lines.append(_row("定性指标档次", bands, profile.qualitative.source))
    grades = "，".join(f"{band.start} 分以上（含）{band.name}" for band in profile.grades.bands)
    lines.append(_row("等级", grades, profile.grades.source, profile.grades.unverified))
    if profile.weights:
        parts = "，".join(f"{_PARTS.get(name, name)} {points}" for name, points in profile.weights.parts.items())
        lines.append(_row("权重", parts, profile.weights.source, profile.weights.unverified))
    for flag in profile.flags:
        lines.append(_row("提示", flag.message, flag.source))
    lines.append(_row("舍入", f"得分保留 {profile.places} 位小数，四舍五入", profile.places_source))
    steps = {"whole": "不足一档不计", "started": "不足一档按一档计", "partial": "不足一档按比例计"}[
        profile.standard.steps
    ]
    lines.append(_row("评价标准的扣分档", steps, profile.standard.source, profile.standard.unverified))
    return lines + ([""] + [f"- {note}" for note in profile.notes] if profile.notes else [])


def _recognised(profile: Profile) -> str:
    applies = profile.applies
    words = []
    if applies.methods:
        words.append(f"赋分规则一栏写有{'、'.join(applies.methods)}之一")
    if applies.regions:
        words.append(f"名称中有{'、'.join(applies.regions)}" + ("之一" if len(applies.regions) > 1 else ""))
    text = "，或".join(words)
    if applies.columns:
        text += (
            "；表中要有赋分规则一栏"
            if applies.columns == {"method"}
            else f"；表中要有{'、'.join(sorted(applies.columns))}"
        )
    return text + (f"；名称中有{'、'.join(applies.excludes)}的除外" if applies.excludes else "") + "。"


def _row(what: str, rule: str, source: Source, unverified: bool = False) -> str:
    return f"| {what} | {rule}{'（**未经证实**）' if unverified else ''} | {source.text} |"


def main(arguments: List[str]) -> int:
    """命令: write the page to the given file, or print it."""
    text = page(all_profiles())
    if arguments:
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
