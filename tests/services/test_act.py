"""The one door: what a use case wrote before it refused is undone, and nothing else is."""

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed
from models.database import Database
from models.people import Person
from models.places import Unit
from services.act import Ctx
from tests.support.street import STREET, WANG, Street, at, street_on


async def street_of(database: Database) -> Street:
    return await street_on(database, at("2026-11-18"))


async def rename(ctx: Ctx, name: str) -> None:
    """Of a row that is an object, written when the session is flushed."""
    unit = await ctx.session.get_one(Unit, STREET)
    unit.name = name


async def rename_and_refuse(ctx: Ctx, name: str) -> None:
    await rename(ctx, name)
    ctx.session.add(Person(id=1, created_at=ctx.now, language="en"))
    await ctx.session.flush()
    raise NotAllowed


async def test_a_refusal_undoes_what_its_use_case_wrote_and_nothing_before_or_after(either: Database) -> None:
    street = await street_of(either)

    async with either.write() as session:
        act = await street.act_as(session, WANG)
        await act(rename, "before")
        with pytest.raises(NotAllowed):
            await act(rename_and_refuse, "refused")
        seen = (await session.get_one(Unit, STREET)).name
        await act(rename, "after")
        with pytest.raises(NotAllowed):
            await act(rename_and_refuse, "refused again")

    async with either.read() as session:
        kept = await session.scalar(select(Unit.name).where(Unit.id == STREET))
        made = await session.scalar(select(Person.id).where(Person.id == 1))
    assert (seen, kept, made) == ("before", "after", None)


async def test_what_was_only_noted_before_a_use_case_is_kept_when_it_refuses(either: Database) -> None:
    street = await street_of(either)

    async with either.write() as session:
        act = await street.act_as(session, WANG)
        await act.look(rename, "noted")
        with pytest.raises(NotAllowed):
            await act(rename_and_refuse, "refused")

    async with either.read() as session:
        assert await session.scalar(select(Unit.name).where(Unit.id == STREET)) == "noted"
