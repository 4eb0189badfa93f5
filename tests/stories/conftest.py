"""The neighbourhood is seeded once; each story gets a copy and a house on it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.house import House, copy_of, house_in, make_neighbourhood


@pytest.fixture(scope="session")
def neighbourhood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("neighbourhood")
    asyncio.run(make_neighbourhood(folder))
    return folder


@pytest.fixture
def folder(neighbourhood: Path, tmp_path: Path) -> Path:
    return copy_of(neighbourhood, tmp_path / "house")


@pytest.fixture
async def house(folder: Path) -> AsyncIterator[House]:
    async with house_in(folder) as running_house:
        yield running_house
