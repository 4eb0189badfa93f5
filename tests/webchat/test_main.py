"""The command line."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp
from click.testing import CliRunner

from webchat.__main__ import main


async def test_it_runs_alone_and_stops_when_asked(tmp_path: Path, unused_tcp_port: int) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "webchat", "--port", str(unused_tcp_port),
        "--database", f"sqlite+aiosqlite:///{tmp_path / 'w.db'}", "--files", str(tmp_path / "files"),
        env={**os.environ, "WEBCHAT_BOT_TOKEN": "7654321:made-up", "PYTHONUNBUFFERED": "1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout
    assert b"127.0.0.1" in await process.stdout.readline()
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{unused_tcp_port}/bot7654321:made-up/getMe") as response,
    ):
        assert (await response.json())["result"]["id"] == 7654321
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


def test_without_a_token_it_says_so() -> None:
    outcome = CliRunner().invoke(main, [], env={"WEBCHAT_BOT_TOKEN": ""})
    assert outcome.exit_code == 2
    assert "--token" in outcome.output
