"""The bot as the operator starts it: a process of its own, which can be killed."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from bot.config import SETTINGS
from domain.settings import Settings
from services.seed.cast import BY_KEY
from tests.support.house import KEYS
from tests.support.leaks import left_behind
from webchat.person import Person

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 120
SERVES = "Doorstep"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class BotProcess:
    """`python -m bot run` on what is in `folder`, always on the same port. `arguments` follow the command."""

    folder: Path
    port: int
    arguments: tuple[str, ...] = ()
    _process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Until it says that it serves."""
        environment = {
            **os.environ,
            **KEYS,
            "PYTHONPATH": str(ROOT),
            "DOORSTEP_CONFIG": str(self.folder / "config.yaml"),
        }
        environment.pop("BOT_TOKEN", None)
        environment.pop("DATABASE_URL", None)
        with (self.folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                *self.arguments,
                cwd=self.folder,
                env=environment,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
            )
        if self._process.stdout is None:
            raise RuntimeError("no output to wait for")
        said = await asyncio.wait_for(self._process.stdout.readline(), START_SECONDS)
        if (SERVES if self.arguments else self.address) not in said.decode():
            raise RuntimeError((self.folder / "bot.log").read_text()[-2000:])

    async def kill(self) -> None:
        """kill -9: nothing is finished, nothing is closed."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """As systemd does it; returns the exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        if self._process is None or self._process.returncode is not None:
            return 0
        self._process.send_signal(number)
        code = await self._process.wait()
        await left_behind(self.folder)
        return code


@asynccontextmanager
async def somebody(address: str, key: str) -> AsyncIterator[Person]:
    """One of the cast, at the page."""
    async with Person(address) as person:
        await person.switch(BY_KEY[key].external_id)
        yield person


def write_config(folder: Path, settings: Settings) -> None:
    text = yaml.safe_dump(SETTINGS.dump_python(settings, mode="json"), allow_unicode=True)
    (folder / "config.yaml").write_text(text, encoding="utf-8")


def with_a_port(folder: Path, settings: Settings) -> int:
    """Write its config.yaml into `folder`. Returns the port of its browser chat, the same after each start."""
    port = free_port()
    webchat = replace(settings.channels.webchat, port=port)
    write_config(folder, replace(settings, channels=replace(settings.channels, webchat=webchat)))
    return port


@asynccontextmanager
async def bot_process(folder: Path, settings: Settings) -> AsyncIterator[BotProcess]:
    process = BotProcess(folder, with_a_port(folder, settings))
    await process.start()
    try:
        yield process
    finally:
        await process.kill()
