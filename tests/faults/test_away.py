"""A broken part breaks nothing else: nothing is lost, it goes on by itself, and people are told in words where somebody
can still speak."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.faults.away import BREAKS, SORRY, locked
from tests.support.house import house_in


async def test_who_writes_while_sqlite_is_locked_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After half a minute; here after a second."""
    monkeypatch.setattr("models.near_sqlite.BUSY_SECONDS", 1)
    async with house_in(tmp_path) as house:
        newcomer = await house.newcomer()
        with locked(tmp_path / "doorstep.sqlite"):
            await newcomer.say("/start")
            await newcomer.hears(SORRY)
        await newcomer.hears("您同意吗")


@pytest.mark.timeout(200)
@pytest.mark.parametrize("breaks", BREAKS)
async def test_a_house_goes_on_after(breaks: Callable[[Path, float], Awaitable[None]], tmp_path: Path) -> None:
    await breaks(tmp_path, 2.0)
