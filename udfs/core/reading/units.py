"""计量单位 (units): which words after a number are its unit, and one spelling for each."""

from __future__ import annotations

import re
from typing import Dict, List, Optional, Tuple


def _words(text: str) -> List[str]:
    return text.split()


_KNOWN = _words(
    """
    人次 人天 人日 人月 人年 人 名 位 户次 户 家次 家 个工作日 工作日 个百分点 百分点 个小时 小时 个月 个季度 个学期
    个学年 个标准班 个 所次 所 次 期 篇次 篇 项次 项 台套 台次 台 套次 套 批次 批 门次 门 场次 场 例次 例 件次
    件 份 部 本 册 种 类 间 栋 幢 座 处 条 宗 笔 组 对 队 只 头 张 块 面 片 棵 株 亩 公顷 平方公里 平方千米
    平方米 平米 立方米 公里 千米 米 厘米 毫米 千克 公斤 克 吨 升 毫升 千瓦时 千瓦 度 千字 字 美元 欧元 港元 元 角
    分钟 秒 天 日 周 年度 年 学期 学年 季度 课时 学时 学分 课 节 课次 讲 届 班次 班 轮次 轮 回 遍 趟 倍 分 床
    张床 床位 学位 园位 席 席位 辆次 辆 艘 架 把 支 枚 瓶 盒 箱 包 袋 桶 件套 副 双 款 幅 首 段 集 卷 版 页
    条次 站 点 岗 岗位 专业 课程 项目 村 镇 乡 县 市 校 校次 车次 车 起 桩 宗次 站次 点位 机位 工位 端口 路
    通道 屏 帧 款次 标段 标准箱 箱次 盏 根 口 眼 株次 亩次 人份 剂 针 针次 例数 家庭 户数 样本 批样 头次 只次 羽
    尾 盆 顶 床次 栋次
    """
)

#: other spellings of one unit; only where nobody could mean two different things
_SAME: Dict[str, str] = {
    "名": "人", "日": "天", "平米": "平方米", "m2": "平方米", "m²": "平方米", "m^2": "平方米", "m3": "立方米", "m³": "立方米",
    "千米": "公里", "km": "公里", "千克": "公斤", "kg": "公斤", "m": "米", "cm": "厘米", "mm": "毫米", "t": "吨", "g": "克",
    "L": "升", "l": "升", "kw": "千瓦", "kwh": "千瓦时", "度": "度", "h": "小时", "个小时": "小时", "min": "分钟", "s": "秒",
    "个百分点": "百分点", "台套": "台/套", "年度": "年", "生均": "生", "人·次": "人次", "人·天": "人天",
    "个季度": "季度", "个学期": "学期", "个学年": "学年", "个工作日": "工作日", "块钱": "元", "家庭": "户", "户数": "户", "例数": "例",
}  # fmt: skip
_LATIN = _words(
    """
    km kg cm mm kwh kw kW KW KM KG kWh m2 m² m^2 m3 m³ m t g L l h min s GB TB MB Mbps
    """
)
_PER = _words(
    """
    生均 生 人次 人天 人 名 户 家 校 班 月 年度 学年 年 学期 季度 季 周 天 日 次 课时 学时 平方米 亩 台 套 辆
    个 项 所 公里 期 场 件 份 村 车 床 门 篇 间 吨
    """
)


