"""新疆的表 (Xinjiang): the mixes of 赋分规则 in 2022, 2024 and 2025, over 100 %, under 60 %, zero targets, dates."""

from __future__ import annotations

from typing import Any, List, Sequence

from support.unseen.sheet import LEFT as L
from support.unseen.sheet import UP as U
from support.unseen.sheet import Table, fig, open_

BY_RATE, SATISFACTION, DIRECT, LEVEL = "按照完成比例赋分", "满意度赋分", "直接赋分", "按评判等级赋分"


def _sheet(year: str, unit: str, money: Sequence[Any], rows: Sequence[Sequence[Any]]) -> List[List[Any]]:
    """表头和资金表相同, 指标各异: level, name, target, actual, weight, completion, method, score, reason."""
    head: List[List[Any]] = [
        [f"{year}项目支出绩效自评表", L, L, L, L, L, L, L, L, L, L],
        ["项目名称", L, "实训基地建设", L, L, L, L, L, L, L, L],
        ["主管部门", L, "某某州教育局", L, L, "项目实施单位", L, unit, L, L, L],
        ["项目资金（万元）", L, None, "年初预算数", L, "全年预算数", "全年执行数", "分值", "执行率", L, "得分"],
        [U, U, "年度资金总额", money[0], L, money[1], money[2], 10, money[3], L, money[4]],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "上年完成情况", "权重", "完成率", "赋分规则", "得分", "偏差原因分析及改进措施"],
    ]  # fmt: skip
    body = [
        [one[0], one[0] and "二级", one[1], one[2], one[3], "—", one[4], one[5], one[6], one[7], one[8]] for one in rows
    ]
    return head + body


def mixed_2024() -> Table:
    """2024年: 各种赋分规则, 完成率超过100%、低于60%, 日期, 零指标值, 空白规则."""
    return Table("新疆2024混合赋分", {"附件": _sheet("2024年度", "新疆某某职业技术学院", (
        200, 250, 230, fig("92%", 0.92), fig(8)),  # 10×(92−60)/40
        [
            ["产出指标", "培训人次", ">=1000人次", "900人次", 10, fig("90%", 0.9), BY_RATE, fig(7.5), "参训不足"],  # 10×30/40
            [None, "采购设备", "=13套", "=13套", 5, fig("100%", 1), BY_RATE, fig(5), None],
            [None, "编印教材", ">=10册", "12册", 10, fig("120%", 1.2), BY_RATE, fig(8), "需求增加"],  # 10×(2−1.2)
            [None, "开设课程", ">=20门", "11门", 5, fig("55%", 0.55), BY_RATE, fig(0), "师资不足"],  # 不超过60%
            [None, "参赛项目", ">=5项", "3项", 5, fig("60%", 0.6), BY_RATE, fig(0), "师资不足"],  # 60%为0分
            [None, "建设完成时间", "2024年12月10日前", "2024年11月", 5, fig("100%", 1), BY_RATE, fig(5), None],
            [None, "验收时间", "2024年10月底前", "2024年12月5日", 5, fig("0%", 0), BY_RATE, fig(0), "延期"],
            [None, "项目成本", "<=250万元", "230万元", 10, fig("92%", 0.92), BY_RATE, fig(8), "厉行节约"],  # 不论符号
            ["效益指标", "校企合作企业", ">=4家", "5家", 5, fig("125%", 1.25), DIRECT, fig(5), None],
            [None, "事故次数", "=0次", "0次", 5, fig("100%", None), DIRECT, fig(5), None],  # 零指标值没有完成率
            [None, "示范作用", "效果明显", "达到预期指标", 10, fig("100%", 1), LEVEL, fig(10), None],
            [None, "带动就业", "带动明显", "部分达到预期指标并具有一定效果", 5, fig("70%", None), LEVEL, open_(3.5), "见说明"],
            ["满意度指标", "学生满意度", ">=90%", "99%", 5, fig("110%", 1.1), SATISFACTION, fig(5), None],
            [None, "家长满意度", ">=90%", "81%", 5, fig("90%", 0.9), SATISFACTION, open_(3.75), "见说明"],
        ],
    )}, rule="cn/xinjiang/project-2024", year=2024)  # fmt: skip


def later_2025() -> Table:
    """2025年: 照2024年的规则计算, 另有提示; 规则留空的行."""
    return Table("新疆2025", {"自评": _sheet("2025年度", "昌吉州某某中学", (
        100, 100, 59.9, fig("59.9%", 0.599), fig(0)),
        [
            ["产出指标", "维修教室", ">=40间", "40间", 20, fig("100%", 1), None, fig(20), None],  # 各种规则都是满分
            [None, "采购图书", ">=3000册", "2700册", 20, fig("90%", 0.9), None, open_(15), "见说明"],
            [None, "资助学生", ">=300人", "301人", 20, fig("100.33%", 1.0033), BY_RATE, fig(19.93), "新增1人"],  # 20×0.9967＝19.934
            ["效益指标", "服务能力", "有所提升", "有所提升", 20, fig("100%", 1), DIRECT, fig(20), None],
            ["满意度指标", "师生满意度", ">=95%", "96%", 10, fig("101.05%", 1.0105), SATISFACTION, fig(10), None],
        ],
    )}, rule="cn/xinjiang/project-2024", year=2025)  # fmt: skip


def earlier_2022() -> Table:
    """2022年: 没有核对过的规则, 用全国规则代替; 完成率照算, 印错的只作提示."""
    return Table("新疆2022", {"自评": _sheet("2022年度", "新疆某某农业大学", (
        100, 100, 95, fig("95%", 0.95), fig(9.5)),
        [
            ["产出指标", "推广面积", ">=100亩", "120亩", 50, fig("120%", 1.2), None, fig(50), None],
            ["效益指标", "农户增收", "增收", "增收", 30, fig("100%", 1), None, fig(30), None],
            ["满意度指标", "农户满意度", ">=90%", "92%", 10, fig("98%", 1.0222, "completion.mismatch"), None, fig(10), None],
        ],
    )}, year=2022)  # fmt: skip


def year_in_file_name() -> Table:
    """年度只写在文件名里."""
    return Table("新疆年度只在文件名", {"Sheet1": _sheet("", "哈密市某某小学", (
        50, 50, 50, fig("100%", 1), fig(10)),
        [
            ["产出指标", "购置桌椅", ">=200套", "200套", 50, fig("100%", 1), BY_RATE, fig(50), None],
            ["效益指标", "改善条件", "有效改善", "达成预期指标", 30, fig("100%", 1), LEVEL, fig(30), None],
            ["满意度指标", "学生满意度", ">=95%", "95%", 10, fig("100%", 1), SATISFACTION, fig(10), None],
        ],
    )}, rule="cn/xinjiang/project-2024", file="附件4：2024年度项目支出绩效自评表（某某小学）")  # fmt: skip


def everything() -> List[Table]:
    """本文件的表."""
    return [mixed_2024(), later_2025(), earlier_2022(), year_in_file_name()]
