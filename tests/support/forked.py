"""`python -m bot run` that starts in a moment: forked from a process that has everything imported already, so that it
can be killed and started again hundreds of times. What runs from there on is the command itself."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from domain.settings import Settings
from tests.support import collector
from tests.support.house import KEYS
from tests.support.leaks import left_behind
from tests.support.process import SERVES, START_SECONDS, with_a_port

FORKING = get_context("forkserver")
FORKING.set_forkserver_preload(["tests.support.collector", "bot.operator.cli", "tests.support.forked"])


def serve(folder: str, arguments: tuple[str, ...], said: Connection) -> None:
    """In the new process: what it prints goes to `said`, what it logs to bot.log."""
    from bot.operator.cli import main

    collector.begin()
    log = os.open(Path(folder) / "bot.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(said.fileno(), 1)
    os.dup2(log, 2)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", buffering=1, encoding="utf-8") for number in (1, 2))
    os.chdir(folder)
    os.environ.update(KEYS, DOORSTEP_CONFIG=str(Path(folder) / "config.yaml"))
    for name in ("BOT_TOKEN", "DATABASE_URL"):
        os.environ.pop(name, None)
    main(["run", *arguments], standalone_mode=False)


@dataclass
class ForkedBot:
    """The bot on the config.yaml in `folder`. `arguments` follow the command."""

    folder: Path
    arguments: tuple[str, ...]
    _process: ForkServerProcess | None = None

    @property
    def pid(self) -> int:
        if self._process is None or self._process.pid is None:
            raise LookupError("it does not run")
        return self._process.pid

    async def start(self) -> None:
        """Until it says that it serves."""
        heard, said = FORKING.Pipe(duplex=False)
        process = FORKING.Process(target=serve, args=(str(self.folder), self.arguments, said), daemon=True)
        await asyncio.to_thread(process.start)
        said.close()
        self._process = process
        words = await asyncio.wait_for(asyncio.to_thread(os.read, heard.fileno(), 1000), START_SECONDS)
        heard.close()
        if SERVES not in words.decode():
            raise RuntimeError((self.folder / "bot.log").read_text()[-2000:])

    async def kill(self) -> None:
        """kill -9: nothing is finished, nothing is closed."""
        if self._process is not None:
            self._process.kill()
            await asyncio.to_thread(self._process.join)
            self._process.close()
            self._process = None
            await left_behind(self.folder)


@asynccontextmanager
async def forked_bot(folder: Path, settings: Settings) -> AsyncIterator[tuple[ForkedBot, str]]:
    """The whole house, logging into `folder`, and its address."""
    port, house = with_a_port(folder, settings), ForkedBot(folder, ())
    await house.start()
    try:
        yield house, f"http://127.0.0.1:{port}"
    finally:
        await house.kill()
