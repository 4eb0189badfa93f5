"""A chat shows that we are at it, while something takes more than a moment."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

A_MOMENT = 1.0
AGAIN = 4.0
"""Seconds. A chat shows it for five."""


@asynccontextmanager
async def busy(show: Callable[[], Awaitable[None]], after: float = A_MOMENT) -> AsyncIterator[None]:
    """`show` is called from `after` seconds on, again and again until the block is left; it is best effort and raises
    nothing."""
    showing = asyncio.create_task(_again(show, after))
    try:
        yield
    finally:
        showing.cancel()
        await asyncio.wait([showing])


async def _again(show: Callable[[], Awaitable[None]], after: float) -> None:
    await asyncio.sleep(after)
    while True:
        await show()
        await asyncio.sleep(AGAIN)
