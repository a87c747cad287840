"""用语 (words): messages that name an option of the command line, put into the words of the buttons."""

from __future__ import annotations

from typing import Sequence

#: what the commands say -> what a user of the tab can do, in the order in which they are put in
_PAIRS = (
    ("可用 jixiao score 填入", "可点“计算”填入"),
    ("用 jixiao score 填写", "点“计算”填写"),
    ("请加 --overwrite", "请点“全部重算”"),
    ("请改用 --as values 或手工填写", "请手工填写"),
    ("请用 --profile 指定一个，或在工作簿中定义名称 PERF_PROFILE", "请点“评分规则”选定一个"),
    ("请用 --profile 指定方案（jixiao profiles 列出全部方案）", "请点“评分规则”选定方案"),
    ("全部方案见 jixiao profiles", "全部方案见“评分规则”"),
    (
        "请用 --pack 指明一个",
        "按钮不能指定模板，请在命令行运行：jixiao report 文件 -o 报告.docx --pack 模板包名",
    ),
    (
        "请用 --pack 指明，或用 --template 指定自己的模板",
        "按钮不能指定模板，请在命令行运行：jixiao report 文件 -o 报告.docx --pack 模板包名（或 --template 自己的模板.docx）",
    ),
    ("请移走或改名后再运行；确要覆盖，加 --force", "请移走或改名后再点“下发模板”，或在询问时选择覆盖"),
    (
        "没有写明模板包，也没有 --pack。请在名册第一张表的表头上面写“模板包”和名称，或加 --pack；jixiao packs 列出全部模板包",
        "没有写明模板包。请在名册第一张表的表头上面写“模板包”和名称（在命令行运行 jixiao packs 可列出全部模板包）",
    ),
    ("请用 -o 换一个文件夹；确要改发，加 --force", "请换一个文件夹"),
    ("加 --force 覆盖，或换一个位置", "请换一个位置"),
    ("自己的模板包请用 --packs 写明位置", "自己的模板包请在命令行用 --packs 写明位置"),
    ("请减少 --jobs，或关闭其他程序后再运行一次", "请关闭其他程序后再试"),
    ("请减少 --jobs，或用 --jobs 1 再试", "请关闭其他程序后再试"),
    ("请减少 --jobs 再运行一次", "请关闭其他程序后再试"),
    ("但文件里没有它可信的计算结果", "但它没有可信的计算结果"),
    ("请在电子表格软件中打开、重新计算并保存后再试", "请先重新计算（Ctrl＋Shift＋F9），改正出错的公式后再试"),
)

#: a dialog is read at one glance
MOST_LINES = 12
_MOST_CHARACTERS = 90


def for_buttons(message: str) -> str:
    """换成按钮的说法.

    >>> for_buttons("得分处已有公式，予以保留；要改写，请加 --overwrite")
    '得分处已有公式，予以保留；要改写，请点“全部重算”'
    """
    for spoken, wanted in _PAIRS:
        message = message.replace(spoken, wanted)
    return message


def at_most(lines: Sequence[str], most: int, rest: str) -> Sequence[str]:
    """最多列出若干行; the last line tells how many are left out.

    Args:
        lines: all of them. most: how many a dialog has room for. rest: the last line, ``{}`` stands for the number.

    >>> at_most(["一", "二", "三"], 2, "另有 {} 条")
    ['一', '另有 2 条']
    """
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], rest.format(len(lines) - most + 1)]


def short(text: str, most: int = _MOST_CHARACTERS) -> str:
    """一行: white space folded, a long text cut.

    >>> short("一\\n二", 9), short("一二三四", 3)
    ('一 二', '一二…')
    """
    folded = " ".join(text.split())
    return folded if len(folded) <= most else folded[: most - 1] + "…"
