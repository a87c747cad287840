"""A worker process ends without a word, whenever the signal comes."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: a worker without more work is told to end at every step of its leaving
SCRIPT = """
import os, pickle, signal, sys
from addin.batch import worker
class Kit:
    def ready(self):
        return str
class Gone:
    def send_bytes(self, data): pass
    def recv_bytes(self):
        sys.settrace(begin)
        frame = sys._getframe()
        while frame:
            frame.f_trace, frame.f_trace_opcodes = step, True
            frame = frame.f_back
        raise EOFError
steps = 0
def begin(frame, event, argument):
    frame.f_trace_opcodes = True
    return step
def step(frame, event, argument):
    global steps
    steps += 1
    if steps == at:
        signal.raise_signal(signal.SIGTERM)
    return step
for at in range(1, 120):
    child = os.fork()
    if not child:
        worker.serve(Gone(), pickle.dumps(Kit()))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.settrace(None)
        os._exit(0)
    print(at, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有 SIGTERM 的处理")
def test_a_worker_that_is_told_to_end_while_it_leaves_says_nothing():
    ran = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=120, check=False)
    assert ran.stderr == ""
    assert ran.stdout.split() == [word for at in range(1, 120) for word in (str(at), "0")]
