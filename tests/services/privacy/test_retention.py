"""Nothing personal is kept longer than the street says; what is younger, or still needed, stays."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from domain.erasing import OVER, Way
from models import Base
from models.audit import AccessLog
from models.case import Case, CaseMedia
from models.media import Media
from models.outbox import Conversation, Outbox
from models.people import Chat
from models.privacy import DataExport, Erasure, FileToForget
from models.visit import Visit, VisitMedia
from scheduler.jobs import jobs
from services.privacy import erasure, retention
from services.slots import Slot
from tests.services.privacy.planted import Planted
from tests.services.privacy.planted_cases import plant
from tests.support.copies import street_copy
from tests.support.street import WANG, Street, at, default_settings

START = at("2026-11-18")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, START)
    yield street
    await street.door.database.close()


@pytest.fixture
async def anna(street: Street) -> Planted:
    anna = Planted(3001, "欧阳静安", "13900003001", "紫檀木梳", street.door.vault)
    await plant(street, anna)
    return anna


async def night(street: Street, days: int) -> None:
    """The job, as the clock runs it, so many days after the start: batch after batch."""
    street.clock.moment = START + timedelta(days=days)
    now = street.clock.now()
    slot = Slot("retention", now, now.date())
    while await street.door.act(retention.keep_no_longer, slot):
        pass


async def count(street: Street, table: type[Base], *where: Any) -> int:
    async with street.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table).where(*where)) or 0


CONTACT = Case.contact_name.is_not(None)
OLD = [
    # what                     setting          table, which rows of it
    ("dead letters", "dead_letter_days", Outbox, (Outbox.dead_at.is_not(None),)),
    ("drafts", "draft_days", Conversation, ()),
    ("looks", "look_days", AccessLog, ()),
    ("copies", "export_days", DataExport, ()),
    ("contacts", "contact_days", Case, (CONTACT, Case.state.in_(OVER))),
    ("notes", "note_days", Visit, (Visit.note.is_not(None),)),
    ("photos of visits", "note_days", VisitMedia, ()),
]


@pytest.mark.parametrize(("setting", "table", "which"), [one[1:] for one in OLD], ids=[one[0] for one in OLD])
async def test_what_is_old_goes_and_what_is_young_stays(
    street: Street, anna: Planted, setting: str, table: type[Base], which: tuple[Any, ...]
) -> None:
    days: int = getattr(street.door.settings.privacy.keep, setting)
    before = await count(street, table, *which)

    await night(street, days - 2)
    assert await count(street, table, *which) == before > 0
    await night(street, days + 2)

    assert await count(street, table, *which) == 0


async def test_contacts_of_cases_under_way_stay(street: Street, anna: Planted) -> None:
    await night(street, 3000)

    assert await count(street, Case, CONTACT) == await count(street, Case, Case.state.not_in(OVER)) == 3


async def test_photos_go_with_cases_that_are_long_closed(street: Street, anna: Planted) -> None:
    """Those of cases under way stay, and of an appeal; the files are put down to be deleted."""
    days = street.door.settings.privacy.keep.photo_days

    await night(street, days - 2)
    assert await count(street, CaseMedia) == 5
    await night(street, days + 2)

    assert await count(street, CaseMedia) == 3
    async with street.door.database.read() as session:
        shown = select(CaseMedia.case_id).order_by(CaseMedia.case_id)
        assert list(await session.scalars(shown)) == [anna.cases[name] for name in ("running", "wish", "hazard")]
    assert await count(street, FileToForget) == 3  # two of closed cases, one of a visit


async def test_a_photo_that_went_into_nothing_goes_soon(street: Street) -> None:
    photo = Media(chat_id=WANG, kind="photo", file_id="a", unique_id="a", created_at=START, next_try_at=START)
    await street.add(photo)
    days = street.door.settings.privacy.keep.unused_photo_days

    await night(street, days - 1)
    assert await count(street, Media) == 1
    await night(street, days + 1)

    assert await count(street, Media) == 0


async def test_a_strangers_chat_is_forgotten_and_a_persons_is_not(street: Street) -> None:
    await street.add(Chat(channel="test", external_id=9_000, created_at=START, person_id=None))
    before = await count(street, Chat)
    days = street.door.settings.privacy.keep.stranger_days

    await night(street, days - 1)
    assert await count(street, Chat) == before
    await night(street, days + 1)

    assert await count(street, Chat) == before - 1
    assert await count(street, Chat, Chat.person_id.is_(None)) == 0


async def test_words_of_somebody_erased_go_when_the_case_is_over(street: Street, anna: Planted) -> None:
    await street.door.act(erasure.erase, anna.id, Way.OPERATOR)
    await night(street, 1)
    assert await count(street, Case, Case.words != "") == 3
    async with street.door.database.write() as session:
        await session.execute(update(Case).values(state="closed", closed_at=street.clock.now()))

    await night(street, 2)

    assert await count(street, Case, Case.words != "") == 0
    assert await count(street, Erasure) == 1


async def test_many_are_forgotten_batch_after_batch(street: Street, anna: Planted) -> None:
    few = replace(street.door.settings.privacy, tidy_at_once=1)
    street.door.settings = replace(street.door.settings, privacy=few)

    await night(street, 3000)

    assert [await count(street, table) for table in (AccessLog, Conversation, DataExport)] == [0, 0, 0]


def test_the_clock_runs_it_every_night() -> None:
    (job,) = [one for one in jobs(default_settings()) if one.name == "retention"]
    assert (job.use_case, job.in_batches) == (retention.keep_no_longer, True)
