"""What the whole bot holds in memory while nothing happens, browser chat included, against a bare aiogram process."""

import asyncio
from contextlib import AsyncExitStack

from bench.conversation import TOKEN
from bench.house import whole_bot
from bench.processes import free_port, process
from bench.rows import Notes, Row, at_most
from bench.run import Run

SETTLES_SECONDS = 5


async def rows(run: Run) -> tuple[list[Row], list[Notes]]:
    folder, port = run.folder(), free_port()
    async with AsyncExitStack() as stack:
        arguments = ("--token", TOKEN, "--port", str(port), "--folder", str(folder / "server"))
        await stack.enter_async_context(process("bench.server", *arguments, folder=folder / "server"))
        given = ("--api", f"http://127.0.0.1:{port}", "--token", TOKEN, "--folder", str(folder))
        bare = await stack.enter_async_context(process("bench.peers.aiogram_echo", *given, folder=folder / "echo"))
        settings = await stack.enter_async_context(run.street.copy("sqlite", folder / "bot"))
        ours = await stack.enter_async_context(whole_bot(settings, folder / "bot"))
        await asyncio.sleep(SETTLES_SECONDS)
        memory = (ours.resident_megabytes(),), (bare.resident_megabytes(),)
    return [Row("idle memory", "the whole bot", "bare aiogram", "MB", *memory, at_most(2))], []
