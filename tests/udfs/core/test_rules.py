"""Rule profiles: the eight named ones, names and aliases, and that every value has its source."""

import re
from pathlib import Path

import pytest

from udfs.core import rules
from udfs.core.rules import UnknownProfile, all_profiles, load

IDS = [
    "cn/hunan/hengshan-2020",
    "cn/hunan/hengyang-2024",
    "cn/hunan/zhuzhou-2021",
    "cn/hunan/zhuzhou-2023",
    "cn/integrated",
    "cn/national",
    "cn/xinjiang/project-2024",
    "cn/xinjiang/unit-2024",
]
TESTS = Path(__file__).resolve().parent.parent / "rules"


def test_the_named_profiles_are_there():
    assert set(IDS) <= {profile.id for profile in all_profiles()}


@pytest.mark.parametrize("profile", all_profiles(), ids=lambda profile: profile.id)
def test_a_profile_loads_by_id_and_by_alias(profile):
    assert load(profile.id) is profile
    assert load(profile.alias) is profile
    assert load(f" {profile.id.upper()} ") is profile


@pytest.mark.parametrize("profile", all_profiles(), ids=lambda profile: profile.id)
def test_a_profile_has_cases_where_its_path_says(profile):
    path = TESTS / (profile.id + ".py")
    assert path.with_name("test_" + path.name.replace("-", "_")).is_file(), "每个规则方案都要有自己的案例"


@pytest.mark.parametrize("profile", all_profiles(), ids=lambda profile: profile.id)
def test_every_source_cites_a_document_and_the_day_of_checking(profile):
    named = re.compile("《.+》|公开|描述")
    assert profile.sources
    for source in profile.sources.values():
        assert named.search(source.document)
        assert source.text.endswith(f"核对于 {source.checked.isoformat()}）")


@pytest.mark.parametrize("profile", all_profiles(), ids=lambda profile: profile.id)
def test_grades_are_excellent_good_fair_poor(profile):
    assert [(band.name, int(band.start)) for band in profile.grades.bands] == [
        ("优", 90),
        ("良", 80),
        ("中", 60),
        ("差", 0),
    ]


def test_rules_of_behaviour_only_are_unverified_and_never_chosen():
    integrated = load("一体化")
    assert integrated.unverified
    assert not integrated.applies.automatic
    for profile in all_profiles():
        assert profile.unverified == (profile.id == "cn/integrated")


def test_a_blank_name_is_the_national_profile():
    assert load("").id == load("  ").id == "cn/national"


@pytest.mark.parametrize("name", ["cn/hunan/zhuzou-2021", "株洲2022", "cn/hunan/zhuzhou"])
def test_an_unknown_name_lists_the_nearest(name):
    with pytest.raises(UnknownProfile, match=re.escape(f"没有名为“{name}”的规则方案。是否为：")) as caught:
        load(name)
    assert "cn/hunan/zhuzhou-2021（株洲2021）" in str(caught.value)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "cn/national.toml", "cn\\..\\national", "/cn/national", "x" * 500]
)
def test_a_name_is_looked_up_never_joined_to_a_path(name):
    with pytest.raises(UnknownProfile):
        load(name)


def test_of_a_text_that_is_no_name_a_message_shows_the_beginning():
    """A defined name of the workbook may point to a cell with a whole text in it; a dialog shows the message."""
    with pytest.raises(UnknownProfile) as caught:
        load("依据上级文件的规定" * 3000)
    assert len(str(caught.value)) < 300


def test_a_name_that_is_no_text_is_refused():
    with pytest.raises(UnknownProfile, match="应为名称"):
        load(5)


def test_a_new_year_is_one_file(tmp_path):
    """Cost of change: a copy of last year's file with another alias and year is a new profile."""
    text = (rules.ROOT / "cn/hunan/hengyang-2024.toml").read_text(encoding="utf-8")
    folder = tmp_path / "cn" / "hunan"
    folder.mkdir(parents=True)
    (folder / "hengyang-2024.toml").write_text(text, encoding="utf-8")
    newer = text.replace("衡阳2024", "衡阳2025").replace("first_year = 2024", "first_year = 2025")
    (folder / "hengyang-2025.toml").write_text(newer, encoding="utf-8")
    from udfs.core import data

    if data.tomllib is None:
        pytest.skip("读取新的 TOML 文件需要 Python 3.11")
    assert [profile.id for profile in rules.read_folder(tmp_path)] == [
        "cn/hunan/hengyang-2024",
        "cn/hunan/hengyang-2025",
    ]
    (folder / "hengyang-2025.toml").write_text(text, encoding="utf-8")
    with pytest.raises(
        rules.ProfileError, match=r"hengyang-2025\.toml：名称“衡阳2024”已被 cn/hunan/hengyang-2024 使用"
    ):
        rules.read_folder(tmp_path)
