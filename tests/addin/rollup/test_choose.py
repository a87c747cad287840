"""选用文件: 哪些文件计入，重复报送怎样处理."""

from __future__ import annotations

import itertools
from typing import Iterable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addin.findings import ERROR, Finding
from addin.rollup.choose import Preference, choose
from addin.rollup.digest import Digest
from addin.rollup.model import FileState, State

UNIT = ("unit", "", "")
BASIC = ("basic", "", "")
EARLY, LATE = "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"


def digest(
    file: str, keys: Sequence = (UNIT,), saved: str = EARLY, codes: Iterable[str] = (), **more: object
) -> Digest:
    codes = tuple(codes)
    return Digest(file, 10, str(more.pop("sha256", file)), saved, "001", errors=len(codes), codes=codes,
                  keys=tuple(keys), **more)  # fmt: skip


def states(*digests: Digest, prefer: Preference = Preference(), accept: bool = False) -> dict:  # noqa: B008
    return {file: state.value for file, state in choose(digests, prefer, accept).files.items()}


def test_一个单位只报一个文件就计入():
    chosen = choose([digest("甲.xlsx")], Preference())
    assert chosen.state is State.ADDED
    assert chosen.findings == []


def test_没有文件的单位是未报():
    assert choose([], Preference()).state is State.MISSING


def test_同一张表报了两份_两份都不计入_并写明各自的保存时间():
    chosen = choose([digest("甲.xlsx"), digest("甲 改.xlsx", saved=LATE)], Preference())
    assert set(chosen.files.values()) == {FileState.TWICE}
    assert chosen.state is State.TWICE
    assert [found.code for found in chosen.findings] == ["return.duplicate"] * 2
    assert "2026年3月1日 8:00" in chosen.findings[0].message
    assert "2026年3月2日 8:00" in chosen.findings[0].message


def test_newest采用最后保存的一份():
    found = states(digest("甲.xlsx"), digest("甲 改.xlsx", saved=LATE), prefer=Preference(newest=True))
    assert found == {"甲.xlsx": "重复，未选用", "甲 改.xlsx": "已计入"}


def test_保存时间相同的_newest不能决定():
    found = states(
        digest("甲.xlsx"),
        digest("乙.xlsx"),
        digest("丙.xlsx", saved="2026-01-01T00:00:00Z"),
        prefer=Preference(newest=True),
    )
    assert set(found.values()) == {"重复，未定"}


def test_写明采用的文件优先于newest():
    prefer = Preference(frozenset({"甲.xlsx"}), newest=True)
    found = states(digest("甲.xlsx"), digest("甲 改.xlsx", saved=LATE), prefer=prefer)
    assert found == {"甲.xlsx": "已计入", "甲 改.xlsx": "重复，未选用"}


def test_最后保存的有错误_就退回_不退而采用旧的():
    chosen = choose(
        [digest("甲.xlsx"), digest("甲 改.xlsx", saved=LATE, codes=["rate.mismatch"])], Preference(newest=True)
    )
    assert chosen.files == {"甲.xlsx": FileState.REPLACED, "甲 改.xlsx": FileState.ERRORS}
    assert chosen.state is State.ERRORS


def test_一个单位可以把不同的表分在几个文件里():
    found = states(
        digest("整体.xlsx", [UNIT]), digest("基础.xlsx", [BASIC]), digest("项目.xlsx", [("project", "", "校舍")])
    )
    assert set(found.values()) == {"已计入"}


def test_两个文件里的项目不同就不是重复():
    found = states(digest("一.xlsx", [("project", "", "校舍")]), digest("二.xlsx", [("project", "", "操场")]))
    assert set(found.values()) == {"已计入"}


def test_没有采用的文件里还有别的表_要告诉用户():
    chosen = choose([digest("全.xlsx", [UNIT, BASIC]), digest("改.xlsx", [UNIT], saved=LATE)], Preference(newest=True))
    told = next(found for found in chosen.findings if found.file == "全.xlsx")
    assert told.severity == "warning"
    assert "基础数据表" in told.message


def test_完全相同的副本只计一次_给出提示():
    chosen = choose([digest("甲.xlsx", sha256="1"), digest("甲 (1).xlsx", sha256="1")], Preference())
    assert chosen.state is State.ADDED
    assert sorted(state.value for state in chosen.files.values()) == ["已计入", "相同副本"]
    assert [(found.code, found.severity) for found in chosen.findings] == [("return.duplicate", "hint")]


def test_写明的文件在相同的副本中是留下的那一份():
    prefer = Preference(frozenset({"甲 (1).xlsx"}))
    found = states(digest("甲 (1).xlsx", sha256="1"), digest("A.xlsx", sha256="1"), prefer=prefer)
    assert found == {"甲 (1).xlsx": "已计入", "A.xlsx": "相同副本"}