def _any(words: List[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


#: 3个部门 is no 部, 3年级 no 年: characters that make another word of a short unit
_OTHER_WORD = {
    "年": "级度龄终初末底产均限轻", "部": "门分级队署", "课": "题程件", "分": "院校部局支公会区之比率", "场": "地所馆景", "本": "科年级校单",
    "家": "长庭", "校": "区园舍", "组": "织", "队": "伍", "市": "级场州", "县": "级区", "车": "间位", "节": "能约点日",
    "期": "间末刊", "次": "日年数", "周": "边年", "日": "常本", "天": "津", "元": "素旦", "台": "州湾", "个": "别体人性",
    "人": "均民", "村": "级", "站": "点", "条": "件例", "名": "牌", "班": "级", "页": "岩", "路": "线", "点": "击", "层": "次",
}  # fmt: skip


def _one_unit(unit: str) -> str:
    other = _OTHER_WORD.get(unit)
    return re.escape(unit) + (f"(?![{other}])" if other else "")


def _any_unit(words: List[str]) -> str:
    return "|".join(_one_unit(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


_PER_ONE = f"(?:{_any(_PER)})"
_BASE = f"(?:{_any_unit(_KNOWN)}|(?:{_any(_LATIN)})(?![A-Za-z]))"
_TIME = "年度|学年|学期|季度|年|月|周|天|日"
#: 元/生/年, 元/生年, 元·生/年, 元/生·年, 元每生每年, 台/套, 台(套)
UNIT = f"{_BASE}(?:(?:/每?|·|每|(?<=/[生人])\\.){_PER_ONE}(?:{_TIME})?|\\({_PER_ONE}\\)(?![0-9])){{0,3}}"
_UNIT = re.compile(UNIT)
_SPLIT = re.compile(r"/每?|·|每|\(|\)|\.")
#: 篇(部): the bracket names another word for the same thing; 台(套) and 人(次) are units of their own
_OTHER_NAME = re.compile(r"(?!.*(?:台\(套|套\(台|\(次))(.+)\([^()]+\)")
#: an unknown unit is taken as typed when it is this short and plain
_PLAIN = re.compile(r"[\u4e00-\u9fff]{1,4}(?:/[\u4e00-\u9fff]{1,3}){0,2}")
_NO_UNIT = re.compile(r"未|没|无|不|非|已|仅|完成|达|余|多|左右|以|至|到|级|第|号|等|前|后|止|于|低|高|超")
#: 每年2次, 每生每年600元
PER_PREFIX = f"(?:每一?个?{_PER_ONE}){{1,3}}"
_RUN_ON = re.compile(f"({_PER_ONE})({_TIME})")
_PER_WORD = re.compile(f"每一?个?({_PER_ONE})")


def canonical(unit: str) -> str:
    """统一写法: one spelling for a unit.

    >>> canonical("元·生/年"), canonical("元/年/生"), canonical("台(套)"), canonical("名")
    ('元/生/年', '元/生/年', '台/套', '人')
    """
    other_name = _OTHER_NAME.fullmatch(unit)
    unit = other_name.group(1) if other_name else unit
    if unit in _SAME:
        return _SAME[unit]
    if unit.lower() in _SAME:
        return _SAME[unit.lower()]
    parts = [p for p in _SPLIT.split(unit) if p]
    if len(parts) < 2:
        return unit
    if parts in (["台", "套"], ["套", "台"]):
        return "台/套"
    if parts == ["人", "次"] and "·" in unit:
        return "人次"
    parts = [_SAME.get(p, p) for part in parts for p in _apart(part)]
    return "/".join([parts[0], *sorted(parts[1:], key=lambda p: ("生人户".find(p) < 0, p))])


def _apart(part: str) -> Tuple[str, ...]:
    """生年 behind a slash is 生 and 年."""
    found = _RUN_ON.fullmatch(part)
    return found.groups() if found and part not in _PER else (part,)


def split_unit(text: str) -> Tuple[str, str]:
    """拆出单位: the unit at the beginning of text, as typed, and what follows; ``""`` when no known unit begins it.

    >>> split_unit("篇论文"), split_unit("元/生/年"), split_unit("世纪")
    (('篇', '论文'), ('元/生/年', ''), ('', '世纪'))
    """
    found = _UNIT.match(text)
    return (found.group(), text[found.end() :]) if found else ("", text)


def plain_unit(text: str) -> bool:
    """未登记的单位: True for a short word that may be a unit nobody listed."""
    return _PLAIN.fullmatch(text) is not None and _NO_UNIT.search(text) is None


def with_prefix(prefix: str, unit: str) -> str:
    """每……: the unit of 每年2次 is 次/年.

    >>> with_prefix("每生每年", "元")
    '元/生/年'
    """
    per = _PER_WORD.findall(prefix)
    return canonical("/".join([unit, *per])) if per and unit else canonical(unit)


def money(unit: str) -> bool:
    """货币单位: True for 元 and what is derived from it."""
    return unit == "元" or unit.startswith("元/")


def find_unit(text: str, wanted: str) -> Optional[str]:
    """目标的单位: how text begins with the wanted unit, in the canonical spelling, or None."""
    found = _UNIT.match(text)
    if found and canonical(found.group()) == wanted:
        return found.group()
    if text.startswith(wanted) and not _UNIT.fullmatch(wanted):
        return wanted
    return None
