"""Numbers bound as one value find what IN finds, by the index."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import or_, select

from models.among import among
from models.base import bare
from models.database import Database
from models.people import Person
from services.act import Ctx
from tests.support.plans import scans
from tests.support.street import LI, WANG, at, street_in, street_on

IDS = bare(Person).c.id
ONE_OF = select(IDS).where(among(IDS, "ids")).order_by(IDS)


@pytest.mark.parametrize("asked", [[], [WANG], [LI, WANG, 2**62], (WANG, WANG)])
async def test_it_finds_the_rows_of_the_numbers_given(either: Database, asked: Sequence[int]) -> None:
    await street_on(either, at("2026-11-18"))

    async with either.read() as session:
        found = (await session.scalars(ONE_OF, {"ids": asked})).all()
        beside = (await session.scalars(select(IDS).where(or_(among(IDS, "ids"), IDS == LI)), {"ids": asked})).all()

    assert (found, set(beside)) == (sorted(set(asked) & {LI, WANG}), set(asked) & {WANG} | {LI})


async def test_sqlite_looks_for_each_in_the_index(tmp_path: Path) -> None:
    street = await street_in(tmp_path, at("2026-11-18"))

    async def look(ctx: Ctx) -> None:
        await ctx.session.execute(ONE_OF, {"ids": [LI, WANG]})

    whole = await scans(street, WANG, look, "person")
    await street.door.database.close()

    assert whole == []
