import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base
from services.seed import AlreadySettled, seed
from services.seed.counts import EXPECTED, counts
from tests.services.seed.open_vault import NOW, TODAY, OpenVault, Progress, seed_into


async def test_every_figure_of_the_source_is_there_exactly(session: AsyncSession) -> None:
    counted = await counts(session)

    assert {name: counted[name] for name in EXPECTED} == EXPECTED
    assert 17_500 <= counted["households"] <= 18_300


async def test_two_seeds_are_the_same_row_by_row_and_progress_is_told(seeded: Path, tmp_path: Path) -> None:
    progress, again = Progress(), tmp_path / "again.sqlite"

    figures = await seed_into(again, progress)

    assert figures.items() >= EXPECTED.items()
    with sqlite3.connect(seeded) as first, sqlite3.connect(again) as second:
        for table in Base.metadata.sorted_tables:
            query = f'SELECT * FROM "{table.name}" ORDER BY 1, 2'  # noqa: S608 - our own tables
            assert first.execute(query).fetchall() == second.execute(query).fetchall(), table.name
    first.close()
    second.close()
    done = [done for done, _ in progress.told]
    assert len(done) >= 30
    assert done == sorted(done)
    assert progress.told[-1][0] == progress.told[-1][1]


async def test_a_database_with_a_street_is_refused_and_left_as_it_was(session: AsyncSession) -> None:
    before = await counts(session)

    with pytest.raises(AlreadySettled, match="already has a street"):
        await seed(session, OpenVault(), TODAY, NOW)

    assert await counts(session) == before
