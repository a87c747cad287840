"""批量运行: each item once, whatever the number of workers, the chunks, the order, and whatever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from itertools import count, islice
from multiprocessing import get_all_start_methods
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.batch_kits import Doubling, NeverReady, Trouble

from addin.batch import BatchError, Failure, child, run
from addin.batch.processes import cores
from addin.batch.work import Pace

TESTS = Path(__file__).parents[2]


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(") ", 1)[-1].startswith("Z")


def _all_gone(pids: list[int]) -> bool:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if all(map(_gone, pids)):
            return True
        time.sleep(0.05)
    return False


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(), max_size=60), st.sampled_from([1, 2, 3]), st.integers(0, 7))
def test_each_item_comes_exactly_once_with_its_result(items: list[int], jobs: int, chunk: int) -> None:
    outcomes = list(run(Doubling(), items, jobs=jobs, chunk=chunk))
    assert sorted(outcomes) == sorted((item, 2 * item) for item in items)


@pytest.mark.parametrize("method", [one for one in ("fork", "forkserver", "spawn") if one in get_all_start_methods()])
def test_however_workers_are_started_the_outcome_is_the_same(method: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(child, "_start_method", lambda: method)
    items = ["甲", "乙", "killed once", "leaves", "raises", "丙"]
    found = dict(run(Trouble(str(tmp_path)), items, jobs=2, chunk=2))
    assert {item for item, outcome in found.items() if isinstance(outcome, Failure)} == {"leaves", "raises"}
    assert found["killed once"] == "killed once!"


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 能数出进程的全部线程")
def test_a_process_with_threads_is_never_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert child._start_method() == "forkserver"
    finally:
        stop.set()
        thread.join()


def test_the_kit_is_made_ready_once_in_each_worker(tmp_path: Path) -> None:
    folder = tmp_path / "工 作"
    folder.mkdir()
    assert len(list(run(Doubling(str(folder)), range(500), jobs=2, chunk=10))) == 500
    workers = list(folder.iterdir())
    assert 1 <= len(workers) <= 2
    assert {worker.read_text() for worker in workers} == {"ready\n"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_drawn_as_they_are_needed(jobs: int) -> None:
    drawn = []

    def endless():
        for number in count():
            drawn.append(number)
            yield number

    outcomes = run(Doubling(), endless(), jobs=jobs, chunk=5)
    assert len(list(islice(outcomes, 50))) == 50
    outcomes.close()
    # a caller who stops listening has made nobody read on: no more than a few chunks for each worker
    assert len(drawn) < 50 + 5 * 2 * 20


def test_progress_counts_every_item() -> None:
    counted: list[int] = []
    list(run(Doubling(), range(30), jobs=2, done=counted.append))
    assert counted == list(range(1, 31))


def test_all_cores_are_taken_when_nothing_is_said() -> None:
    assert cores() >= 1
    assert sorted(run(Doubling(), [1, 2, 3])) == [(1, 2), (2, 4), (3, 6)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_item_that_fails_is_told_and_the_rest_goes_on(jobs: int) -> None:
    found = dict(run(Trouble(), ["甲", "raises", "disk full", "exits", "乙"], jobs=jobs))
    assert (found["甲"], found["乙"]) == ("甲!", "乙!")
    assert isinstance(found["raises"], Failure)
    assert "ValueError: 单元格不是数（_meet，第" in found["raises"].reason
    assert found["raises"].item == "raises"
    assert found["disk full"].reason.startswith("下发/001/自评表.xlsx：磁盘空间已满。")
    assert "SystemExit" in found["exits"].reason


def test_a_worker_that_is_killed_is_replaced_and_only_the_guilty_item_fails(tmp_path: Path) -> None:
    items = ["killed once", *map(str, range(20)), "killed", "leaves", *map(str, range(20, 40))]
    outcomes = list(run(Trouble(str(tmp_path)), items, jobs=2, chunk=7))
    assert sorted(item for item, _ in outcomes) == sorted(items)
    failed = {item: outcome.reason for item, outcome in outcomes if isinstance(outcome, Failure)}
    assert set(failed) == {"killed", "leaves"}
    assert "常见原因是内存不足" in failed["killed"]
    assert "退出码 3" in failed["leaves"]


def test_an_item_that_hangs_is_given_up_and_the_rest_goes_on() -> None:
    found = dict(run(Trouble(), ["甲", "hangs", "乙", "丙"], jobs=2, patience=1.5))
    assert {item for item, outcome in found.items() if isinstance(outcome, Failure)} == {"hangs"}
    assert found["hangs"].reason == "处理超过 1.5 秒没有结束，已跳过。请单独检查这一项。"


def test_what_cannot_be_pickled_is_the_failure_of_its_item_alone() -> None:
    hopeless = (number for number in ())
    outcomes = list(run(Trouble(), ["甲", hopeless, "unpicklable result", "乙"], jobs=2, chunk=4))
    failed = [item for item, outcome in outcomes if isinstance(outcome, Failure)]
    assert len(outcomes) == 4
    assert len(failed) == 2
    assert hopeless in failed
    assert "unpicklable result" in failed


def test_a_kit_that_cannot_be_made_ready_stops_with_its_reason() -> None:
    with pytest.raises(BatchError, match="模板包里没有工作簿"):
        list(run(NeverReady(), range(9), jobs=2))


def test_workers_that_die_at_once_stop_the_run() -> None:
    with pytest.raises(BatchError, match=r"工作进程无法启动（.*退出码 7.*）。请减少 --jobs"):
        list(run(NeverReady("dies"), range(9), jobs=2))


def test_an_error_of_the_list_of_items_reaches_the_caller_and_leaves_no_worker(tmp_path: Path) -> None:
    def broken():
        yield from range(20)
        raise RuntimeError("名册读不下去")

    with pytest.raises(RuntimeError, match="名册读不下去"):
        list(run(Doubling(str(tmp_path)), broken(), jobs=2, chunk=2))
    assert _all_gone([int(one.stem) for one in tmp_path.glob("*.pid")])


_PROGRAM = """
import sys
from addin.batch import child, run
from support.batch_kits import Doubling
child._start_method = lambda: {method!r}
if __name__ == "__main__":
    try:
        for _ in run(Doubling({folder!r}, 30.0), range(40), jobs=2, chunk=1):
            pass
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这些信号")
@pytest.mark.parametrize("method", ["fork", "forkserver"])
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_neither_ctrl_c_nor_a_kill_leaves_a_worker_behind(tmp_path: Path, how: int, code: int, method: str) -> None:
    folder = tmp_path / "工 作"
    folder.mkdir()
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM.format(folder=str(folder), method=method), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
    process = subprocess.Popen([sys.executable, str(program)], env=environment, start_new_session=True)
    try:
        end = time.monotonic() + 30
        while len(list(folder.glob("*.pid"))) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.3)
        workers = [int(one.stem) for one in folder.glob("*.pid")]
        assert len(workers) == 2
        # Ctrl-C reaches everybody in the terminal, a kill its victim alone
        (os.killpg if how == signal.SIGINT else os.kill)(process.pid, how)
        start = time.monotonic()
        assert process.wait(20) == code
        assert _all_gone(workers)
        assert time.monotonic() - start < 15, "every item takes 30 seconds: nobody waited for one"
    finally:
        process.kill()
        process.wait(10)


def test_chunks_follow_the_speed_and_grow_by_steps() -> None:
    pace, source = Pace(0, 0.2), iter(range(100_000))
    sizes = []
    for _ in range(6):
        taken = pace.take(source)
        sizes.append(len(taken))
        pace.note(len(taken), len(taken) * 0.001)
    assert sizes == [4, 16, 64, 200, 200, 200]
    pace.note(1, 10.0)
    assert len(pace.take(source)) == 1


def test_a_fixed_chunk_stays_as_it_is() -> None:
    pace, source = Pace(7, 0.2), iter(range(16))
    pace.note(7, 1e-9)
    assert [len(pace.take(source)) for _ in range(4)] == [7, 7, 2, 0]
