"""Malformed rules files: each fault is named with its file, its table, its key and the remedy."""

import copy
import datetime
import re
from decimal import Decimal

import pytest

from udfs.core.rules_read import read_profile
from udfs.core.rules_schema import ProfileError

GOOD = {
    "alias": "某地2025",
    "title": "某地 2025 年度自评表",
    "default_method": "按比例",
    "sources": {"form": {"document": "《自评表》", "kind": "published form", "checked": datetime.date(2026, 11, 22)}},
    "applies": {"kinds": ["unit"], "regions": ["某地"], "first_year": 2025, "checked_year": 2025},
    "execution": {"rule": "proportional", "text": "分值×执行率", "source": "form"},
    "methods": {"按比例": {"rule": "by_sign", "at_least": "ratio", "text": "分值×完成率", "source": "form"}},
    "met": {"phrases": ["达到预期指标"], "source": "form"},
    "grades": {
        "full": 100,
        "bands": [{"name": "优", "from": 90}, {"name": "差", "from": 0}],
        "source": "form",
    },
    "rounding": {"places": 2, "source": "form"},
    "standard": {"steps": "whole", "source": "form"},
}


def changed(path, value=None, rename=""):
    """A copy of GOOD with one key set, dropped (value None) or renamed."""
    data = copy.deepcopy(GOOD)
    *outer, last = path.split("/")
    table = data
    for key in outer:
        table = table[int(key)] if key.isdigit() else table[key]
    if rename:
        table[rename] = table.pop(last)
    elif value is None:
        del table[last]
    else:
        table[last] = value
    return data


def test_a_good_file_loads():
    profile = read_profile("cn/somewhere-2025", GOOD)
    assert profile.years == "2025 年度起"
    assert profile.grades.bands[0].start == Decimal(90)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        # a value without a source
        (changed("execution/source"), "[execution] 缺少 source（来源）：每个数值都要注明出自哪个文件"),
        (changed("grades/source"), "[grades] 缺少 source（来源）"),
        (changed("rounding/source"), "[rounding] 缺少 source（来源）"),
        (changed("met/source"), "[met] 缺少 source（来源）"),
        (changed("methods/按比例/source"), '[methods."按比例"] 缺少 source（来源）'),
        (
            changed("execution/source", "from"),
            "[execution] source 引用的来源“from”没有在 [sources] 中登记，是否为“form”",
        ),
        (changed("sources/form/document"), '[sources."form"] 缺少 document（文字）'),
        (changed("sources/form/document", " "), '[sources."form"] document（文件名称）不能为空'),
        (changed("sources/form/kind"), '[sources."form"] 缺少 kind（文字）'),
        (changed("sources/form/checked"), '[sources."form"] 缺少 checked（日期'),
        (changed("sources/form/checked", "昨天"), '[sources."form"] checked 应为日期（如 2026-11-22），现为 “昨天”'),
        (
            changed("sources/form/kind", "publshed form"),
            '[sources."form"] kind 只能是 official text、published form、practice，现为 “publshed form”，是否为“published form”',
        ),
        # misspelt keys
        (changed("execution/rule", rename="ruel"), "[execution] 不认识的键“ruel”，是否为“rule”"),
        (changed("execution/source", rename="sourse"), "[execution] 不认识的键“sourse”，是否为“source”"),
        (changed("execution", rename="excution"), "不认识的键“excution”，是否为“execution”"),
        (changed("applies/regons", ["某县"]), "[applies] 不认识的键“regons”，是否为“regions”"),
        (changed("methods/按比例/at_lest", "ratio"), '[methods."按比例"] 不认识的键“at_lest”，是否为“at_least”'),
        (changed("grades/bands/0/form", 90), "[grades.bands[1]] 不认识的键“form”，是否为“from”"),
        (changed("颜色", "红"), "不认识的键“颜色”，可用的键："),
        # wrong types and values
        (changed("rounding/places", "二"), "[rounding] places 应为整数，现为 “二”"),
        (changed("rounding/places", True), "[rounding] places 应为整数，现为 true"),
        (changed("rounding/places", 20), "[rounding] places 应在 0—10 之间，现为 20"),
        (changed("rounding/places"), "[rounding] 缺少 places（得分保留的小数位数）"),
        (changed("grades", 90), "grades 应为表，现为 90"),
        (changed("grades/full", "满分"), "[grades] full 应为数，现为 “满分”"),
        (changed("applies/kinds", "unit"), "[applies] kinds 应为列表，现为 “unit”"),
        (
            changed("applies/kinds", ["units"]),
            "[applies] kinds 只能是 project、unit、basic、scorecard、fund，现有“units”",
        ),
        (changed("applies/regions", [5]), "[applies] regions 的每一项应为文字，现有 5"),
        (changed("applies/first_year", 25), "[applies] first_year 应为四位年份，现为 25"),
        (changed("applies/last_year", 2024), "[applies] first_year（2025）晚于 last_year（2024）"),
        (changed("applies/first_year"), "[applies] 自动选用的方案要写 first_year 和 checked_year"),
        (changed("applies/regions"), "[applies] 缺少 methods 或 regions：没有识别词的方案不能自动选用"),
        (changed("alias"), "缺少 alias（文字）"),
        (changed("met"), "缺少 met（表）"),
        (changed("methods", {}), "default_method“按比例”没有对应的"),
        (changed("default_method", "按心情"), "default_method“按心情”没有对应的"),
        (
            changed("methods/按比例/at_least", "ration"),
            "at_least 只能是 ratio、decline、exact、by_hand，现为 “ration”，是否为“ratio”",
        ),
        (changed("execution/rule", "floor"), "[execution] 缺少 floor（数）"),
        (changed("execution/floor", 100), "[execution] floor 应在 0—100 之间（百分数），现为 100"),
        (changed("grades/bands", []), "[grades] bands 要从高到低排列"),
        (changed("grades/bands/0/from", 0), "[grades] bands 要从高到低排列，from 不得重复"),
        (changed("grades/bands/1/from", 10), "[grades] bands 的最后一档要从 0 开始"),
        (changed("standard/steps", "half"), "[standard] steps 只能是 whole、started、partial，现为 “half”"),
        (changed("unverified", "yes"), "unverified 应为true 或 false，现为 “yes”"),
    ],
)
def test_a_fault_is_told_with_file_table_key_and_remedy(data, message):
    with pytest.raises(ProfileError, match=re.escape("cn/somewhere-2025.toml：") + ".*" + re.escape(message)):
        read_profile("cn/somewhere-2025", data)


def test_a_profile_without_any_method_is_refused():
    data = changed("methods", {})
    del data["default_method"]
    with pytest.raises(ProfileError, match="至少要有一种计分方法"):
        read_profile("cn/somewhere-2025", data)
