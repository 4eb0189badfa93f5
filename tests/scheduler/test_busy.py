"""A chat shows that we are at it."""

import asyncio

import pytest

from scheduler.busy import busy


async def test_it_is_shown_while_something_lasts_and_not_after() -> None:
    shown = asyncio.Event()
    count = 0

    async def show() -> None:
        nonlocal count
        count += 1
        shown.set()

    async with busy(show, after=0):
        await shown.wait()
    seen = count
    await asyncio.sleep(0)

    assert count == seen == 1


async def test_what_is_quick_shows_nothing() -> None:
    async def show() -> None:
        raise AssertionError("nobody waits for this")

    async with busy(show):
        await asyncio.sleep(0)


async def test_what_goes_wrong_inside_is_not_hidden() -> None:
    async def show() -> None:
        pass

    with pytest.raises(KeyError):
        async with busy(show, after=0):
            raise KeyError
