"""评价标准的短语 (phrases): the formulaic turns of phrase a standard is made of, each as one pattern."""

from __future__ import annotations

import re

from .conditions import COUNTERS
from .tokens import ARABIC, CHINESE_NUMBER, CIRCLED, NUMBER

MARKER = "marker"  # ① (1) 1.
NO_PROJECT = "no_project"  # 没有楼堂馆所项目的部门按满分计算
PARTIAL = "partial"  # 不足5%的按5%计算
FLOOR = "floor"  # 扣完为止
CAP = "cap"  # 最多扣3分
MINIMUM = "minimum"  # 最低得1分
MAXIMUM = "maximum"  # 满分5分
STEP = "step"  # 每超过1%扣0.5分
EACH = "each"  # 每符合一项得1分
BREACH = "breach"  # 每出现一例不符合要求的扣1分
PROPORTION = "proportion"  # 得分=完成率×分值
ANCHOR = "anchor"  # 以100%为标准
POINTS = "points"  # 计5分, 满分, 不得分
CONDITION = "condition"  # 90%(含)以上
STOP = "stop"  # 。 ;
COMMA = "comma"  # , :
WORDS = "words"  # anything else

_GIVE = r"(?:可|应|均|则|就|即)?(?:计算?|得|给予?|记|赋|评|打)(?:为|分)?"
_NOT_POINTS = r"(?![钟之值析类别布工管])"
_THRESHOLD = r"(?!(?:\((?:不?含)\))?(?:以上|以下|以内|及以|\(含\)|或以)|[-至到]\d)"
_AMOUNT = (
    rf"(?:(?P<points>{NUMBER})分{_NOT_POINTS}"
    rf"|(?:该项|本项|此项|指标|总)*(?:分值|权重分?|满分)的?(?P<share>{ARABIC})%"
    rf"|(?P<share2>{ARABIC})%的?(?:该项|本项|此项)?(?:分值|权重分?|分数|满分))"
)
_TAKE = r"(?:,|的|者|则|时|以内)*(?:各|就|应|相应|依次|将|再|予以)*(?:扣分?|扣减|扣除|扣去|减扣|倒扣|减)"

#: words that say to which side a step counts; longest first
UP_WORDS = (
    "超过",
    "超出",
    "超支",
    "高于",
    "高出",
    "增加",
    "增长",
    "上升",
    "提高",
    "上涨",
    "大于",
    "多于",
    "超",
    "高",
    "增",
    "升",
    "多",
)
DOWN_WORDS = (
    "低于",
    "降低",
    "下降",
    "减少",
    "小于",
    "少于",
    "不足",
    "减低",
    "未达到",
    "未完成",
    "未达",
    "降",
    "低",
    "减",
    "少",
    "差",
    "欠",
)
BOTH_WORDS = ("偏离", "偏差", "相差", "增减", "变动", "波动", "浮动", "正负", "±")
SIDE_GLUE = ("或者", "绝对值", "标准值", "目标值", "基准值", "上述标准", "标准", "目标", "基准", "出现", "或", "和", "及", "与", "于", "了", "出", "(", ")", "/", "、", "-")  # fmt: skip
_SIDES = (
    "|".join(sorted(BOTH_WORDS + UP_WORDS + DOWN_WORDS + SIDE_GLUE, key=len, reverse=True))
    .replace("(", r"\(")
    .replace(")", r"\)")
)

_ABSENT = r"(?:没有|无|未安排|未发生|未涉及|未实施|未新建|不涉及|不存在)"
_ABSENT_WHAT = r"(?:[^,;。:扣违截挪超满\d]{0,16}(?:项目|楼堂馆所|该项|此项|本项|业务|采购|预算|建设任务|支出)[^,;。:扣违截挪超\d]{0,8})"

