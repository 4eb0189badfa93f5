"""Wishes on the small street: 钱 is a partner, 孙 a barber, 冯 one of grid 1's forces; the outsider makes wishes."""

from typing import Any

from sqlalchemy import select

from domain.case_flow import CaseKind, CaseState
from domain.roles import Role
from models.case import Case
from models.people import Chat, Consent, Person, RoleHeld
from models.places import Unit
from models.wish import TakeUp, Wish
from services.wish import wish_takeups, wishes
from tests.support.cases import case_in
from tests.support.street import COMMUNITY, GRID_1, LONG_AGO, OUTSIDER, ZHOU, Street

OWNER = OUTSIDER
QIAN, SUN, FENG, QIAN_2 = 201, 202, 203, 204
PARTNER, MERCHANT = 21, 22
PHOTO = {"kind": "photo", "file_id": "f", "unique_id": "u"}
VOICE = {"kind": "voice", "file_id": "v", "unique_id": "v", "duration": 3}
SECRET = "我住3号楼501室，腿脚不好，想要一副老花镜"
WORDING = "一位老人想要一副老花镜"


async def add_parties(street: Street) -> None:
    """Two people of one partner, a merchant, and a force."""
    now, version = street.clock.now(), street.door.settings.street.notice_version
    units = (
        Unit(id=PARTNER, kind="partner", name="春风眼镜公司", path="1/2/21/", parent_id=COMMUNITY),
        Unit(id=MERCHANT, kind="merchant", name="孙记理发店", path="1/2/22/", parent_id=COMMUNITY),
    )
    rows: list[Any] = [*units]
    holding = (
        (QIAN, Role.PARTNER, PARTNER),
        (QIAN_2, Role.PARTNER, PARTNER),
        (SUN, Role.MERCHANT, MERCHANT),
        (FENG, Role.FORCE, GRID_1),
    )
    for who, role, unit in holding:
        chat = Chat(channel="test", external_id=who, created_at=now, person_id=who)
        chat.id = who
        rows += [Person(id=who, created_at=now), chat]
        rows += [
            Consent(person_id=who, notice_version=version, given_at=now),
            RoleHeld(person_id=who, role=role, unit_id=unit, starts_on=LONG_AGO),
        ]
    await street.add(*rows)


async def offered(street: Street, words: str = SECRET, **changes: Any) -> str:
    """A wish of the outsider's that waits for the community. Returns its code."""
    values = {"category": "things", "words": words, "compound_id": 1, "reporter_id": OWNER}
    one = await case_in(street, CaseState.SUBMITTED, CaseKind.WISH, **(values | changes))
    return await street.run(one.reporter_id or OWNER, wishes.offer, one.number)


async def on_wall(street: Street, wording: str = WORDING, **changes: Any) -> str:
    code = await offered(street, **changes)
    await street.run(ZHOU, wishes.reword, code, wording)
    await street.run(ZHOU, wishes.approve, code)
    return code


async def taken(street: Street, who: int = QIAN, **changes: Any) -> str:
    code = await on_wall(street, **changes)
    await street.run(who, wish_takeups.take_up, code)
    return code


async def fulfilled(street: Street, who: int = QIAN) -> str:
    code = await taken(street, who)
    await street.run(who, wish_takeups.fulfil, code, "送到了", [PHOTO])
    return code


async def state_of(street: Street, code: str) -> tuple[str, str]:
    """The wish's and its case's."""
    query = select(Wish.state, Case.state).join(Case, Case.id == Wish.case_id).where(Wish.code == code)
    async with street.door.database.read() as session:
        wish, case = (await session.execute(query)).one()
        return wish, case


async def number_of(street: Street, code: str) -> str:
    query = select(Case.number).join(Wish, Wish.case_id == Case.id).where(Wish.code == code)
    async with street.door.database.read() as session:
        return (await session.scalars(query)).one()


async def holds(street: Street, code: str) -> list[tuple[str, int, str | None]]:
    """Role, person and why it is void, of every hold on the wish, the oldest first."""
    query = select(TakeUp).join(Wish, Wish.id == TakeUp.wish_id).where(Wish.code == code).order_by(TakeUp.id)
    async with street.door.database.read() as session:
        return [(one.role, one.person_id, one.why) for one in await session.scalars(query)]


async def heard(street: Street, who: int) -> list[str]:
    """What a person was told of wishes, oldest first; of other things, the notice."""
    return [str(row.message.get("what", row.notice)) for row in await street.pushed() if row.chat_id == who]
