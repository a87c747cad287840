"""虚构的一套表 (invented set): one unit form, three projects and a basic data table that agree with one another.

Every name is made up. The figures tie: the three projects add up to 600 budgeted and 590 executed, which the unit form
and the basic data table repeat; every printed rate, score and total follows from its own row.
"""

from __future__ import annotations

from typing import Dict, List, Tuple

from support.cases import Case

UNIT_NAME = "示例市青禾职业学校"
DEPARTMENT = "示例市教育局"
_Row = Tuple[str, str, str, str, str, str]  # level 1, level 2, level 3, weight, target, actual


def _budget(
    item: str, initial: str, full_year: str, executed: str, rate: str, score: str, weight: str = "10"
) -> Dict[str, str]:
    return {"item": item, "initial": initial, "full_year": full_year, "executed": executed,
            "weight": weight, "rate": rate, "score": score}  # fmt: skip


def _indicators(rows: List[_Row]) -> List[Dict[str, str]]:
    names = ("level1", "level2", "level3", "weight", "target", "actual")
    return [{**dict(zip(names, row)), "score": row[3], "deviation": ""} for row in rows]


def _case(name: str, form: str, **more: object) -> Case:
    return {"id": f"invented-{name}", "region": "", "year": 2024, "form": form, "unit": UNIT_NAME,
            "department": DEPARTMENT, "money_unit": "万元", **more}  # fmt: skip


def _project(number: int, name: str, money: Tuple[str, str, str, str], total: str, rows: List[_Row]) -> Case:
    budget, executed, rate, score = money
    return _case(
        f"project-{number}", "项目支出绩效自评表", project=name,
        budget=[
            _budget("年度资金总额", budget, budget, executed, rate, score),
            _budget("其中：当年财政拨款", budget, budget, executed, "—", "—", "—"),
            _budget("其他资金", "0.00", "0.00", "0.00", "—", "—", "—"),
        ],
        goal={"expected": f"按计划完成{name}。", "actual": f"已完成{name}，全年执行数{executed}万元。"},
        indicators=_indicators(rows), total={"weight": "100", "score": total},
    )  # fmt: skip


def invented_unit() -> Case:
    """单位整体支出绩效自评表."""
    rows: List[_Row] = [
        ("产出指标", "数量指标", "招生人数", "15", "≥500人", "512人"),
        ("产出指标", "数量指标", "开展职业培训", "10", "≥800人次", "866人次"),
        ("产出指标", "质量指标", "毕业生就业率", "15", "≥95%", "96.40%"),
        ("产出指标", "时效指标", "各项工作完成时限", "10", "2024年12月31日前", "2024年12月31日前"),
        ("效益指标", "社会效益指标", "服务企业数量", "15", "≥20家", "23家"),
        ("效益指标", "可持续影响指标", "办学条件", "15", "持续改善", "持续改善"),
        ("满意度指标", "服务对象满意度指标", "学生满意度", "10", "≥90%", "93.50%"),
    ]
    return _case(
        "unit", "单位整体支出绩效自评表",
        budget=[_budget("年度资金总额", "1,900.00", "2,000.00", "1,980.00", "99.00%", "9.90")],
        by_income={"一般公共预算": "1,700.00", "政府性基金拨款": "", "纳入专户管理的非税收入拨款": "280.00", "其他资金": "20.00"},
        by_expenditure={"基本支出": "1,390.00", "项目支出": "590.00"},
        goal={
            "expected": "完成年度招生和培训任务，改善办学条件，提高毕业生就业质量。",
            "actual": "2024年本单位全年预算数为2,000.00万元，全年执行数为1,980.00万元，总预算执行率为99.00%。各项任务均已完成。",
        },
        indicators=_indicators(rows), total={"weight": "100", "score": "99.90"}, grade="优",
    )  # fmt: skip


def invented_projects() -> List[Case]:
    """三张项目支出绩效自评表: 300, 200 and 100 budgeted; 297, 198 and 95 executed."""
    common: List[_Row] = [
        ("效益指标", "社会效益指标", "改善教学条件", "30", "有效改善", "达到预期指标"),
        ("满意度指标", "服务对象满意度指标", "师生满意度", "10", "≥90%", "95%"),
    ]
    training: List[_Row] = [
        ("产出指标", "数量指标", "建成实训室", "20", "≥2个", "2个"),
        ("产出指标", "质量指标", "设备验收合格率", "20", "≥98%", "100%"),
        ("产出指标", "时效指标", "项目完成时间", "10", "2024年11月30日前", "2024年11月20日"),
    ]
    grants: List[_Row] = [
        ("产出指标", "数量指标", "资助学生人次", "20", "≥1,000人次", "1,025人次"),
        ("产出指标", "质量指标", "资助发放准确率", "20", "≥99%", "100%"),
        ("产出指标", "时效指标", "资助发放时间", "10", "2024年12月10日前", "2024年12月5日"),
    ]
    repairs: List[_Row] = [
        ("产出指标", "数量指标", "维修校舍面积", "20", "≥1200平方米", "1260平方米"),
        ("产出指标", "质量指标", "工程验收合格率", "20", "≥95%", "100%"),
        ("产出指标", "时效指标", "工程完工时间", "10", "2024年9月30日前", "2024年8月"),
    ]
    return [
        _project(1, "实训基地建设项目", ("300.00", "297.00", "99.00%", "9.90"), "99.90", training + common),
        _project(2, "学生资助项目", ("200.00", "198.00", "99.00%", "9.90"), "99.90", grants + common),
        _project(3, "校舍维修项目", ("100.00", "95.00", "95.00%", "9.50"), "99.50", repairs + common),
    ]


def invented_basic() -> Case:
    """绩效评价基础数据表: 三公经费 12 = 8 + 0 + 4; 项目支出 590 = 297 + 198 + 95."""
    return _case(
        "basic", "整体支出绩效评价基础数据表",
        staff={"编制数": "120", "2024年实际在职人数": "114", "控制率": "95.00%"},
        columns=["2023年决算数", "2024年预算数", "2024年决算数"],
        rows=[
            ["三公经费", "13.00", "14.00", "12.00"],
            ["1、公务用车购置和维护经费", "8.50", "9.00", "8.00"],
            ["其中：公车购置", "0.00", "0.00", "0.00"],
            ["公车运行维护", "8.50", "9.00", "8.00"],
            ["2、出国经费", "0.00", "0.00", "0.00"],
            ["3、公务接待", "4.50", "5.00", "4.00"],
            ["项目支出：", "540.00", "600.00", "590.00"],
            ["1、业务工作经费", "180.00", "200.00", "198.00"],
            ["2、运行维护经费", "90.00", "100.00", "95.00"],
            ["3、本级专项资金（一个专项一行）", "270.00", "300.00", "297.00"],
            ["实训基地建设项目", "270.00", "300.00", "297.00"],
            ["公用经费", "150.00", "160.00", "155.00"],
            ["其中：办公经费", "60.00", "62.00", "61.00"],
            ["水费、电费、差旅费", "70.00", "75.00", "72.00"],
            ["会议费、培训费", "20.00", "23.00", "22.00"],
            ["政府采购金额", "280.00", "310.00", "305.00"],
            ["部门基本支出预算调整", "", "", ""],
        ],
        buildings={"批复规模（㎡）": "", "实际规模（㎡）": "", "规模控制率": "",
                   "预算投资（万元）": "", "实际投资（万元）": "", "投资概算控制率": ""},
    )  # fmt: skip