def test_旧版_其他年度_不能读取的文件不算重复():
    found = states(
        digest("甲.xlsx"), digest("旧.xlsx", codes=["return.pack-old"]), digest("去年.xlsx", codes=["return.year"]),
        digest("坏.xlsx", [], codes=["zip.broken"], unreadable=True),
    )  # fmt: skip
    assert found == {
        "甲.xlsx": "已计入",
        "旧.xlsx": "版本或年度不符",
        "去年.xlsx": "版本或年度不符",
        "坏.xlsx": "不能读取",
    }


def test_有错误的不计入_认可以后计入():
    wrong = digest("甲.xlsx", codes=["score.mismatch", "rate.mismatch"])
    assert choose([wrong], Preference()).state is State.ERRORS
    chosen = choose([wrong], Preference(), accept=True)
    assert chosen.state is State.ADDED
    assert chosen.accepted == ("score.mismatch", "rate.mismatch")


@pytest.mark.parametrize(
    "code", ["return.duplicate", "value.stale", "return.empty", "return.form-missing", "return.unit-conflict"]
)
def test_没有可信的数的文件_认可也不计入(code: str):
    assert choose([digest("甲.xlsx", codes=[code])], Preference(), accept=True).state is not State.ADDED


def test_认可不能使重复的计入():
    assert set(states(digest("甲.xlsx"), digest("乙.xlsx"), accept=True).values()) == {"重复，未定"}


def test_一个文件里同一张表有两份_是错误():
    chosen = choose([digest("甲.xlsx", [UNIT, UNIT])], Preference())
    assert chosen.state is State.ERRORS
    assert chosen.findings[0].severity == ERROR


def test_没有写名称的几个项目_计入但要提醒():
    chosen = choose([digest("甲.xlsx", [("project", "", "")] * 2)], Preference())
    assert chosen.state is State.ADDED
    assert chosen.findings[0].severity == "warning"


def test_与其他单位相比可疑的金额不计入_认可以后计入():
    doubt = {"甲.xlsx": Finding("return.amount-scale", ERROR, "像是元", "甲.xlsx")}
    assert choose([digest("甲.xlsx")], Preference(), suspicious=doubt).state is State.ERRORS
    assert choose([digest("甲.xlsx")], Preference(), True, doubt).state is State.ADDED


KEYS = [UNIT, BASIC, ("project", "", "校舍"), ("project", "", "操场")]
FILES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True),
        st.sampled_from([EARLY, LATE, "2026-03-03T00:00:00Z"]),
        st.sampled_from(["a", "b", "c", "d", "e"]),
    ),
    max_size=5,
)


# busy machines are no failure
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES, st.booleans(), st.sets(st.integers(0, 4)))
def test_计入的文件互不重复_且与读到的先后无关(found: list, newest: bool, named: set):
    digests = [digest(f"{number}.xlsx", keys, saved, sha256=sha) for number, (keys, saved, sha) in enumerate(found)]
    prefer = Preference(frozenset(f"{number}.xlsx" for number in named), newest)
    chosen = choose(digests, prefer)
    assert set(chosen.files) == {one.file for one in digests}
    added = [one for one in digests if chosen.files[one.file] is FileState.ADDED]
    assert all(set(one.keys).isdisjoint(other.keys) for one, other in itertools.combinations(added, 2))
    again = choose(list(reversed(digests)), prefer)
    assert (again.files, again.state) == (chosen.files, chosen.state)
    for one in digests:
        if chosen.files[one.file] is FileState.TWICE:
            others = [other for other in digests if other is not one and not set(one.keys).isdisjoint(other.keys)]
            assert others, "未定的文件一定与别的文件重复"


def test_没有填的空表放在填好的旁边_不算第二份():
    found = states(digest("空.xlsx", codes=["return.empty"], saved=LATE), digest("甲.xlsx"))
    assert found == {"空.xlsx": "重复，未选用", "甲.xlsx": "已计入"}
    found = states(
        digest("空.xlsx", codes=["return.empty"], saved=LATE), digest("甲.xlsx"), prefer=Preference(newest=True)
    )
    assert found["甲.xlsx"] == "已计入"


def test_只报了空表的单位_退回():
    assert choose([digest("空.xlsx", codes=["return.empty"])], Preference()).state is State.ERRORS


def test_空表里有别的表的_仍然是重复():
    found = states(digest("空.xlsx", [UNIT, BASIC], codes=["return.empty"]), digest("甲.xlsx", [UNIT]))
    assert "已计入" not in found.values()
