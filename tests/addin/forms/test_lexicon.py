"""The lexicon: labels are data, and adding one is adding one word."""

from pathlib import Path

import pytest
from support.gridkit import draw

from addin.forms import lexicon as module
from addin.forms import recognise as recognition
from addin.forms.lexicon import build, lexicon
from addin.forms.model import KINDS
from addin.forms.text import bare
from udfs.core.data import load_toml

SOURCE = Path(module.__file__).with_name("lexicon.toml")
SECTIONS = ("indicator", "money", "info", "goal", "amounts", "staff", "basic", "buildings")


@pytest.mark.parametrize("name", SECTIONS)
def test_every_word_means_one_field_and_is_found_under_it(name):
    data = load_toml(SOURCE)[name]["fields"]
    section = getattr(lexicon(), name)
    seen = {}
    for field, entry in data.items():
        for word in [word for tier in ("prefer", "words", "weak") for word in entry.get(tier, [])]:
            assert seen.setdefault(bare(word), field) == field, f"“{word}”同时写在 {seen[bare(word)]} 和 {field} 下"
            assert section.find(word).field == field, word


def test_every_kind_has_a_name_titles_and_required_labels():
    assert {entry.kind for entry in lexicon().kinds} == set(KINDS)
    for entry in lexicon().kinds:
        assert entry.name
        assert entry.required


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("得分(执行率×分值)", "score"),
        ("得分（20分*执行率）", "score"),
        ("年度指标值（A）", "target"),
        ("年 初\n目标值", "target"),
        ("全年（程）完成值", "actual"),
        ("★分值", "weight"),
        ("权重（%）", "weight"),
        ("1.三级指标：", "level3"),
        ("未完成原因分析及拟采取的改进措施", "deviation"),
        ("全年预计完成情况", None),
        ("1-7月执行情况", None),
        ("复核得分", None),
        ("财政评分", None),
        ("实施期目标值", None),
        ("备注", None),
        ("序号", None),
    ],
)
def test_labels_are_compared_without_spaces_brackets_numbers_and_stars(label, field):
    hit = lexicon().indicator.find(label)
    assert (hit.field if hit else None) == field


def test_a_synonym_is_one_word_more(monkeypatch):
    text = "项目支出绩效自评表\n一级指标 | 三级指标 | 目标值 | 年末达标数据 | 得分\n产出 | 人数 | 1 | 1 | 9"
    assert not recognition.recognise([draw(text)]).forms
    data = load_toml(SOURCE)
    data["indicator"]["fields"]["actual"]["words"].append("年末达标数据")
    larger = build(data)
    monkeypatch.setattr(recognition, "lexicon", lambda: larger)
    assert recognition.recognise([draw(text)]).forms[0].indicators[0].text("actual") == "1"


def test_the_order_of_magnitude_of_work_does_not_depend_on_the_number_of_style_only_cells():
    from addin.grid import EMPTY

    grid = draw("项目支出绩效自评表\n一级指标 | 三级指标 | 目标值 | 完成值 | 得分\n产出 | 人数 | 1 | 1 | 9")
    for row in range(1, 2000):
        for column in range(20, 60):
            grid.cells[row, column] = EMPTY
    form = recognition.recognise([grid]).forms[0]
    assert str(form.area) == "A1:E3"
