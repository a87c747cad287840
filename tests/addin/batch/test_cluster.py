"""集群: the same chunks on Dask, with workers that are killed, blind, of another version, or not there at all."""

from __future__ import annotations

import os
import signal
import socket
import threading
from pathlib import Path
from typing import Iterator

import dask
import pytest
from distributed import Client, LocalCluster
from support.batch_kits import Doubling, NeverReady, Trouble
from support.dask_cluster import Cluster, cluster

from addin.batch import BatchError, Failure, cluster_connection, cluster_tasks, run
from addin.places import place


@pytest.fixture(scope="module")
def machines(tmp_path_factory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("集 群")) as running:
        yield running


@pytest.fixture(scope="module")
def local(tmp_path_factory) -> Iterator[str]:
    """A real LocalCluster: two workers with nannies that replace them, two threads each."""
    folder = str(tmp_path_factory.mktemp("本 机"))
    settings = {"temporary-directory": folder, "distributed.scheduler.allowed-failures": 0}
    with (
        dask.config.set(settings),
        LocalCluster(n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address="127.0.0.1:0") as running,
    ):
        yield running.scheduler_address


def test_each_item_comes_exactly_once_from_a_local_cluster(local: str, tmp_path: Path) -> None:
    outcomes = list(run(Doubling(str(tmp_path)), range(3000), scheduler=local))
    assert sorted(outcomes) == [(number, 2 * number) for number in range(3000)]
    ready = [one.read_text() for one in tmp_path.glob("*.pid")]
    assert set(ready) == {"ready\n"}, "once in each helper process"
    assert len(ready) <= 4, "a helper for each thread of the cluster"


def test_items_that_end_their_process_are_told_and_those_beside_them_are_not_blamed(local: str, tmp_path: Path) -> None:
    items = ["甲", "乙", "killed", "丙", "丁", "killed once", "戊", "leaves"]
    outcomes = list(run(Trouble(str(tmp_path)), items, scheduler=local, chunk=3))
    assert sorted(item for item, _ in outcomes) == sorted(items)
    failed = {item: outcome.reason for item, outcome in outcomes if isinstance(outcome, Failure)}
    assert set(failed) == {"killed", "leaves"}
    assert "常见原因是内存不足" in failed["killed"]
    assert "退出码 3" in failed["leaves"]


def test_an_item_that_hangs_is_given_up(local: str) -> None:
    found = dict(run(Trouble(), ["甲", "hangs", "乙"], scheduler=local, patience=1.0))
    assert {item for item, outcome in found.items() if isinstance(outcome, Failure)} == {"hangs"}
    assert "处理超过 1 秒没有结束" in found["hangs"].reason


def test_workers_that_cannot_start_their_helpers_stop_the_run(local: str) -> None:
    with pytest.raises(BatchError, match=r"工作机上的进程无法启动.*退出码 7"):
        list(run(NeverReady("dies"), range(3), scheduler=local))


def test_chunks_of_a_worker_that_was_killed_are_not_blamed_for_it(local: str) -> None:
    with Client(local, set_as_default=False) as client:
        workers = list(client.run(os.getpid).values())
    outcomes = []
    for outcome in run(Doubling(seconds=0.01), range(300), scheduler=local, chunk=10):
        outcomes.append(outcome)
        if len(outcomes) == 60:
            os.kill(workers[0], signal.SIGKILL)
    # this cluster blames a task at its worker's first end; nobody is given up for that
    assert sorted(outcomes) == [(number, 2 * number) for number in range(300)]


def test_what_cannot_be_done_or_sent_is_the_failure_of_its_item_alone(local: str) -> None:
    hopeless = (number for number in ())
    outcomes = list(run(Trouble(), ["甲", hopeless, "raises", "unpicklable result", "exits"], scheduler=local))
    assert len(outcomes) == 5
    assert [item for item, outcome in outcomes if not isinstance(outcome, Failure)] == ["甲"]
    found = {item: outcome.reason for item, outcome in outcomes if isinstance(outcome, Failure)}
    assert "ValueError: 单元格不是数（_meet，第" in found["raises"]


def test_a_kit_that_cannot_be_made_ready_stops_with_its_reason(local: str) -> None:
    with pytest.raises(BatchError, match="模板包里没有工作簿"):
        list(run(NeverReady(), range(9), scheduler=local))


def test_a_caller_who_stops_listening_leaves_the_cluster_clean(local: str, tmp_path: Path) -> None:
    outcomes = run(Doubling(), iter(range(10**9)), scheduler=local, chunk=10)
    assert len({item for item, _ in (next(outcomes) for _ in range(50))}) == 50
    outcomes.close()
    assert len(list(run(Doubling(), range(10), scheduler=local))) == 10


def test_an_error_of_the_list_of_items_is_no_error_of_the_cluster(local: str) -> None:
    def broken():
        yield 1
        raise OSError("名册读不下去")

    with pytest.raises(OSError, match="名册读不下去"):
        list(run(Doubling(), broken(), scheduler=local, chunk=1))


