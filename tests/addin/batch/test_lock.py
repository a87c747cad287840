"""占用: one run at a time in one folder; what a killed run left behind is no lock."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from uuid import uuid4

import pytest

from addin.batch import Lock, Locked
from addin.batch.lock import NAME
from addin.places import Place, place

TESTS = Path(__file__).parents[2]

_HOLDER = """
import sys, time
from addin.batch import Lock
from addin.places import place
with Lock(place(sys.argv[1]), "下发"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture(params=["local", "memory"])
def folder(request, tmp_path: Path) -> Place:
    return place(tmp_path / "下发 一") if request.param == "local" else place(f"memory://{uuid4().hex}/下发 一")


def test_a_second_run_is_told_who_holds_the_folder(folder: Place) -> None:
    with Lock(folder, "下发"), pytest.raises(Locked) as told, Lock(folder, "汇总"):
        pass
    message = str(told.value)
    assert message.startswith(f"{folder}：文件夹正被")
    assert f"在电脑“{socket.gethostname()}”上" in message
    assert f"开始的下发（进程 {os.getpid()}）使用。请等它结束后再运行" in message


def test_after_the_first_run_the_folder_is_free_and_clean(folder: Place) -> None:
    with Lock(folder, "下发"):
        assert folder.child(NAME).exists()
    assert not folder.child(NAME).exists()
    with Lock(folder, "汇总"):
        pass


def test_an_error_inside_frees_the_folder(folder: Place) -> None:
    with pytest.raises(ZeroDivisionError), Lock(folder):
        1 / 0  # noqa: B018
    with Lock(folder):
        pass


def test_the_lock_of_a_process_that_was_killed_is_taken_over(tmp_path: Path) -> None:
    folder = tmp_path / "下发 一"
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    holder = subprocess.Popen([sys.executable, "-c", _HOLDER, str(folder)], stdout=subprocess.PIPE, env=environment)
    try:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked, match=f"进程 {holder.pid}"), Lock(place(folder)):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
        assert (folder / NAME).exists()
        with Lock(place(folder)):
            pass
    finally:
        holder.kill()
        holder.wait(10)
        holder.stdout.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows 没有 fork")
def test_a_forked_worker_does_not_hold_the_folder(tmp_path: Path) -> None:
    with Lock(place(tmp_path)):
        child = os.fork()
        if child == 0:
            time.sleep(20)
            os._exit(0)
    try:
        with Lock(place(tmp_path)):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_on_other_storage_a_dead_process_of_this_machine_holds_nothing() -> None:
    folder = place(f"memory://{uuid4().hex}/下发")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait(20)
    folder.child(NAME).write(json.dumps({"pid": dead.pid, "host": socket.gethostname()}).encode())
    with Lock(folder):
        pass


def test_on_other_storage_another_machine_is_believed_and_the_way_out_is_told() -> None:
    folder = place(f"memory://{uuid4().hex}/下发")
    folder.child(NAME).write(json.dumps({"pid": 1, "host": "another", "user": "accountant"}).encode())
    with pytest.raises(Locked, match=r"accountant在电脑“another”上.*如果它已经中断，请删去 memory://"), Lock(folder):
        pass


def test_a_lock_file_without_holder_is_free_here(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"rubbish")
    with Lock(place(tmp_path)):
        pass


def test_of_many_who_want_it_exactly_one_has_it_at_a_time(tmp_path: Path) -> None:
    inside, most, entered = 0, 0, 0
    count = threading.Lock()

    def work() -> None:
        nonlocal inside, most, entered
        for _ in range(60):
            try:
                with Lock(place(tmp_path)):
                    with count:
                        inside, entered = inside + 1, entered + 1
                        most = max(most, inside)
                    with count:
                        inside -= 1
            except Locked:
                continue

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert entered >= 60
    assert most == 1
