"""What either side of an offer reads. 周 offers, the staff of the community beside are asked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from models.audit import AccessLog
from services.visit import home_moves, home_offer_views, home_offers, visits
from services.visit.home_places import Target
from tests.support.neighbours import SUN, build_beside, offered_home
from tests.support.street import GRID_2, STRANGE_STAFF, ZHOU, Street, at, street_in


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_in(tmp_path, at("2026-11-18"))
    await build_beside(street)
    yield street
    await street.door.database.close()


async def test_until_it_is_taken_they_see_no_care_and_no_door(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    offer = await offered_home(street, home, note="搬去湖滨苑6号楼")

    seen = await street.run(STRANGE_STAFF, home_offer_views.offer, offer)

    assert (seen.compound, seen.building, seen.people, seen.note) == ("江南苑", "1号楼", 1, "搬去湖滨苑6号楼")
    assert (seen.may_answer, seen.may_withdraw, seen.lives_in) == (True, False, None)
    for who in (STRANGE_STAFF, SUN):
        with pytest.raises(NotFound):
            await street.run(who, visits.household, home)
        with pytest.raises(NotFound):
            await street.run(who, home_moves.look_at, home, Target(GRID_2))
    async with street.door.database.read() as session:
        assert (await session.scalars(select(AccessLog.id))).all() == []


async def test_what_is_open_is_listed_for_both(street: Street) -> None:
    home, _ = await street.household(("key_person",))
    offer = await offered_home(street, home)

    (ours,), _ = await street.run(ZHOU, home_offer_views.mine)
    (theirs,), _ = await street.run(STRANGE_STAFF, home_offer_views.mine)
    await street.run(STRANGE_STAFF, home_offers.decline, offer, "不是我们这里的")

    assert (ours.id, ours.ours, ours.other) == (offer, True, "别的社区")
    assert (theirs.id, theirs.ours, theirs.other) == (offer, False, "长江社区")
    assert await street.run(ZHOU, home_offer_views.waiting) == 0
