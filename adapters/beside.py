"""A module of ours run in a process of its own, which lives for one piece of work."""

import asyncio
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def command(module: str) -> tuple[str, ...]:
    return sys.executable, "-m", module


async def start(module: str, *arguments: str, **more: Any) -> asyncio.subprocess.Process:
    """`more` is what asyncio's own takes. Its stdin and stdout are pipes."""
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command(module), *arguments, cwd=ROOT, stdin=pipe, stdout=pipe, **more)
