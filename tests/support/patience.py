"""How tests wait: for the thing itself, and so long that a crowded machine is no failure. Who waits in vain is told."""

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE = 60.0
"""Seconds."""
LOOK_AGAIN = 0.05
"""Seconds between two looks at what has no bell: a database, a file, another process."""


async def until(happened: Callable[[], Awaitable[object]], what: str, patience: float = PATIENCE) -> None:
    try:
        async with asyncio.timeout(patience):
            while not await happened():  # noqa: ASYNC110 - there is no event
                await asyncio.sleep(LOOK_AGAIN)
    except TimeoutError:
        raise AssertionError(f"waited {patience:g} s in vain until {what}") from None
