"""The neighbourhood is seeded once; the tests of this folder only look at it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from tests.services.seed.open_vault import seed_into


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database file."""
    path = tmp_path_factory.mktemp("seed") / "doorstep.sqlite"
    asyncio.run(seed_into(path))
    return path


@pytest.fixture
async def session(seeded: Path) -> AsyncIterator[AsyncSession]:
    engine = create_async_engine(f"sqlite+aiosqlite:///{seeded}")
    async with AsyncSession(engine) as session:
        yield session
    await engine.dispose()
