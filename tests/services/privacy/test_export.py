"""A copy of one's own data holds everything of theirs, and nothing that is somebody else's."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.errors import ConsentNeeded, NotFound
from domain.privacy_errors import ExportedLately
from models.media import Media
from models.outbox import Outbox
from models.people import Person
from models.privacy import DataExport
from models.visit import VisitMet
from services.act import Ctx
from services.privacy import export, export_pages
from services.privacy.export import Part
from services.privacy.export_facts import READ, sections
from services.privacy.whose import whose
from services.texts import speech
from tests.services.privacy.planted import Planted
from tests.services.privacy.planted_cases import plant
from tests.support.copies import street_copy
from tests.support.street import OUTSIDER, Street, at

MEGABYTE = 1024 * 1024


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


@pytest.fixture
async def anna(street: Street) -> Planted:
    """Nobody has asked for a copy of hers yet."""
    anna = Planted(3001, "欧阳静安", "13900003001", "紫檀木梳", street.door.vault)
    await plant(street, anna)
    async with street.door.database.write() as session:
        await session.execute(DataExport.__table__.delete())  # type: ignore[attr-defined]
    return anna


async def told(street: Street, who: int) -> dict[str, str]:
    """Each section as it stands on the page."""

    async def read(ctx: Ctx) -> dict[str, str]:
        theirs = await whose(ctx, await ctx.session.get_one(Person, who))
        found = await sections(ctx, theirs)
        return {one[0]: export_pages.page(speech("zh"), [one], ctx.now, ctx.zone) for one in found if one[1]}

    return await street.door.look(read)


async def pushed(street: Street) -> list[dict[str, int]]:
    async with street.door.database.read() as session:
        query = select(Outbox.message).where(Outbox.notice == "data_export").order_by(Outbox.id)
        return list(await session.scalars(query))


async def brought(street: Street, who: int, number: int = 0) -> Part:
    values = (await pushed(street))[number]
    return await street.run(who, export.part, values["export"], number, values["first"], values["last"])


async def test_every_section_holds_what_was_planted(street: Street, anna: Planted) -> None:
    found = await told(street, anna.id)

    assert set(READ) - set(found) == {"ratings", "joined"}
    for name in ("identity", "cases", "steps", "wishes", "care"):
        assert anna.name in found[name]
    for words in (anna.phone, anna.number, anna.nickname, "江南苑 1号楼 3001室"):
        assert words in found["identity"]
    assert "江南苑 1号楼 3001室" in found["homes"]
    assert "街道工作人员" not in found["looks"]
    assert "看了诉求的联系方式" not in found["looks"]
    assert "网格员" in found["looks"]


async def test_a_note_that_speaks_of_others_too_is_named_and_not_shown(street: Street, anna: Planted) -> None:
    alone = (await told(street, anna.id))["visits"]
    boris = Planted(3002, "司马长河", "13900003002", "青花瓷瓶", street.door.vault)
    await plant(street, boris, household=anna.household)
    async with street.door.database.write() as session:
        visit = (await session.scalars(select(VisitMet.visit_id).where(VisitMet.person_id == anna.id))).one()
        session.add(VisitMet(visit_id=visit, person_id=boris.id, visited_on=street.clock.now().date()))

    together = (await told(street, anna.id))["visits"]

    assert anna.word in alone
    assert anna.word not in together
    assert "请到社区当面看" in together


async def test_nothing_of_a_neighbour_is_in_it(street: Street, anna: Planted) -> None:
    boris = Planted(3002, "司马长河", "13900003002", "青花瓷瓶", street.door.vault)
    await plant(street, boris)

    everything = "".join((await told(street, anna.id)).values())

    assert [mark for mark in boris.marks if mark in everything] == []


async def test_the_json_is_the_same_facts_with_codes(street: Street, anna: Planted) -> None:
    await street.run(anna.id, export.ask)

    facts = json.loads(export_pages.as_json((await brought(street, anna.id)).told))

    assert facts["identity"][0]["phone"] == anna.phone
    assert {case["state"] for case in facts["cases"]} == {"handling", "closed"}


async def test_files_are_shared_out_among_archives_of_bounded_size(street: Street, anna: Planted) -> None:
    async with street.door.database.write() as session:
        await session.execute(update(Media).values(size=3 * MEGABYTE))

    files = await street.run(anna.id, export.ask)

    assert files == 1 + 3  # six of hers of three megabytes each, two to an archive
    parts = [await brought(street, anna.id, n) for n in range(files)]
    assert [len(part.files) for part in parts] == [0, 2, 2, 2]
    assert [bool(part.told) for part in parts] == [True, True, False, False]
    assert len({name for part in parts for name, _ in part.files}) == 6


async def test_a_second_copy_waits(street: Street, anna: Planted) -> None:
    await street.run(anna.id, export.ask)
    street.clock.moment += timedelta(hours=23)

    with pytest.raises(ExportedLately):
        await street.run(anna.id, export.ask)

    street.clock.moment += timedelta(hours=1)
    await street.run(anna.id, export.ask)


async def test_it_comes_into_the_chat_that_asked_and_no_other(street: Street, anna: Planted) -> None:
    await street.run(anna.id, export.ask)

    async with street.door.database.read() as session:
        chats = set(await session.scalars(select(Outbox.chat_id).where(Outbox.notice == "data_export")))
    assert chats == {anna.chats[0]}


async def test_a_stranger_gets_nothing_of_it(street: Street, anna: Planted) -> None:
    await street.run(anna.id, export.ask)

    with pytest.raises(NotFound):
        await brought(street, OUTSIDER)


async def test_of_whom_nothing_is_stored_there_is_no_copy(street: Street) -> None:
    with pytest.raises(ConsentNeeded):
        await street.door.act(export.ask)


async def test_what_somebody_wants_less_of_is_called_as_in_the_settings(street: Street, anna: Planted) -> None:
    assert "下午还没走到的" in (await told(street, anna.id))["quieted"]
