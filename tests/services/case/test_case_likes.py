"""A picture used twice is shown to whoever confirms the hazard, and to nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.case_flow import CaseState, Move, Party
from models.case import Case, CaseEvent, CaseMedia
from models.media import Media
from models.photo_look import PhotoLike
from services.access import case_for
from services.act import Ctx
from services.case.case_likes import photos_of
from services.case.case_views import case_card
from tests.support.photos import LOOK, apart, fetch, send, snapshot, street_with_photos
from tests.support.plans import count_rows, scans
from tests.support.riders import CHEN, LIN, add_hazard
from tests.support.street import ZHOU, Street


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_with_photos(tmp_path)
    yield street
    await street.door.database.close()


async def like(street: Street, number: str, reader: int = ZHOU) -> tuple[str, int, bool] | None:
    found = (await street.run(reader, case_card, number)).like
    return None if found is None else (found.number, found.distance, found.same)


@pytest.mark.parametrize(("bits", "same"), [(0, True), (8, True), (9, False), (14, False)])
async def test_a_picture_used_before_is_shown_to_whoever_confirms(street: Street, bits: int, same: bool) -> None:
    first = await snapshot(street, CHEN)
    again = await snapshot(street, LIN, apart(bits))

    assert await like(street, again.number) == (first.number, bits, same)
    assert await like(street, first.number) is None
    assert await like(street, again.number, LIN) is None


async def test_another_picture_is_like_none(street: Street) -> None:
    await snapshot(street, CHEN)
    other = await snapshot(street, LIN, apart(15))

    assert await like(street, other.number) is None


async def test_of_one_case_sent_twice_nothing_is_said(street: Street) -> None:
    case = await snapshot(street, CHEN)
    await fetch(street, await send(street, case, CHEN), LOOK)

    assert await like(street, case.number) is None


async def test_the_same_file_sent_again_from_the_same_chat_is_seen(street: Street) -> None:
    """It is one row of media, which is in no pair with itself."""
    first, again = await add_hazard(street, CHEN), await add_hazard(street, CHEN)
    photo = await send(street, first, CHEN)
    await fetch(street, photo, LOOK)
    await street.add(CaseMedia(case_id=again.id, media_id=photo))

    assert await like(street, again.number) == (first.number, 0, True)
    assert await like(street, first.number) is None


async def test_earlier_is_what_was_filed_before_whichever_photo_came_first(street: Street) -> None:
    first, again = await add_hazard(street, CHEN), await add_hazard(street, LIN)
    late = await send(street, first, CHEN)
    await fetch(street, await send(street, again, LIN), LOOK)
    await fetch(street, late, LOOK)

    assert await like(street, first.number) is None
    assert await like(street, again.number) == (first.number, 0, True)


async def test_what_was_taken_back_unseen_may_be_reported_again(street: Street) -> None:
    now = street.clock.now()
    await snapshot(street, CHEN, state=CaseState.WITHDRAWN)
    again = await snapshot(street, CHEN)
    assert await like(street, again.number) is None

    seen = await snapshot(street, LIN, apart(30), state=CaseState.WITHDRAWN, responded_at=now)
    after = await snapshot(street, LIN, apart(30))
    assert await like(street, after.number) == (seen.number, 0, True)


async def test_somebody_elses_taken_back_picture_was_used(street: Street) -> None:
    taken_back = await snapshot(street, CHEN, state=CaseState.WITHDRAWN)
    again = await snapshot(street, LIN)

    assert await like(street, again.number) == (taken_back.number, 0, True)


async def test_what_the_desk_adds_to_a_case_is_not_its_reporters(street: Street) -> None:
    await snapshot(street, CHEN)
    case = await snapshot(street, LIN, apart(40))
    note = CaseEvent(case_id=case.id, at=street.clock.now(), move=Move.NOTE, to_state=case.state, party=Party.COMMUNITY)
    await street.add(note)
    photo = await send(street, await add_hazard(street, None), ZHOU)
    await fetch(street, photo, LOOK)
    await street.add(CaseMedia(case_id=case.id, media_id=photo, event_id=note.id))

    assert await like(street, case.number) is None


async def test_pairs_are_found_by_an_index_however_many_there_are(street: Street) -> None:
    case = await snapshot(street, CHEN)
    async with street.door.database.write() as session:
        await _many(session, case, 600)
    await count_rows(street.door.database)

    async def ask(ctx: Ctx) -> object:
        return await photos_of(ctx, (await case_for(ctx, case.number))[0])

    assert await scans(street, ZHOU, ask, "photo_like", "photo_look", "media", "case_media") == []


async def _many(session: AsyncSession, case: Case, count: int) -> None:
    """So many more hazards with a photo each, that looks like six others."""
    ids = range(1000, 1000 + count)
    hazard = (await session.execute(select(Case.__table__).where(Case.id == case.id))).mappings().one()
    media = (await session.execute(select(Media.__table__).limit(1))).mappings().one()
    rows = [dict(hazard) | {"id": n, "number": f"X-{n}", "submission": f"x{n}"} for n in ids]
    await session.execute(insert(Case), rows)
    await session.execute(insert(Media), [dict(media) | {"id": n} for n in ids])
    await session.execute(insert(CaseMedia), [{"case_id": n, "media_id": n} for n in ids])
    pairs = [{"media_id": n, "like_id": other, "distance": 9} for n in ids for other in ids[: n - ids[0]][-6:]]
    await session.execute(insert(PhotoLike), pairs)
