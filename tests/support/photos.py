"""Hazards with photos of known looks: fetched, on their way, or unreadable."""

from itertools import count
from pathlib import Path

from sqlalchemy import select

from domain.bad_photo import BadPhoto
from domain.roles import Role
from models.case import Case, CaseMedia
from models.media import Media
from models.people import RoleHeld
from services.points.photo_checks import arrived
from services.ports import StoredFile
from tests.support.copies import street_there
from tests.support.riders import add_hazard, add_person, riders_in
from tests.support.street import COMMUNITY, LONG_AGO, Street, at
from tests.support.where import FILE, copy_made

LOOK = 0x0F0F_1234_5678_9ABC
QIAN = 108
"""A second one of the community's staff."""

NOW = at("2026-11-18")
_files = count(1)


def apart(bits: int) -> int:
    """A look so many bits from LOOK."""
    return LOOK ^ ((1 << bits) - 1)


def turns(look: int) -> tuple[int, ...]:
    """The picture as it is; its other turns look like nothing else here."""
    return (look, *(look ^ (0x7FFF_FFFF_FFFF_FFFF << n) % 2**62 for n in range(7)))


async def street_with_photos(folder: Path) -> Street:
    """Riders, and 周 and 钱 who staff the community."""
    await copy_made("photos", _make, folder / FILE)
    return await street_there(folder, NOW)


async def _make(folder: Path) -> None:
    street = await riders_in(folder, NOW)
    await add_person(street, QIAN)
    await street.add(RoleHeld(person_id=QIAN, role=Role.COMMUNITY_STAFF, unit_id=COMMUNITY, starts_on=LONG_AGO))
    await street.door.database.close()


async def send(street: Street, case: Case, chat: int) -> int:
    """A photo of the case that is still on its way. Returns its id."""
    n, now = next(_files), street.clock.now()
    photo = Media(chat_id=chat, kind="photo", file_id=f"f{n}", unique_id=f"u{n}", created_at=now, next_try_at=now)
    await street.add(photo)
    await street.add(CaseMedia(case_id=case.id, media_id=photo.id))
    return photo.id


async def fetch(street: Street, media_id: int, look: int | None) -> None:
    """It is here now, and looks like `look`; None: it cannot be opened."""
    kept = None if look is None else StoredFile(f"{media_id:064x}", "image/jpeg", 9, 3, 3, turns(look))
    file = kept or BadPhoto.CUT_OFF
    await street.door.act(arrived, media_id, file)


async def snapshot(street: Street, rider: int, look: int | None = LOOK, **changes: object) -> Case:
    """A hazard with one photo that was fetched."""
    case = await add_hazard(street, rider, **changes)
    await fetch(street, await send(street, case, rider), look)
    return case


async def fetch_all(street: Street) -> None:
    """Every photo that was sent is here, and none looks like another."""
    async with street.door.database.read() as session:
        coming = (await session.scalars(select(Media.id).where(Media.sha256.is_(None)).order_by(Media.id))).all()
    for n, id_ in enumerate(coming, 1):
        await fetch(street, id_, LOOK << (7 * n) & 0x3FFF_FFFF_FFFF_FFFF)
