"""Roles by invitation: who may give which where, one winner of a link, and what an end means."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import (
    ConsentNeeded,
    DomainError,
    InvitationInvalid,
    NotAllowed,
    NotFound,
    OwnInvitation,
    RoleAlreadyHeld,
    RoleEnded,
    RoleEndedAlready,
)
from domain.notices import Notice
from domain.roles import Role
from models.audit import AccessLog
from models.database import Database
from models.people import Invitation, RoleHeld
from models.places import Unit
from services.case import case_views
from services.people import invitations
from services.whistle import duties, whistles
from tests.support.copies import street_copy
from tests.support.forces import FENG, SUN, ZHENG, add_member, blow, call_up, handled, told
from tests.support.street import (
    COMMUNITY,
    GRID_1,
    GRID_2,
    LI,
    OTHER_COMMUNITY,
    OUTSIDER,
    STRANGE_STAFF,
    STREET,
    WANG,
    WU,
    ZHAO,
    ZHOU,
    Street,
    at,
    street_on,
)

ADMIN = 501
OTHER_GRID = 6


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    await street.add(Unit(id=OTHER_GRID, kind="grid", name="别的网格", path="1/5/6/", parent_id=OTHER_COMMUNITY))
    yield street
    await street.door.database.close()


async def link(street: Street, who: int = ZHOU, role: Role = Role.GRID_WORKER, unit: int = GRID_2) -> str:
    return (await street.run(who, invitations.invite, role, unit))[0]


async def roles(street: Street, person: int) -> list[tuple[str, int, str | None]]:
    query = select(RoleHeld.role, RoleHeld.unit_id, RoleHeld.force_kind).where(RoleHeld.person_id == person)
    async with street.door.database.read() as session:
        return [(role, unit, kind) for role, unit, kind in await session.execute(query.order_by(RoleHeld.id))]


async def logged(street: Street) -> list[tuple[int, str, int]]:
    query = select(AccessLog.actor_id, AccessLog.what, AccessLog.subject_id).order_by(AccessLog.id)
    async with street.door.database.read() as session:
        return [(actor, what, subject) for actor, what, subject in await session.execute(query)]


async def test_a_link_gives_its_role_once_and_every_step_is_logged(street: Street) -> None:
    token, offer = await street.run(ZHOU, invitations.invite, Role.FORCE, GRID_1, "red_hats")
    assert await street.run(OUTSIDER, invitations.offered, token) == offer

    await street.run(OUTSIDER, invitations.accept, token)

    assert (offer.role, offer.unit, offer.kind) == (Role.FORCE, "一网格", "red_hats")
    assert await roles(street, OUTSIDER) == [("force", GRID_1, "red_hats")]
    assert await told(street) == [("invitation_accepted", ZHOU)]
    assert await logged(street) == [(ZHOU, "role_invited", GRID_1), (OUTSIDER, "role_accepted", OUTSIDER)]
    for use_case in (invitations.offered, invitations.accept):
        with pytest.raises(InvitationInvalid):
            await street.run(ZHAO, use_case, token)


async def test_only_the_hash_of_a_token_is_kept(street: Street) -> None:
    token = await link(street)
    async with street.door.database.read() as session:
        row = (await session.scalars(select(Invitation))).one()
    assert token.encode() not in row.token_hash
    assert len(token) + len("invite_") <= 64


@pytest.mark.parametrize(
    ("who", "role", "unit", "refusal"),
    [
        (ZHOU, Role.GRID_WORKER, GRID_1, None),
        (ZHOU, Role.RIDER_SUPERVISOR, COMMUNITY, None),
        (WU, Role.COMMUNITY_STAFF, OTHER_COMMUNITY, None),
        (ZHOU, Role.GRID_WORKER, OTHER_GRID, NotAllowed),
        (ZHOU, Role.GRID_WORKER, COMMUNITY, NotAllowed),
        (ZHOU, Role.COMMUNITY_STAFF, COMMUNITY, NotAllowed),
        (WU, Role.STREET_STAFF, STREET, NotAllowed),
        (WU, Role.ADMIN, STREET, NotAllowed),
        (WANG, Role.FORCE, GRID_1, NotAllowed),
        (OUTSIDER, Role.GRID_WORKER, GRID_1, NotAllowed),
        (ZHOU, Role.GRID_WORKER, 999, NotAllowed),
        (ZHOU, Role.FORCE, GRID_1, NotFound),
    ],
)
async def test_who_may_invite_whom_where(
    street: Street, who: int, role: Role, unit: int, refusal: type[DomainError] | None
) -> None:
    if refusal is None:
        assert await link(street, who, role, unit)
        return
    with pytest.raises(refusal):
        await link(street, who, role, unit)
    assert await logged(street) == []


async def test_a_kind_is_for_a_force_and_one_of_the_config(street: Street) -> None:
    for role, kind in ((Role.GRID_WORKER, "red_hats"), (Role.FORCE, "astronauts"), (Role.FORCE, "partners")):
        with pytest.raises(NotFound):
            await street.run(ZHOU, invitations.invite, role, GRID_1, kind)


async def test_the_admin_makes_the_first_street_staff(street: Street) -> None:
    await street.add(RoleHeld(person_id=ZHAO, role=Role.ADMIN, unit_id=STREET, starts_on=at("2026-01-01").date()))
    token = await link(street, ZHAO, Role.STREET_STAFF, STREET)
    await street.run(OUTSIDER, invitations.accept, token)
    assert await roles(street, OUTSIDER) == [("street_staff", STREET, None)]


async def test_one_is_offered_the_units_of_their_own_subtree(street: Street) -> None:
    of_community = await street.run(ZHOU, invitations.units_for, Role.FORCE)
    of_street = await street.run(WU, invitations.units_for, Role.COMMUNITY_STAFF)
    assert [id_ for id_, _ in of_community.rows] == [COMMUNITY, GRID_1, GRID_2]
    assert [id_ for id_, _ in of_street.rows] == [COMMUNITY, OTHER_COMMUNITY]
    with pytest.raises(NotAllowed):
        await street.run(WANG, invitations.units_for, Role.FORCE)


async def test_many_units_come_in_pages_and_each_once(street: Street) -> None:
    more = range(21, 31)
    await street.add(*(Unit(id=n, kind="grid", name=f"{n}", path=f"1/2/{n}/", parent_id=COMMUNITY) for n in more))
    seen, after = [], 0
    while True:
        page = await street.run(ZHOU, invitations.units_for, Role.GRID_WORKER, after)
        seen += [id_ for id_, _ in page.rows]
        if page.after is None:
            break
        after = page.after
    assert seen == [GRID_1, GRID_2, *more]


async def test_a_link_is_good_until_it_expires(street: Street) -> None:
    token = await link(street)
    street.clock.moment += timedelta(days=7) - timedelta(seconds=1)
    await street.run(OUTSIDER, invitations.offered, token)
    street.clock.moment += timedelta(seconds=1)
    with pytest.raises(InvitationInvalid):
        await street.run(OUTSIDER, invitations.accept, token)
    assert await roles(street, OUTSIDER) == []


async def test_forged_ones_ones_own_and_what_one_holds_already(street: Street) -> None:
    token = await link(street)
    with pytest.raises(InvitationInvalid):
        await street.run(OUTSIDER, invitations.accept, token[:-1] + "?")
    with pytest.raises(OwnInvitation):
        await street.run(ZHOU, invitations.accept, token)
    with pytest.raises(RoleAlreadyHeld):
        await street.run(LI, invitations.accept, token)
    await street.run(OUTSIDER, invitations.accept, token)
    assert await roles(street, ZHOU) == [("community_staff", COMMUNITY, None)]


async def test_nobody_takes_a_role_without_consent(street: Street) -> None:
    token = await link(street)
    with pytest.raises(ConsentNeeded):
        await street.door.act(invitations.accept, token)


async def test_a_link_of_somebody_whose_own_role_ended_gives_nothing(street: Street) -> None:
    token = await link(street)
    await street.end_role(ZHOU, at("2026-11-17").date())
    with pytest.raises(InvitationInvalid):
        await street.run(OUTSIDER, invitations.accept, token)


async def test_of_all_who_open_a_link_at_once_one_gets_the_role(either: Database) -> None:
    street = await street_on(either, at("2026-11-18"))
    crowd = range(401, 409)
    for person in crowd:
        await add_member(street, person, "red_hats", GRID_2)
    token = await link(street, role=Role.GRID_WORKER, unit=GRID_1)

    async def open_it(person: int) -> bool:
        try:
            await street.run(person, invitations.accept, token)
        except InvitationInvalid:
            return False
        return True

    got = [person for person, ok in zip(crowd, await asyncio.gather(*map(open_it, crowd)), strict=True) if ok]

    async with either.read() as session:
        workers = select(RoleHeld.person_id).where(RoleHeld.role == Role.GRID_WORKER, RoleHeld.unit_id == GRID_1)
        assert sorted(await session.scalars(workers)) == [WANG, *got]
    assert len(got) == 1


async def test_ending_a_role_ends_duty_and_everything_that_it_opened(street: Street) -> None:
    await call_up(street)
    await street.run(SUN, duties.go_on, None)
    (id_,) = await blow(street, await handled(street))
    people, _ = await street.run(ZHOU, invitations.people_with_roles)
    held = next(one for one in people if one.person_id == SUN)

    ended = await street.run(ZHOU, invitations.end_role, held.id)

    assert (ended.name, ended.unit, ended.kind) == (f"某{SUN}", "一网格", "building_heads")
    assert await told(street, Notice.ROLE_ENDED) == [("role_ended", SUN)]
    assert (await logged(street))[-1] == (ZHOU, "role_ended", SUN)
    with pytest.raises(RoleEnded):
        await street.run(SUN, whistles.report_in, id_)
    with pytest.raises(NotAllowed):
        await street.run(SUN, duties.my_duty)
    with pytest.raises(RoleEndedAlready):
        await street.run(ZHOU, invitations.end_role, held.id)
    later = await handled(street)
    await blow(street, later)
    assert (await told(street, Notice.WHISTLE_CALLED))[-1] == ("whistle_called", ZHENG)


async def test_a_worker_whose_role_ended_finds_nothing_any_more(street: Street) -> None:
    case = await handled(street)
    people, _ = await street.run(ZHOU, invitations.people_with_roles)
    await street.run(ZHOU, invitations.end_role, next(one.id for one in people if one.person_id == WANG))
    with pytest.raises(NotFound):
        await street.run(WANG, case_views.case_card, case.number)


async def test_only_whoever_may_give_a_role_sees_and_ends_it(street: Street) -> None:
    await call_up(street)
    people, _ = await street.run(ZHOU, invitations.people_with_roles)
    assert [one.person_id for one in people[:3]] == [WANG, LI, SUN]
    worker = next(one.id for one in people if one.person_id == WANG)
    for who in (STRANGE_STAFF, WU, WANG, FENG, OUTSIDER):
        with pytest.raises(NotFound):
            await street.run(who, invitations.end_role, worker)
    with pytest.raises(NotAllowed):
        await street.run(OUTSIDER, invitations.people_with_roles)
    assert await told(street) == []
