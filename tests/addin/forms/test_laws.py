"""Laws of recognition: what may change in a form without changing what is bound, and that nothing makes it fail."""

from __future__ import annotations

from typing import Dict, List

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.gridkit import draw, shift

from addin.forms.lexicon import lexicon
from addin.forms.model import KINDS
from addin.forms.recognise import recognise
from addin.grid import Cell, Grid, Range

COLUMNS = {
    "level1": ("一级指标", ["产出指标（60分）", "", "效益指标（30分）"]),
    "level2": ("二级指标", ["数量指标", "质量指标", "社会效益指标"]),
    "level3": ("三级指标", ["培训人数", "合格率", "影响力"]),
    "target": ("年度指标值", ["≥10人", "≥95%", "明显提升"]),
    "actual": ("实际完成值", ["12人", "97%", "明显提升"]),
    "weight": ("分值", ["30", "30", "30"]),
    "completion": ("完成率", ["120%", "102%", "100%"]),
    "score": ("得分", ["30", "29", "28"]),
    "deviation": ("偏差原因分析及改进措施", ["", "", "无"]),
}
SYNONYMS = {
    "level1": ["一级 指标", "一级指标名称"],
    "level3": ["指标名称", "具体指标", "三级指标（名称）"],
    "target": ["目标值", "预期指标值", "指标值", "年初目标值（A）", "计划值", "年度\n指标值"],
    "actual": ["业绩值", "全年完成值", "全年实际值", "实际完成指标值", "完成情况", "全年实际完成值（B）"],
    "weight": ["权重", "分值权重", "参考分值", "标准分", "满分", "分值（100分）"],
    "completion": ["完成比例", "指标完成率", "完成率（%）"],
    "score": ["指标得分", "自评得分", "自评分", "得分：", "得 分"],
    "deviation": ["未完成原因和改进措施", "差异分析及改进措施", "扣分原因", "偏差说明"],
}
HEAD = "项目支出绩效自评表\n项目名称 | 某项目\n"


def table(order: List[str], words: Dict[str, str], extra: int) -> str:
    columns = [(words.get(name, COLUMNS[name][0]), COLUMNS[name][1]) for name in order]
    columns.insert(extra, ("备注", ["甲", "乙", "丙"]))
    rows = [[column[0] for column in columns], *[[column[1][row] for column in columns] for row in range(3)]]
    lines = [" | ".join(cell.replace("\n", "\\n") for cell in row) for row in rows]
    return HEAD + "\n".join(lines)


def texts_of(grid: Grid) -> List[Dict[str, str]]:
    (form,) = recognise([grid]).forms
    found = [{name: row.text(name) for name in COLUMNS if name in row.fields} for row in form.indicators]
    for row, one in zip(form.indicators, found):
        one.update(level1=row.level1, level2=row.level2)
    return found


EXPECTED = [
    {**{name: column[1][row] for name, column in COLUMNS.items()}, "level1": ("产出指标", "产出指标", "效益指标")[row]}
    for row in range(3)
]


@settings(deadline=None, max_examples=60)
@given(
    order=st.permutations(list(COLUMNS)),
    words=st.fixed_dictionaries(
        {name: st.sampled_from([COLUMNS[name][0], *found]) for name, found in SYNONYMS.items()}
    ),
    extra=st.integers(0, len(COLUMNS)),
    rows=st.integers(0, 30),
    columns=st.integers(0, 30),
)
def test_order_synonyms_extra_columns_and_origin_change_nothing(order, words, extra, rows, columns):
    assert texts_of(shift(draw(table(order, words, extra)), rows, columns)) == EXPECTED


def _labels() -> List[str]:
    words = lexicon()
    found = [
        "项目支出绩效自评表",
        "部门整体支出绩效自评表",
        "绩效评价基础数据表",
        "评分表",
        "年度绩效目标2",
        "（2024年度）",
        "单位：万元",
    ]
    for section in (words.indicator, words.money, words.info, words.goal, words.amounts, words.staff, words.basic):
        found += sorted(section.words)
    found += sorted(words.total | words.subtotal | words.note | words.budget_total | words.grades)
    return [
        *found,
        "2023年决算数",
        "2024年预算数",
        "2024年决算数",
        "2024年实际在职人数",
        "等级：优",
        "产出指标（50分）",
        "总分：98",
    ]


PIECES = st.one_of(
    st.sampled_from(_labels()),
    st.sampled_from(["", "1", "100", "≥95%", "99.5分", "2024年12月底前", "……", "—", "某某学院", "数量指标"]),
    st.text(max_size=6),
    st.integers(-5, 200),
    st.floats(allow_nan=True),
    st.booleans(),
)


@st.composite
def grids(draw_one):
    height, width = draw_one(st.integers(1, 12)), draw_one(st.integers(1, 10))
    cells = {}
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            value = draw_one(PIECES)
            cells[row, column] = Cell(value, value if isinstance(value, str) else str(value))
    merges = []
    for _ in range(draw_one(st.integers(0, 4))):
        top, left = draw_one(st.integers(1, height)), draw_one(st.integers(1, width))
        merges.append(Range(top, left, top + draw_one(st.integers(0, 4)), left + draw_one(st.integers(0, 4))))
    return Grid(draw_one(st.sampled_from(["Sheet1", "项目自评表", "汇总表"])), cells, merges)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.lists(grids(), max_size=2))
def test_no_sheet_makes_recognition_fail_and_every_bound_cell_is_the_sheet_s(sheets):
    result = recognise(sheets)
    for form in result.forms:
        assert form.kind in KINDS
        for _, bound in form.bound_cells():
            assert bound.cell is form.grid[bound.position]
        figures = [bound.position for row in form.indicators for name, bound in row.fields.items() if name == "score"]
        assert len(figures) == len(set(figures))
