"""流水: whatever a kill leaves of it is a prefix of what was written, and what is written next follows it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Iterator
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.batch import Journal, segments
from addin.places import Place, PlaceError, place

DOCUMENTS = st.lists(
    st.dictionaries(st.text(max_size=4), st.text(max_size=8) | st.integers() | st.lists(st.none()), max_size=3),
    max_size=8,
)


@pytest.fixture(params=["local", "memory"])
def spot(request, tmp_path: Path) -> Iterator[Place]:
    if request.param == "local":
        return place(tmp_path / "下发 一" / ".流水.jsonl")
    return place(f"memory://{uuid4().hex}/下发 一/.流水.jsonl")


def _entries(spot: Place, key: str = "甲") -> list[dict]:
    with Journal(spot, key) as journal:
        return list(journal.entries())


def test_what_was_written_is_there_when_it_is_opened_again(spot: Place) -> None:
    with Journal(spot, "甲") as journal:
        journal.append({"unit": "001"}, {"unit": "002", "name": "第一 小学\n"})
        journal.append({"unit": "003"})
        journal.append()
    assert _entries(spot) == [{"unit": "001"}, {"unit": "002", "name": "第一 小学\n"}, {"unit": "003"}]
    with Journal(spot, "甲") as journal:
        assert len(list(journal.entries())) == 3
        journal.append({"unit": "004"})
    assert [one["unit"] for one in _entries(spot)] == ["001", "002", "003", "004"]


def test_a_new_journal_has_no_entries(spot: Place) -> None:
    assert _entries(spot) == []
    assert _entries(spot) == []


def test_the_journal_of_another_task_is_set_aside(spot: Place) -> None:
    with Journal(spot, "甲") as journal:
        journal.append({"unit": "001"})
    assert _entries(spot, "乙") == []
    assert _entries(spot, "乙") == []
    if spot.local is not None:
        assert b'"001"' in spot.sibling(".流水.jsonl.old").read()
    assert _entries(spot, "甲") == []


def test_a_journal_that_is_removed_leaves_nothing(spot: Place) -> None:
    journal = Journal(spot, "甲")
    journal.append({"unit": "001"})
    journal.remove()
    assert _entries(spot) == []


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.data())
def test_cut_at_any_byte_a_prefix_remains_and_what_follows_is_whole(tmp_path_factory, before, after, data) -> None:
    path = tmp_path_factory.mktemp("流 水") / "流水.jsonl"
    with Journal(place(path), "甲") as journal:
        journal.append(*before)
    whole = path.read_bytes()
    head = whole.index(b"\n") + 1
    cut = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:cut])
    kept = whole[head:cut].count(b"\n") if cut >= head else 0
    with Journal(place(path), "甲") as journal:
        assert list(journal.entries()) == before[:kept]
        journal.append(*after)
    assert _entries(place(path)) == before[:kept] + after


def test_rubbish_after_a_power_cut_ends_the_journal_there(tmp_path: Path) -> None:
    path = tmp_path / "流水.jsonl"
    with Journal(place(path), "甲") as journal:
        journal.append({"unit": "001"}, {"unit": "002"})
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'{"unit":"002"}', b"\0" * 14) + b'{"unit":"003"}\n')
    with Journal(place(path), "甲") as journal:
        assert list(journal.entries()) == [{"unit": "001"}]
        journal.append({"unit": "004"})
    assert _entries(place(path)) == [{"unit": "001"}, {"unit": "004"}]


def test_entries_are_on_the_disk_before_append_returns(tmp_path: Path) -> None:
    path = tmp_path / "流水.jsonl"
    journal = Journal(place(path), "甲")
    journal.append({"unit": "001"})
    # as another process would find it after a kill of this one
    assert path.read_bytes().endswith(b'{"unit":"001"}\n')
    journal.close()


def test_a_full_disk_takes_the_half_line_back(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "流水.jsonl"
    journal = Journal(place(path), "甲")
    journal.append({"unit": "001"})
    stream = journal._store._stream

    class Full:
        def __getattr__(self, name: str):
            return getattr(stream, name)

        def write(self, data: bytes) -> int:
            os.write(stream.fileno(), data[:5])
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal._store, "_stream", Full())
    with pytest.raises(PlaceError, match="磁盘空间已满"):
        journal.append({"unit": "002"})
    monkeypatch.undo()
    journal.append({"unit": "003"})
    journal.close()
    assert _entries(place(path)) == [{"unit": "001"}, {"unit": "003"}]


def test_names_that_are_no_text_survive(spot: Place) -> None:
    with Journal(spot, "甲") as journal:
        journal.append({"file": "\udcd7\udcd4.xlsx"})
    assert _entries(spot) == [{"file": "\udcd7\udcd4.xlsx"}]


def test_on_other_storage_the_pieces_grow_in_number_only_with_time() -> None:
    spot = place(f"memory://{uuid4().hex}/流水.jsonl")
    with Journal(spot, "甲") as journal:
        for number in range(1000):
            journal.append({"unit": number})
    assert len(_entries(spot)) == 1000
    folder = place(str(spot).rpartition("/")[0])
    assert len(list(folder.files())) < 20


@pytest.mark.parametrize("pieces", [0, 1, 2, 3, 4, 7, 8, 37])
def test_on_other_storage_every_piece_is_found_again(pieces: int, monkeypatch) -> None:
    monkeypatch.setattr(segments, "_SECONDS", -1.0)
    spot = place(f"memory://{uuid4().hex}/流水.jsonl")
    with Journal(spot, "甲") as journal:
        for number in range(pieces):
            journal.append({"unit": number})
    assert len(list(place(str(spot).rpartition("/")[0]).files())) == pieces + 1
    assert _entries(spot) == [{"unit": number} for number in range(pieces)]
    assert _entries(spot, "乙") == []


def test_on_other_storage_a_broken_piece_ends_the_journal_there(monkeypatch) -> None:
    monkeypatch.setattr(segments, "_SECONDS", -1.0)
    spot = place(f"memory://{uuid4().hex}/流水.jsonl")
    with Journal(spot, "甲") as journal:
        for number in range(5):
            journal.append({"unit": number})
    spot.sibling("流水.jsonl.000003").write(b"rubbish", force=True)
    with Journal(spot, "甲") as journal:
        assert list(journal.entries()) == [{"unit": 0}, {"unit": 1}]
        journal.append({"unit": 9})
    assert _entries(spot) == [{"unit": 0}, {"unit": 1}, {"unit": 9}]
