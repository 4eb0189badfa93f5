"""Updates are safe: delivered three times, shuffled, across restarts, they leave the same state as once; and twenty
taps on one button are one."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import func, select, update

from bot.app import read_map
from models.case import Case, CaseEvent
from models.database import Database
from models.outbox import Conversation, Inbox, Outbox
from models.people import Consent, Person
from services.inbox import Received
from tests.support.cases import REPORTER
from tests.support.street import COMMUNITY, STRANGE_STAFF, ZHOU, Street, at, door_on, street_on
from tests.support.talk import CHANNEL, Talk, worker_of

NOW = at("2026-11-18")
DELIVERED = 3


@dataclass
class Repeated(Talk):
    """Every update comes twice more, at any time later and in any order; each time the house has been started anew."""

    mail: list[Received] = field(default_factory=list)
    dice: Random = field(default_factory=Random)

    async def _arrives(self, one: Received) -> None:
        await super()._arrives(one)
        self.mail += [one] * (DELIVERED - 1)
        self.dice.shuffle(self.mail)
        await self.again_of_all(self.dice.randrange(5))
        url = self.street.door.database.url.render_as_string(hide_password=False)
        await self.street.door.database.close()
        self.street.door = door_on(Database(url), self.street.clock)
        await read_map(self.street.door)

    async def again_of_all(self, most: int) -> None:
        for one in [self.mail.pop() for _ in range(min(most, len(self.mail)))]:
            await super()._arrives(one)


async def settled(database: Database) -> Street:
    street = await street_on(database, NOW)
    version = street.door.settings.street.notice_version
    people = (ZHOU, REPORTER, STRANGE_STAFF)
    await street.add(*(Consent(person_id=who, notice_version=version, given_at=NOW) for who in people))
    async with street.door.database.write() as session:
        home = update(Person).where(Person.id.in_(people)).values(community_id=COMMUNITY, compound_id=1)
        await session.execute(home)
    return street


async def play(street: Street, talk: Callable[[Street, int], Talk]) -> None:
    """A wish and a complaint that grow side by side, a form left in the middle, a case that is accepted."""
    one, other, office = talk(street, REPORTER), talk(street, STRANGE_STAFF), talk(street, ZHOU)
    await one.say("想学用智能手机")
    await other.say("三单元楼道灯坏了")
    await one.say("每天下午有空")
    await other.say("晚上看不见路")
    await one.tap("确认提交")
    await other.tap("确认提交")
    await one.say("楼下垃圾没人收")
    await office.say("C-2026-000001")
    await office.tap("受理")
    await other.say("/my")


async def state(street: Street) -> dict[str, list[Any]]:
    """What is in the tables, but for ids that are drawn by lot."""
    looks = {
        "cases": select(Case.number, Case.words, Case.state, Case.supporters, Case.reporter_id).order_by(Case.id),
        "events": select(CaseEvent.case_id, CaseEvent.move, CaseEvent.actor_id).order_by(CaseEvent.id),
        "conversations": select(Conversation.chat_id, Conversation.state).order_by(Conversation.chat_id),
        "updates": select(Inbox.update_id, Inbox.done_at, Inbox.attempts).order_by(Inbox.update_id),
    }
    async with street.door.database.read() as session:
        found = {name: [tuple(row) for row in await session.execute(look)] for name, look in looks.items()}
        said = await session.execute(select(Outbox.chat_id, Outbox.notice, Outbox.message).order_by(Outbox.id))
        found["said"] = [(chat, notice, message.get("text")) for chat, notice, message in said]
    return found


async def test_delivered_three_times_shuffled_and_across_restarts_they_leave_what_once_leaves(
    either: Database, tmp_path: Any
) -> None:
    plain = await settled(Database(f"sqlite+aiosqlite:///{tmp_path}/once.sqlite"))
    await play(plain, Talk)
    again = await settled(either)
    dice, mail = Random(7), list[Received]()
    await play(again, partial(Repeated, mail=mail, dice=dice))
    await Repeated(again, REPORTER, mail=mail, dice=dice).again_of_all(len(mail))
    while await worker_of(again).drain():
        pass

    once, thrice = await state(plain), await state(again)
    await plain.door.database.close()
    await again.door.database.close()
    assert [row[0] for row in once["cases"]] == ["W-2026-000001", "C-2026-000001"]
    assert thrice == once


def tap(who: int, data: str, n: int) -> str:
    sender = {"id": who, "is_bot": False, "first_name": "某人"}
    message = {"message_id": 1, "date": 1, "chat": {"id": who, "type": "private"}, "text": "…"}
    query = {"id": f"t{n}", "from": sender, "chat_instance": "1", "data": data, "message": message}
    return json.dumps({"update_id": n, "callback_query": query})


async def test_twenty_taps_on_one_button_have_one_effect(either: Database) -> None:
    """Each is an update of its own; four workers take them up at the same time."""
    street = await settled(either)
    resident = Talk(street, REPORTER)
    await resident.say("想学用智能手机")
    await resident.tap("跳过")
    data = resident.data("确认提交")

    for n in range(20):
        await resident._arrives(Received(CHANNEL, n, REPORTER, "zh", tap(REPORTER, data, n)))
    while any(await asyncio.gather(*(worker_of(street).drain() for _ in range(4)))):
        pass

    async with street.door.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Case)) == 1
        answers = [message.get("answers") for message in await session.scalars(select(Outbox.message))]
    assert {f"t{n}" for n in range(20)} <= set(answers)
