"""The two-way agreement: accepted once, by version, and how somebody becomes a rider."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import AgreementNeeded, ConsentNeeded
from domain.roles import Role
from models.people import AgreementAccepted, RoleHeld
from models.points import PointsAccount
from services.points.points import RIDER
from services.rider.riders import accept_agreement, agreed_at, agreement_live, end_agreement, need_agreement
from tests.support.riders import CHEN, LIN, ZHENG, add_person, riders_in
from tests.support.street import OUTSIDER, STREET, Street, at, door_to

NEWCOMER = 301


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, at("2026-11-18"))
    await add_person(street, NEWCOMER)
    yield street
    await street.door.database.close()


async def roles(street: Street, person: int) -> list[tuple[str, int, date, date | None]]:
    columns = (RoleHeld.role, RoleHeld.unit_id, RoleHeld.starts_on, RoleHeld.ends_on)
    async with street.door.database.read() as session:
        return list((await session.execute(select(*columns).where(RoleHeld.person_id == person))).all())


async def accepted(street: Street, person: int) -> list[AgreementAccepted]:
    query = select(AgreementAccepted).where(AgreementAccepted.person_id == person).order_by(AgreementAccepted.version)
    async with street.door.database.read() as session:
        return list(await session.scalars(query))


async def test_accepting_makes_a_rider_of_the_street_from_today_with_an_account(street: Street) -> None:
    assert not await street.run(NEWCOMER, agreement_live)

    await street.run(NEWCOMER, accept_agreement)

    assert await street.run(NEWCOMER, agreement_live)
    assert await roles(street, NEWCOMER) == [(Role.RIDER, STREET, date(2026, 11, 18), None)]
    async with street.door.database.read() as session:
        account = (await session.scalars(select(PointsAccount).where(PointsAccount.person_id == NEWCOMER))).one()
    assert (account.kind, account.balance) == (RIDER, 0)


async def test_accepting_again_changes_nothing(street: Street) -> None:
    await street.run(NEWCOMER, accept_agreement)
    street.clock.moment = at("2026-12-01")
    await street.run(NEWCOMER, accept_agreement)

    assert await street.run(NEWCOMER, agreed_at) == at("2026-11-18")
    assert len(await roles(street, NEWCOMER)) == 1


async def test_two_taps_at_once_give_one_role(street: Street, tmp_path: Path) -> None:
    doors = [door_to(tmp_path / "street.sqlite", street.clock) for _ in range(3)]

    async def tap(n: int) -> None:
        await replace(street, door=doors[n]).run(NEWCOMER, accept_agreement)

    await asyncio.gather(*(tap(n) for n in range(3)))

    assert len(await roles(street, NEWCOMER)) == 1
    assert len(await accepted(street, NEWCOMER)) == 1
    for door in doors:
        await door.database.close()


async def test_a_rider_who_has_the_role_already_gets_no_second_one(street: Street) -> None:
    await street.run(ZHENG, accept_agreement)

    assert len(await roles(street, ZHENG)) == 1


async def test_without_consent_there_is_no_agreement(street: Street) -> None:
    with pytest.raises(ConsentNeeded):
        await street.run(OUTSIDER, accept_agreement)


async def test_ended_it_is_over_until_it_is_accepted_again(street: Street) -> None:
    await street.run(CHEN, end_agreement)

    with pytest.raises(AgreementNeeded):
        await street.run(CHEN, need_agreement)
    assert await street.run(LIN, agreement_live)
    street.clock.moment = at("2026-12-01")
    await street.run(CHEN, accept_agreement)
    assert await street.run(CHEN, agreed_at) == at("2026-12-01")


async def test_a_new_version_is_shown_again_and_ending_ends_both(street: Street) -> None:
    settings = street.door.settings
    street.door.settings = replace(settings, street=replace(settings.street, agreement_version="2"))

    assert not await street.run(CHEN, agreement_live)
    await street.run(CHEN, accept_agreement)
    assert await street.run(CHEN, agreement_live)
    await street.run(CHEN, end_agreement)

    assert [(one.version, one.ended_at is None) for one in await accepted(street, CHEN)] == [("1", False), ("2", False)]


async def test_an_agreement_is_worth_nothing_after_the_role_ended(street: Street) -> None:
    await street.end_role(CHEN, date(2026, 11, 17))

    assert not await street.run(CHEN, agreement_live)
