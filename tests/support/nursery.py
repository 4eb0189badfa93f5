"""Processes of `adapters.beside` that start in a moment: forked from one that has imported what they need, matplotlib
and its list of fonts above all, which takes over a second. What runs in them is the module itself, as `python -m` does.

This process waits at a socket for callers (tests/support/nursling.py), which hand over their three streams, and ends
with the tests: they hold its stdin.
"""

import os
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select

from adapters.beside import ROOT

MODULES = ("adapters.drawing", "adapters.sheets", "adapters.tables")
NURSLING = Path(__file__).with_name("nursling.py")


@cache
def _address() -> str:
    """Of the nursery of these tests, begun when the first asks."""
    folder = tempfile.mkdtemp(prefix="nursery-")
    nursery = subprocess.Popen(  # noqa: S603 - our own words
        (sys.executable, "-m", __name__, folder),
        cwd=ROOT,
        env=os.environ | {"MPLCONFIGDIR": folder},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    _kept.append(nursery)
    if nursery.stdout is None or not nursery.stdout.readline():
        raise RuntimeError("the nursery did not begin")
    return f"{folder}/door"


_kept: list[subprocess.Popen[bytes]] = []


def command(module: str) -> tuple[str, ...]:
    """In place of `adapters.beside.command`."""
    return sys.executable, "-I", "-S", str(NURSLING), _address(), module


def close() -> None:
    while _kept:
        with _kept.pop() as nursery:
            nursery.terminate()
        shutil.rmtree(Path(_address()).parent)
    _address.cache_clear()


def serve(address: str) -> None:
    for module in MODULES:
        import_module(module)
        del sys.modules[module]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        print("ready", flush=True)  # noqa: T201
        while door in select([door, sys.stdin], [], [])[0]:
            caller, _ = door.accept()
            with caller:
                if os.fork() == 0:
                    caller.send(bytes([_run(caller)]))
                    os._exit(0)


def _run(caller: socket.socket) -> int:
    """In the new process. Its exit code."""
    words, streams, _, _ = socket.recv_fds(caller, 1 << 16, 3)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    sys.argv = words.decode().split("\0")
    try:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    serve(f"{sys.argv[1]}/door")
