"""过滤器 (filters): every filter a template may use, by its Chinese name."""

from __future__ import annotations

from typing import Any, Callable, Dict

from . import amounts, lists, numerals, phrases, rates

#: name in the template -> function, in the order of docs/report-names.md
FILTERS: Dict[str, Callable[..., Any]] = {
    "万元": amounts.in_wan,
    "元": amounts.in_yuan,
    "数": amounts.number,
    "整数": amounts.whole,
    "带单位": amounts.with_unit,
    "百分比": amounts.percent,
    "当作": amounts.taken_as,
    "占比": rates.share,
    "差额": rates.difference,
    "增长率": rates.growth,
    "差异率": rates.deviation,
    "执行率": rates.execution,
    "合计": rates.total,
    "增减": phrases.change,
    "人数增减": phrases.count_change,
    "增减原因": phrases.reason,
    "预决算差异": phrases.budget_difference,
    "差异原因": phrases.budget_reason,
    "无支出": phrases.none_of,
    "无则": phrases.or_else,
    "句号": phrases.ended,
    "去句号": phrases.unended,
    "前后加": lists.wrapped,
    "其中": lists.among,
    "顿号": lists.enumerated,
    "分号": lists.clauses,
    "列金额": lists.amounts,
    "非零": lists.nonzero,
    "非空": lists.filled,
    "有数": amounts.has_value,
    "为零": amounts.is_zero,
    "空作零": amounts.blank_as_zero,
    "中文数字": numerals.numeral,
    "中文年份": numerals.year_in_numerals,
    "日期": numerals.written_date,
    "中文日期": numerals.date_in_numerals,
}
