"""An invented unit's return and what is wrong with it, for the tests and pictures of the letters."""

from __future__ import annotations

from addin.findings import ERROR, HINT, WARNING, Finding
from addin.handout.manifest import Head
from addin.returned.record import Record

HEAD = Head("cn/hunan/hengyang/2024", 1, 2024, "湖南衡阳2024年度绩效自评表")
UNIT = "某某区教育局"
FILE = "A0102_某某区教育局.xlsx"
FINDINGS = (
    Finding(
        "score.mismatch", ERROR,
        "附件2 整体支出绩效自评表!H5 “年度资金总额”的执行率得分印为“9.9”，按执行率 96.11%，10×96.11%计算，应为 9.61；请核对后改正",
        sheet="附件2 整体支出绩效自评表", cell="H5", printed="9.9", expected="9.61",
        rule="预算执行率得分＝分值×执行率，最高不超过分值", source="衡阳2024年度部门整体支出绩效自评表",
    ),
    Finding(
        "return.text-in-number", ERROR, "附件1 基础数据表!F7 应填数字，填的是“约12万元”；请只填数字，单位按表头",
        sheet="附件1 基础数据表", cell="F7", printed="约12万元",
    ),
    Finding(
        "deviation.missing", WARNING, "附件2 整体支出绩效自评表!I14 “培训教师人数”得分低于分值，但没有填写偏差原因；请补充",
        sheet="附件2 整体支出绩效自评表", cell="I14", rule="得分低于分值的，应说明偏差原因",
    ),
    Finding("score.mismatch", HINT, "附件2 整体支出绩效自评表!H20 相差在取舍范围内", sheet="附件2 整体支出绩效自评表", cell="H20"),
)  # fmt: skip
RECORD = Record(
    f"雁某区/A0102_{UNIT}/{FILE}", 18_233, "3f1a9c0b77de" + "0" * 52, "2025-03-28T08:12:44Z", findings=FINDINGS
)
