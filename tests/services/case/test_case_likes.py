"""A picture used twice is shown to whoever confirms the hazard, and to nobody else."""

from collections.abc import AsyncIterator

import pytest

from models.case import Case, CaseMedia
from models.database import Database
from models.media import Media
from services.case.case_likes import Like
from services.case.case_views import case_card
from services.media import kept
from services.photo_looks import Looks
from services.ports import StoredFile
from tests.support.riders import CHEN, LIN, add_hazard, add_person
from tests.support.street import ZHOU, Street, at, street_on

LOOK = 0x0F0F_1234_5678_9ABC


def turns(look: int) -> tuple[int, ...]:
    """The picture as it is; its other turns look like nothing else here."""
    return (look, *(look ^ (0x7FFF_FFFF_FFFF_FFFF << n) % 2**62 for n in range(7)))


@pytest.fixture
async def street(either: Database) -> AsyncIterator[Street]:
    street = await street_on(either, at("2026-11-18"))
    for rider in (CHEN, LIN):
        await add_person(street, rider)
    yield street


async def snapshot(street: Street, rider: int, look: int, looks: Looks) -> Case:
    """A hazard with one photo that was fetched."""
    case, now = await add_hazard(street, rider, grid_id=None), street.clock.now()
    media = Media(chat_id=rider, kind="photo", file_id="f", unique_id="u", created_at=now, next_try_at=now)
    await street.add(media)
    await street.add(CaseMedia(case_id=case.id, media_id=media.id))
    await street.door.act(kept, media.id, StoredFile(f"{media.id:064x}", "image/jpeg", 9, 3, 3, turns(look)), looks)
    return case


@pytest.mark.parametrize(("bits", "same"), [(0, True), (8, True), (9, False), (14, False)])
async def test_a_picture_used_before_is_shown_to_whoever_confirms(street: Street, bits: int, same: bool) -> None:
    first = await snapshot(street, CHEN, LOOK, Looks())
    again = await snapshot(street, LIN, LOOK ^ ((1 << bits) - 1), Looks())

    assert (await street.run(ZHOU, case_card, again.number)).like == Like(first.number, bits, same)
    assert (await street.run(ZHOU, case_card, first.number)).like is None
    assert (await street.run(LIN, case_card, again.number)).like is None


async def test_another_picture_is_like_none(street: Street) -> None:
    await snapshot(street, CHEN, LOOK, Looks())
    other = await snapshot(street, LIN, LOOK ^ ((1 << 15) - 1), Looks())

    assert (await street.run(ZHOU, case_card, other.number)).like is None


async def test_of_one_case_sent_twice_nothing_is_said(street: Street) -> None:
    case = await snapshot(street, CHEN, LOOK, Looks())
    now = street.clock.now()
    media = Media(chat_id=CHEN, kind="photo", file_id="g", unique_id="v", created_at=now, next_try_at=now)
    await street.add(media)
    await street.add(CaseMedia(case_id=case.id, media_id=media.id))
    await street.door.act(kept, media.id, StoredFile("a" * 64, "image/jpeg", 9, 3, 3, turns(LOOK)), Looks())

    assert (await street.run(ZHOU, case_card, case.number)).like is None
