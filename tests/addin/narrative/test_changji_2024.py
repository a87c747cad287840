"""昌吉 2024：生成的说明与公开的文本逐数对照. The published figures are read from the text alone (support.seed_figures)."""

import difflib
import os
from decimal import Decimal
from pathlib import Path

import pytest
from support.report_books import CHANGJI
from support.seed_figures import listing, pairs, read_listing, sections

from addin.commands.report import report_file

COMMITTED = Path(__file__).with_name("changji_2024_figures.txt")
SEEDS = (
    Path(os.environ.get("JIXIAO_CORPUS") or Path(__file__).resolve().parents[4] / "shared" / "corpus").parent / "seeds"
)
TITLE = "昌吉职业技术学院2024年度部门决算"

#: 公开文本自己的差错：(节, 所印, 我们写的)。上年为 0，增长率没有意义，见 docs/published-narratives.md
SLIPS = {
    ("九", ("增长", "100.00%"), ("上年为", "0.00万元")): 2,
}
PUBLISHED = read_listing(COMMITTED)


@pytest.fixture(scope="module")
def text() -> str:
    report = report_file(CHANGJI, pack="cn/xinjiang/changji/2024")
    assert report.findings == []
    return "\n".join(one.text for one in report.paragraphs)


def test_the_committed_list_is_what_the_published_text_says() -> None:
    seeds = [path for path in SEEDS.glob("*.txt") if TITLE in path.read_text("utf-8")[:400]] if SEEDS.is_dir() else []
    if not seeds:
        pytest.skip("公开文本不在手边（设置环境变量 JIXIAO_CORPUS 指明样本的位置）；用已保存的清单对照")
    committed = "".join(line for line in COMMITTED.read_text("utf-8").splitlines(True) if not line.startswith("#"))
    assert listing(seeds[0].read_text("utf-8")) == committed


def test_the_list_has_every_section_and_enough_figures() -> None:
    assert list(PUBLISHED) == [
        "第一部分 二",
        *["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"],
    ]
    assert sum(len(found) for found in PUBLISHED.values()) == 196
    assert PUBLISHED["一"][0] == ("2024年度收入总计", "26,854.92万元")


def rendered(text: str, number: str) -> list:
    if number.startswith("第一部分"):
        return pairs(sections(text, "第一部分")["二"])
    return pairs(sections(text)[number])


@pytest.mark.parametrize("number", list(PUBLISHED))
def test_every_printed_figure_stands_in_its_section_behind_the_same_words(text: str, number: str) -> None:
    ours, published = rendered(text, number), PUBLISHED[number]
    differing: dict = {}
    matcher = difflib.SequenceMatcher(None, published, ours, autojunk=False)
    for action, first, last, start, end in matcher.get_opcodes():
        if action == "equal":
            continue
        assert last - first == end - start, (published[first:last], ours[start:end])
        for theirs, mine in zip(published[first:last], ours[start:end], strict=True):
            differing[number, theirs, mine] = differing.get((number, theirs, mine), 0) + 1
    assert differing == {slip: count for slip, count in SLIPS.items() if slip[0] == number}


def test_the_growth_of_100_percent_is_the_text_s_own_slip() -> None:
    """因公出国 0.40 万元，比上年增加 0.40 万元：上年为 0，(0.40−0)÷0 没有数值，不是 100%."""
    nine = PUBLISHED["九"]
    for label in ("2024年度财政拨款三公经费支出", "因公出国境费支出"):
        at = next(place for place, (words, _) in enumerate(nine) if words == label)
        block = dict(nine[at : at + 4])
        spent = Decimal(nine[at][1].removesuffix("万元"))
        more = Decimal(block["增加"].removesuffix("万元"))
        assert spent - more == 0
        assert block["增长"] == "100.00%"


def amount(figure: str) -> Decimal:
    return Decimal(figure.removesuffix("万元").replace(",", ""))


def test_every_change_by_subject_follows_from_the_text_s_own_amounts() -> None:
    """支出决算数、增减额、增减率: recomputed here from the published amounts; what differs would be a slip of the text."""
    wrong, checked = [], 0
    for number in ("五", "七"):
        found = PUBLISHED[number]
        for place, (label, figure) in enumerate(found):
            if label != "支出决算数为":
                continue
            (word, change), (direction, rate) = found[place + 1 : place + 3]
            assert (word, direction) in (("增加", "增长"), ("减少", "下降"))
            previous = amount(figure) - amount(change) if word == "增加" else amount(figure) + amount(change)
            expected = (amount(change) / previous * 100).quantize(Decimal("0.01"), "ROUND_HALF_UP")
            checked += 1
            if rate != f"{expected}%":
                wrong.append((figure, change, rate, expected))
    assert wrong == []
    assert checked == 12


def test_every_budget_difference_rate_follows_from_the_text_s_own_amounts() -> None:
    wrong = []
    for number, found in PUBLISHED.items():
        for place, (label, figure) in enumerate(found):
            if label != "预决算差异率":
                continue
            budget, actual = (amount(found[place - back][1]) for back in (2, 1))
            expected = Decimal(0) if budget == actual else ((actual - budget) / budget * 100).quantize(Decimal("0.01"))
            if figure != f"{expected:.2f}%":
                wrong.append((number, figure, expected))
    assert wrong == []


def test_shares_of_the_rendered_text_add_up_to_100(text: str) -> None:
    for number in ("二", "三"):
        shares = [Decimal(figure.removesuffix("%")) for label, figure in rendered(text, number) if label == "占"]
        assert abs(sum(shares) - 100) <= Decimal("0.05")


def test_the_headings_are_those_of_the_published_text(text: str) -> None:
    lines = text.split("\n")
    for heading in (
        "第一部分 单位概况", "一、主要职能", "二、机构设置及人员情况", "第二部分 部门决算情况说明", "一、收入支出决算总体情况说明",
        "二、收入决算情况说明", "三、支出决算情况说明", "四、财政拨款收入支出决算总体情况说明",
        "五、一般公共预算财政拨款支出决算情况说明", "（一）一般公共预算财政拨款支出决算总体情况",
        "（二）一般公共预算财政拨款支出决算结构情况", "（三）一般公共预算财政拨款支出决算具体情况",
        "六、一般公共预算财政拨款基本支出决算情况说明", "七、政府性基金预算财政拨款收入支出决算情况说明",
        "八、国有资本经营预算财政拨款收入支出决算情况说明", "九、财政拨款“三公”经费支出决算情况说明",
        "十、其他重要事项的情况说明", "（一）机关运行经费及公用经费支出情况", "（二）政府采购情况",
        "（三）国有资产占用情况说明", "十一、预算绩效的情况说明", "十二、其他需说明的事项", "第三部分 专业名词解释",
        "第四部分 部门决算报表（见附表）",
    ):  # fmt: skip
        assert heading in lines


def test_an_empty_capital_table_is_said_in_words(text: str) -> None:
    assert sections(text)["八"] == (
        "本单位本年度无国有资本经营预算财政拨款收入、支出及结转和结余，国有资本经营预算财政拨款收入支出决算表为空表。"
    )
