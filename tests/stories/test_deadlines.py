"""The clock and a case that nobody deals with: its worker is reminded, then it climbs to community and street."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from models.case import Case
from services.case import case_audit
from tests.stories.test_resident import file_complaint
from tests.support.house import ZONE, House
from webchat.person import Message

TUESDAY = datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)


async def deadline(house: House, number: str) -> datetime:
    async with house.app.door.database.read() as session:
        return (await session.scalars(select(Case.respond_by).where(Case.number == number))).one()


def about(number: str, words: str) -> Callable[[Message], bool]:
    """Whether a message says this of that case: in a line of its own, among others or over its card."""
    return lambda message: any(number in line and words in line for line in message.get("text", "").splitlines())


async def test_a_complaint_that_nobody_answers_climbs_up_to_the_street(house: House) -> None:
    resident, worker, officer, street = [await house.person(key) for key in ("resident", "worker", "officer", "street")]
    number = await file_complaint(resident, "楼道灯坏了")
    due_at = await deadline(house, number)

    await house.tick_at(due_at - timedelta(minutes=30))
    await worker.hears(about(number, "就该答复了"))
    await house.tick_at(due_at + timedelta(minutes=5))
    await worker.hears(about(number, "该答复了，已经晚了"))
    await house.tick_at(due_at + timedelta(days=1))
    await officer.hears(about(number, "该答复了，已经晚了"))
    await house.tick_at(due_at + timedelta(days=2))
    await street.hears(about(number, "该答复了，已经晚了 2 天"))


async def test_three_days_of_standstill_are_told_once_and_marked(house: House) -> None:
    resident, officer = await house.person("resident"), await house.person("officer")
    number = await file_complaint(resident, "楼道灯坏了")

    for minutes in (0, 5):
        await house.tick_at(TUESDAY + timedelta(days=3, minutes=minutes))

    told = await officer.hears("（补发）")
    assert number in told["text"]
    assert [message["message_id"] for message in officer.messages if "（补发）" in message.get("text", "")] == [
        told["message_id"]
    ]
    assert await house.app.door.look(case_audit.forgotten_alarms) == []
    assert await house.app.door.look(case_audit.groundless_alarms) == []
