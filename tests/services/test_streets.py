"""Two streets in one database: what lies in one exists for nobody of the other."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.case_flow import CaseState, Move
from domain.errors import NotFound
from domain.roles import Role
from models.case import Case
from models.people import Chat, Person, RoleHeld
from models.places import Building, Compound, Household, Unit
from services import streets
from services.case import case_lists, case_views
from services.case.case_moves import move
from services.case.cases import submit
from services.people import people
from services.rider.riders import accept_agreement
from services.texts import speech
from tests.support.cases import case_in, filing
from tests.support.copies import IN_GRID_1, NOWHERE, street_copy
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    LI,
    LONG_AGO,
    OUTSIDER,
    STREET,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Street,
    at,
)
from tests.support.talk import Talk

OTHER_STREET, OTHER_COMMUNITY, OTHER_GRID = 11, 12, 13
COLLEAGUES = {
    401: (Role.GRID_WORKER, OTHER_GRID),
    402: (Role.COMMUNITY_STAFF, OTHER_COMMUNITY),
    403: (Role.STREET_STAFF, OTHER_STREET),
    404: (Role.ADMIN, OTHER_STREET),
}
NEWCOMER = 901
ZH = speech("zh")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    now = street.clock.now()
    await street.add(
        Unit(id=OTHER_STREET, kind="street", name="江北街道", path="11/"),
        Unit(id=OTHER_COMMUNITY, kind="community", name="黄河社区", path="11/12/", parent_id=OTHER_STREET),
        Unit(id=OTHER_GRID, kind="grid", name="北一网格", path="11/12/13/", parent_id=OTHER_COMMUNITY),
        Compound(id=21, community_id=OTHER_COMMUNITY, name="江北苑", lat=43.9, lon=126.6),
        Building(id=21, compound_id=21, grid_id=OTHER_GRID, name="1号楼", walk_order=1, lat=43.9, lon=126.6),
    )
    for id_, (role, unit) in COLLEAGUES.items():
        chat = Chat(channel="test", external_id=id_, created_at=now, person_id=id_)
        chat.id = id_
        await street.add(Person(id=id_, created_at=now), chat)
        await street.add(RoleHeld(person_id=id_, role=role, unit_id=unit, starts_on=LONG_AGO))
    yield street
    await street.door.database.close()


@pytest.mark.parametrize("stranger", COLLEAGUES)
async def test_a_case_of_one_street_is_nothing_to_the_staff_of_another(street: Street, stranger: int) -> None:
    one = await case_in(street, CaseState.SUBMITTED)

    with pytest.raises(NotFound):
        await street.run(stranger, case_views.case_card, one.number)
    with pytest.raises(NotFound):
        await street.run(stranger, move, one.number, Move.ACCEPT)
    assert (await street.run(stranger, case_lists.desk_queue)).rows == ()


@pytest.mark.parametrize("stranger", [WANG, LI, ZHOU, WU, ZHAO])
async def test_and_the_other_way_round(street: Street, stranger: int) -> None:
    one = await case_in(
        street, CaseState.SUBMITTED, street_id=OTHER_STREET, community_id=OTHER_COMMUNITY, grid_id=OTHER_GRID
    )

    with pytest.raises(NotFound):
        await street.run(stranger, case_views.case_card, one.number)
    assert (await street.run(stranger, case_lists.desk_queue)).rows == ()
    for colleague in COLLEAGUES:
        (row,) = (await street.run(colleague, case_lists.desk_queue)).rows
        assert row.number == one.number


@pytest.mark.parametrize(
    ("where", "belongs"),
    [
        ({"compound_id": 21}, (OTHER_STREET, OTHER_COMMUNITY, OTHER_GRID)),
        ({"household_id": 31}, (OTHER_STREET, OTHER_COMMUNITY, OTHER_GRID)),
        ({"lat": IN_GRID_1[0], "lon": IN_GRID_1[1]}, (STREET, COMMUNITY, GRID_1)),
        ({}, (OTHER_STREET, OTHER_COMMUNITY, None)),
    ],
)
async def test_a_case_goes_to_the_street_that_its_place_lies_in_else_the_reporters(
    street: Street, where: dict[str, Any], belongs: tuple[int, int, int | None]
) -> None:
    door = street.door.vault.seal("101室", "household:31:door")
    await street.add(Household(id=31, building_id=21, grid_id=OTHER_GRID, door=door, walk_order=1, since=LONG_AGO))
    await settled(street, OUTSIDER, OTHER_COMMUNITY)

    await street.run(OUTSIDER, submit, filing(**where))

    async with street.door.database.read() as session:
        case = (await session.scalars(select(Case))).one()
    assert (case.street_id, case.community_id, case.grid_id) == belongs


async def test_whoever_lives_nowhere_is_heard_by_the_first_street_and_staff_by_their_own(street: Street) -> None:
    assert await street.run(OUTSIDER, streets.own_street) == STREET
    assert await street.run(401, streets.own_street) == OTHER_STREET


async def test_a_rider_rides_for_the_street_where_they_live(street: Street) -> None:
    await settled(street, OUTSIDER, OTHER_COMMUNITY)

    await street.run(OUTSIDER, accept_agreement)

    async with street.door.database.read() as session:
        held = await session.scalars(select(RoleHeld.unit_id).where(RoleHeld.person_id == OUTSIDER))
        assert list(held) == [OTHER_STREET]


async def test_a_newcomer_says_which_street_before_the_community(street: Street) -> None:
    now = street.clock.now()
    chat = Chat(channel="test", external_id=NEWCOMER, created_at=now)
    chat.id = NEWCOMER
    await street.add(chat)
    talk = Talk(street, NEWCOMER)

    await talk.say("/start")
    asked = await talk.tap(ZH.plain("consent-agree"))
    assert ZH("home-ask-street") in asked[-1].text
    await talk.tap("江北街道")
    offered = [button.text for row in talk.heard[-1].buttons for button in row]
    assert "黄河社区" in offered
    assert "长江社区" not in offered
    await talk.tap("黄河社区")
    await talk.tap("江北苑")

    async with street.door.database.read() as session:
        homes = await session.execute(
            select(Person.community_id, Person.compound_id)
            .join(Chat, Chat.person_id == Person.id)
            .where(Chat.id == NEWCOMER)
        )
        assert homes.all() == [(OTHER_COMMUNITY, 21)]


async def test_a_place_outside_both_is_in_neither(street: Street) -> None:
    assert street.door.street_map.grid_at(*NOWHERE) is None
    assert await street.run(OUTSIDER, people.communities, OTHER_STREET) == [(OTHER_COMMUNITY, "黄河社区")]


async def settled(street: Street, person: int, community: int) -> None:
    async with street.door.database.write() as session:
        await session.execute(update(Person).where(Person.id == person).values(community_id=community))