def test_storage_that_the_workers_do_not_see_is_told_before_the_start(local: str, tmp_path: Path) -> None:
    shared = place(tmp_path / "共享 文件夹")
    assert len(list(run(Doubling(), [1, 2], scheduler=local, visible=[shared]))) == 2
    assert list(shared.local.iterdir()) == []
    with pytest.raises(BatchError, match=r"工作机 tcp://.* 看不到 memory://.*请放到各台机器都连接的网络文件夹"):
        list(run(Doubling(), [1, 2], scheduler=local, visible=[place("memory://只在/本进程")]))


def test_a_worker_with_another_jixiao_is_told(local: str, monkeypatch) -> None:
    monkeypatch.setattr(cluster_connection, "version", lambda: "99.0.0")
    with pytest.raises(BatchError, match=r"工作机上的 jixiao 是 .* 版，本机是 99\.0\.0 版。请在各台机器上安装同一版本"):
        list(run(Doubling(), [1], scheduler=local))


def test_a_worker_with_another_jixiao_that_joins_later_is_told(local: str, monkeypatch) -> None:
    monkeypatch.setattr(cluster_tasks, "version", lambda: "99.0.0")
    with pytest.raises(BatchError, match=r"本机是 99\.0\.0 版"):
        list(run(Doubling(), [1], scheduler=local))


def test_other_versions_of_other_components_are_told_and_no_error(local: str, monkeypatch, caplog) -> None:
    real = cluster_connection.Client.get_versions

    def older(client):
        found = real(client)
        found["scheduler"]["packages"].update({"dask": "1.0", "python": "3.9.1.final.0"})
        return found

    monkeypatch.setattr(cluster_connection.Client, "get_versions", older)
    assert dict(run(Doubling(), [1], scheduler=local)) == {1: 2}
    assert len(caplog.messages) == 2
    assert caplog.messages[0].startswith("提醒：调度器 的 python 是 3.9，本机是 3.")
    assert caplog.messages[1].startswith("提醒：调度器 的 dask 是 1.0，本机是 2")


def test_a_worker_process_killed_in_mid_run_loses_and_doubles_nothing(machines: Cluster, tmp_path: Path) -> None:
    folder = tmp_path / "工 作"
    folder.mkdir()
    outcomes = []
    for outcome in run(Doubling(str(folder), 0.005), range(800), scheduler=machines.address, chunk=10):
        outcomes.append(outcome)
        if len(outcomes) == 150:
            machines.workers[0].kill()
        if len(outcomes) == 400:
            machines.add_worker()
    assert sorted(outcomes) == [(number, 2 * number) for number in range(800)]
    assert machines.workers[0].wait(10) == -9
    assert len(list(folder.glob("*.pid"))) >= 2, "both separate worker processes took part"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "foo://127.0.0.1:8786", "不是地址"])
def test_a_wrong_address_is_told(address: str, monkeypatch) -> None:
    monkeypatch.setattr(cluster_connection, "_CONNECT_SECONDS", 1)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = address.format(port=probe.getsockname()[1])
    with pytest.raises(BatchError, match=f"--scheduler：连接不上“{address}”。请核对地址"):
        list(run(Doubling(), [1], scheduler=address))


def test_a_server_that_is_no_scheduler_is_told(monkeypatch) -> None:
    monkeypatch.setattr(cluster_connection, "_CONNECT_SECONDS", 3)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 20)
                connection.recv(4096)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        with pytest.raises(BatchError, match="连接不上"):
            list(run(Doubling(), [1], scheduler=f"tcp://127.0.0.1:{server.getsockname()[1]}"))
        thread.join(10)


def test_the_address_of_a_worker_is_told_to_be_one(local: str) -> None:
    with Client(local, set_as_default=False) as client:
        worker = next(iter(client.nthreads()))
    with pytest.raises(BatchError, match=f"“{worker}”是集群的工作机，不是调度器"):
        list(run(Doubling(), [1], scheduler=worker))


def test_a_cluster_without_workers_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(cluster_connection, "_FIRST_WORKER_SECONDS", 1)
    with cluster(tmp_path, workers=0) as empty, pytest.raises(BatchError, match="集群里没有工作机"):
        list(run(Doubling(), [1], scheduler=empty.address))


def test_a_scheduler_that_dies_in_mid_run_is_told(tmp_path: Path, monkeypatch) -> None:
    with dask.config.set({"distributed.comm.timeouts.connect": "2s"}), cluster(tmp_path, workers=1) as running:
        outcomes = run(Doubling(seconds=0.01), iter(range(10**6)), scheduler=running.address, chunk=5)
        next(outcomes)
        running.scheduler.kill()
        with pytest.raises(BatchError, match="与集群调度器的连接中断"):
            list(outcomes)


def test_without_dask_the_message_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "addin.batch.cluster", None)
    with pytest.raises(BatchError, match=r'pip install "jixiao\[cluster\]"'):
        list(run(Doubling(), [1], scheduler="tcp://127.0.0.1:1"))
