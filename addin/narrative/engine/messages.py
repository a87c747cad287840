"""语法错误的中文说法 (syntax messages): what Jinja's parser says, in the words of somebody who writes a report."""

from __future__ import annotations

import re

_MEANINGS = {
    "end of print statement": "标记结尾",
    "end of statement block": "标记结尾",
    "integer": "数字",
    "float": "数字",
    "string": "引号中的文字",
}
_TRANSLATIONS = (
    (r"(?:expected token '.+', got|unexpected) 'end of .+'", "内容不完整，末尾缺少数据名称或算式"),
    (r"expected token 'end of .+', got '(.+)'", "“{0}”处多余，或前面缺少运算符"),
    (r"expected token 'in', got '(.+)'", "for 须写成 {{% for 项 in 列表 %}}，“{0}”处缺少 in"),
    (r"expected token '(.+)', got '(.+)'", "“{1}”处应为“{0}”"),
    (r"unexpected '(.+)'", "“{0}”处多余"),
    (r"unexpected char ['\"](.+)['\"] at .*", "有不能识别的字符“{0}”"),
    (r"Expected an expression, got 'end of .*'", "缺少数据名称或算式"),
    (r"expected name or number", "点号后面缺少名称"),
    (r"can(?:'t|not) assign to '.+'", "等号左边应为变量名"),
)


_MISUSES = (
    (r".*unexpected keyword argument '(.+)'.*", "没有名为“{0}”的参数。参数直接按次序写，如 |万元(2)。"),
    (r".*missing \d+ required .*", "括号里缺少参数。"),
    (r".*takes .* positional arguments? but .*", "括号里的参数多了。"),
    (r".*multiple values for argument '(.+)'.*", "参数“{0}”写了两次。"),
)


def misused(message: str) -> str:
    """过滤器的参数不对, from what Python says about it.

    >>> misused("in_wan() got an unexpected keyword argument '小数'")
    '没有名为“小数”的参数。参数直接按次序写，如 |万元(2)。'
    """
    for pattern, text in _MISUSES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return text.format(*found.groups())
    return "请核对参数和数据的种类。"


def translated(message: str) -> str:
    """译成中文.

    >>> translated("expected token 'end of print statement', got 'integer'")
    '“数字”处多余，或前面缺少运算符。'
    """
    for pattern, text in _TRANSLATIONS:
        found = re.fullmatch(pattern, message)
        if found:
            return text.format(*(_MEANINGS.get(one, one) for one in found.groups())) + "。"
    return f"无法理解（{message}）。"
