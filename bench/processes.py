"""The processes that are measured: started, waited for until they are ready, asked what they used, stopped."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

ROOT = Path(__file__).parent.parent
START_SECONDS = 180
STOP_SECONDS = 15
TICKS = os.sysconf("SC_CLK_TCK")
RESTS, RESTS_WITHIN = 2.0, 400.0
"""Seconds in which a house does next to nothing, and within which it comes to that."""


@dataclass(frozen=True)
class Running:
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time so far. Source: proc(5), fields 14 and 15 of /proc/pid/stat."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_megabytes(self) -> float:
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise LookupError("no VmRSS")


async def at_rest(running: Running) -> None:
    """Until it uses less than a twentieth of a core: in its first seconds a house plans the day. TimeoutError where
    that never comes."""
    async with asyncio.timeout(RESTS_WITHIN):
        used = running.cpu_seconds()
        while True:
            await asyncio.sleep(RESTS)
            before, used = used, running.cpu_seconds()
            if used - before < RESTS / 20:
                return


@asynccontextmanager
async def side_by_side(standing: Sequence[AbstractAsyncContextManager[T]]) -> AsyncIterator[list[T]]:
    """Several at once: to start takes longer than to be measured. Whoever waits for its turn has nothing to do."""
    stacks = [AsyncExitStack() for _ in standing]
    try:
        async with asyncio.TaskGroup() as group:
            found = [
                group.create_task(stack.enter_async_context(one)) for one, stack in zip(standing, stacks, strict=True)
            ]
        yield [one.result() for one in found]
    finally:
        await asyncio.gather(*(stack.aclose() for stack in stacks))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def process(
    module: str, *arguments: str, folder: Path, ready: str = "ready", environment: Mapping[str, str] | None = None
) -> AsyncIterator[Running]:
    """`python -m module arguments` in `folder`, from the line with `ready` on until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / f"{module}.log"
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    with log.open("ab") as errors:
        started = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *arguments),
            cwd=folder,
            env=env,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
    try:
        await asyncio.wait_for(_heard(started, ready, log), START_SECONDS)
        yield Running(started.pid)
    finally:
        await _end(started)


async def _heard(started: asyncio.subprocess.Process, ready: str, log: Path) -> None:
    if started.stdout is None:
        raise RuntimeError("no output to wait for")
    async for line in started.stdout:
        if ready in line.decode():
            return
    raise RuntimeError(log.read_text()[-2000:])


async def _end(started: asyncio.subprocess.Process) -> None:
    if started.returncode is not None:
        return
    started.terminate()
    try:
        await asyncio.wait_for(started.wait(), STOP_SECONDS)
    except TimeoutError:
        started.kill()
        await started.wait()