PATTERNS = [
    (MARKER, re.compile(rf"[{CIRCLED}]、?|(?:(?<=^)|(?<=[;。,:分]))(?:\((?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\)[、.]?|\d{{1,2}}(?:\.(?!\d)|、)|\d{{1,2}}\)|[一二三四五六七八九十]是)")),
    (NO_PROJECT, re.compile(rf"(?:对于?|如|若|当年|本年|年度|年内|凡)*(?:{_ABSENT}{_ABSENT_WHAT}|不涉及(?:的|者)?|没有的|无此项(?:的|者)?),?(?:直接|视同|均)?(?:按|计|得|给|记|视为)(?:为)?满分(?:计算|处理|计分|计|得分)?")),
    (PARTIAL, re.compile(rf"\(?(?:不足|不满|未满|不到|未达到?)(?P<size>{NUMBER})%(?:的|部分|者|,)*(?:(?:均|也|都)?(?:按照?|以|视同|视为|算)(?P<started>{NUMBER})%(?:计算|计|扣分|扣除|扣|处理|算)?|(?P<ignored>不予?扣分?|忽略不计|不予?计算?|不扣|舍去)|按(?P<proportion>(?:相应|实际)?比例)(?:扣分|扣减|扣除|扣|折算|计算|计))\)?")),
    (PARTIAL, re.compile(r"(?:,|并|且)?按(?P<proportion>(?:相应|实际|超出|降低|低于)?比例)(?:相应)?(?:扣分|扣减|扣除|扣)(?!\d)")),
    (FLOOR, re.compile(r"\(?(?:直至|直到|至|以|到)?(?:扣完|扣光|扣尽|减完)(?:本项|该项|此项|本指标|该指标|指标|所有|全部|分值|分数|权重分?|标准分|得分|满分|分|的)*(?:为止|止)?\)?|扣[至到](?:0|零)分(?:为止|止)?|最低(?:为|得|计|至)?(?:0|零)分|不(?:得|计|出现)?负分|不倒扣分?|不计负分")),
    (CAP, re.compile(rf"(?:,|\()?(?:累计|合计|总共)?(?:最多|最高|至多|累计)(?:累计)?(?:扣|扣减|扣除|减)(?P<points>{NUMBER})分\)?|扣满(?P<points2>{NUMBER})分(?:为止)?|(?:累计)?扣分(?:累计|最多|最高)?(?:不超过|不得超过)(?P<points3>{NUMBER})分")),
    (MINIMUM, re.compile(rf"最低(?:得|计|为|给)?(?P<points>{NUMBER})分")),
    (MAXIMUM, re.compile(rf"(?:(?:最高|最多)(?:得|计|给|为|不超过)?|(?:本项|该项|此项)?满分(?:为|是|:)?|(?:不超过)|(?:共计?|合计|总计|总分|本项|该项|此项|本指标|该指标|指标)(?:分值)?(?:共|为|:)?|分值(?:为|:|共)?)(?P<points>{NUMBER})分{_NOT_POINTS}(?:为止)?|(?:最高|最多)(?:得|计|给)?满分|满分为止|(?:得分)?(?:最高)?不超过满分")),
    (STEP, re.compile(rf"每(?P<side>(?:{_SIDES})*)(?:(?P<base>{ARABIC})%(?=\d))?(?P<size>{NUMBER})%(?:\(含\))?(?:的|,|者|则|时|以内)*{_TAKE}{_AMOUNT}")),
    (BREACH, re.compile(rf"(?:每|凡)(?P<what>[^;。扣%]{{0,60}}?){_TAKE}(?:除)?{_AMOUNT}")),
    (BREACH, re.compile(rf"(?<![\d每])(?P<what>(?:有|出现|发现|发生|存在|缺少?|少|违反|任有|若有|如有)?[^\d,;。扣%:每]{{0,8}}?(?:一|1)(?:{COUNTERS})[^\d;。扣%,]{{0,30}}),?(?:的|者|则)?(?:扣|扣除|扣减){_AMOUNT}")),
    (EACH, re.compile(rf"(?:每(?:[^,;。扣\d%]{{0,14}}?)(?:一|1)?(?:项|条|个|类|种|款)(?:[^,;。扣\d%]{{0,14}}?)|各)(?:的|,|占)*(?:计|得|给|记|占)?(?P<points>{NUMBER})分{_NOT_POINTS}")),
    (PROPORTION, re.compile(r"(?:(?:该项|本项|此项|本?指标|实际|评价|自评)*得分|分数)(?:=|为|:)(?P<formula>[^;。,=扣]{2,60}?)(?=[;。,]|$)")),
    (PROPORTION, re.compile(rf"(?:则|应|均)?按照?(?P<formula>[^,;。扣=]{{2,24}}×(?:{ARABIC}分?|分值|满分|权重分?))(?:计算|折算)?(?:得分|计分|给分|计)")),
    (PROPORTION, re.compile(r"(?:则|应|均)?按照?(?P<how>[^,;。扣:\d%]{0,12}(?:比例|完成率|执行率))(?:(?:计算|折算|核算|确定|核定|相应|进行|赋予?)*(?:得分|计分|给分|赋分|记分|得|分值|扣减后得分|计算分值))(?!\d)")),
    (ANCHOR, re.compile(rf"以(?P<value>-?{ARABIC})%?(?:作?为)(?:评价)?(?:标准|基准|基数|目标|满分|基础)(?:值|线)?|(?:标准值|目标值|基准值)(?:为|是|:|=)?(?P<value2>{ARABIC})%")),
    (POINTS, re.compile(rf"\(?(?:(?P<zero>不予?(?:得|计|给|记|赋)分|(?:{_GIVE})?零分)|(?:按|以)?(?:{_GIVE})(?P<full>满分|全分)(?!\d)|按(?P<full2>满分)(?:计算|计分|计|处理)?|(?P<full3>满分)(?=[;。,)]|$)|{_GIVE}:?(?P<given>{NUMBER})分{_NOT_POINTS}{_THRESHOLD}|(?<![\d.\-零一二三四五六七八九十百])(?P<bare>{ARABIC})分{_NOT_POINTS}{_THRESHOLD}|(?<=[,;。:(])(?P<chinese>{CHINESE_NUMBER})分(?=[,;。)]|$))\)?")),
    (STOP, re.compile(r"[;。]")),
    (COMMA, re.compile(r"[,:、]")),
]  # fmt: skip

#: words between a condition and its points that change nothing
GLUE = re.compile(r"(?:\)|的|则|为|时|者|部门|单位|,|:|指标|该项|此项|本项|可|应|均|就|即|,)*")

#: headings inside a cell
HEADING = re.compile(r"(?:评分|计分|评价|得分|赋分|打分|扣分|评定)(?:标准|规则|方法|办法|依据|细则|要点)(?:如下)?[::]?")

#: what must not be left over: it could change points
RELEVANT = re.compile(
    rf"\d分(?![钟之类析])|(?<![代抵折])扣(?!缴)|[计得]分|满分|零分|分值|酌情|视情|视实际|适当|除外|另行|加分|减分|一票否决|否则"
    rf"|双倍|加倍|四舍五入|综合评定|评分|打分|{_GIVE}(?:{NUMBER}分)|不计算在内|豁免"
)
#: besides, in standards of a rate: a number or a ratio that nobody read
RELEVANT_RATE = re.compile(r"%|比例|折算|权重|[≥≤<>=]|取消|除[^,;。]{1,20}外")
