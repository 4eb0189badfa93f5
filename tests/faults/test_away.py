"""A broken part breaks nothing else: nothing is lost, it goes on by itself, and people are told in words where somebody
can still speak."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.faults.away import BREAKS


@pytest.mark.timeout(200)
@pytest.mark.parametrize("breaks", BREAKS)
async def test_a_house_goes_on_after(breaks: Callable[[Path, float], Awaitable[None]], tmp_path: Path) -> None:
    await breaks(tmp_path, 2.0)
