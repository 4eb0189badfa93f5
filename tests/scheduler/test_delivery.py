"""The sender with a mouth that does as it is told: order, patience, and what is said again."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.notices import Notice, Urgency
from models.outbox import Card
from models.people import Chat
from scheduler.delivery import Delivery
from services import people
from services.notify import tell
from services.ports import ChatMoved, Gone, Message, TryLater
from tests.support.mouth import Said, ScriptedMouth, push, reply, rows_for, sender, unsent
from tests.support.street import LI, OUTSIDER, WANG, ZHOU, Street, at, street_in

LATER = timedelta(minutes=10)


@dataclass
class Post:
    """The street, its sender, and the mouth it speaks with."""

    street: Street
    delivery: Delivery
    mouth: ScriptedMouth

    async def deliver(self, after: timedelta = timedelta()) -> int:
        self.street.clock.moment += after
        return await self.delivery.deliver()

    async def deliver_all(self, most: int = 40) -> None:
        """Rounds, each long after the one before, until nothing waits."""
        for _ in range(most):
            await self.deliver(LATER)
            if not await unsent(self.street):
                return
        raise AssertionError(f"still waiting: {await unsent(self.street)}")

    async def chat(self, id_: int) -> Chat:
        async with self.street.door.database.read() as session:
            return await session.get_one(Chat, id_)

    async def cards(self, chat: int) -> dict[str, int]:
        async with self.street.door.database.read() as session:
            rows = await session.execute(select(Card.name, Card.message_id).where(Card.chat_id == chat))
            return dict(rows.all())


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    street = await street_in(tmp_path, at("2026-11-18"))
    mouth = ScriptedMouth()
    yield Post(street, sender(street, mouth, tmp_path), mouth)
    await street.door.database.close()


async def test_nothing_to_say_is_no_work(post: Post) -> None:
    assert await post.deliver() == 0


async def test_a_chat_hears_in_order_and_danger_first(post: Post) -> None:
    await push(post.street, WANG, Urgency.ROUTINE, text="摘要")
    await reply(post.street, WANG, "一", "二")
    await push(post.street, WANG, Urgency.DANGER, text="着火")

    assert await post.deliver() == 1

    assert post.mouth.said == [Said(WANG, "着火"), Said(WANG, "一"), Said(WANG, "二"), Said(WANG, "摘要")]
    assert [(row.sent_at, row.message) for row in await rows_for(post.street, WANG)] == [(at("2026-11-18"), {})] * 4


async def test_a_failure_keeps_the_order_of_its_chat_and_holds_nobody_else(post: Post) -> None:
    post.mouth.refuses["一"] = [TryLater("network")] * 3
    await reply(post.street, WANG, "一", "二")
    await reply(post.street, LI, "早", "好")

    await post.deliver()
    first = list(post.mouth.said)
    await post.deliver_all()

    assert first == [Said(LI, "早"), Said(LI, "好")]
    assert post.mouth.heard(WANG) == ["一", "二"]


async def test_what_came_before_the_failure_is_not_said_again(post: Post) -> None:
    post.mouth.refuses["二"] = [TryLater("network")]
    await reply(post.street, WANG, "一", "二", "三")

    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["一", "二", "三"]


async def test_retry_after_holds_that_one_chat_for_as_long_as_it_says(post: Post) -> None:
    post.mouth.refuses["一"] = [TryLater("too many requests", after=35)]
    await reply(post.street, WANG, "一")
    await reply(post.street, LI, "早")

    await post.deliver()
    assert post.mouth.said == [Said(LI, "早")]
    assert await post.deliver(timedelta(seconds=34)) == 0
    assert await post.deliver(timedelta(seconds=1)) == 1

    assert post.mouth.heard(WANG) == ["一"]


async def test_the_pause_doubles_up_to_the_longest(post: Post) -> None:
    post.mouth.refuses["一"] = [TryLater("network")] * 9
    await reply(post.street, WANG, "一")
    pauses = []
    for _ in range(9):
        await post.deliver()
        until = (await post.chat(WANG)).sending_until
        assert until is not None
        pauses.append((until - post.street.clock.now()).total_seconds())
        post.street.clock.moment = until

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert await post.deliver() == 1
    assert post.mouth.heard(WANG) == ["一"]


async def test_what_cannot_go_dies_after_its_tries_and_lets_the_next_pass(post: Post) -> None:
    post.mouth.refuses["一"] = [TryLater("server broken")] * 99
    await reply(post.street, WANG, "一", "二")

    await post.deliver_all()

    first, second = await rows_for(post.street, WANG)
    assert (first.attempts, first.sent_at, first.error) == (post.delivery.settings.attempts, None, "server broken")
    assert first.dead_at is not None
    assert second.sent_at is not None
    assert post.mouth.heard(WANG) == ["二"]


@pytest.mark.parametrize(
    ("urgency", "times"), [(Urgency.DANGER, 2), (Urgency.REPLY, 2), (Urgency.PUSH, 2), (Urgency.ROUTINE, 1)]
)
async def test_an_unknown_outcome_is_repeated_unless_it_is_routine(post: Post, urgency: Urgency, times: int) -> None:
    """It had arrived, but nobody could know."""
    post.mouth.dies["走访"] = [TryLater("timed out", unknown=True)]
    await push(post.street, WANG, urgency, text="走访")
    await reply(post.street, WANG, "您好")

    await post.deliver_all()

    assert sorted(post.mouth.heard(WANG)) == sorted(["走访"] * times + ["您好"])
    assert (await rows_for(post.street, WANG))[0].dead_at == (None if times == 2 else at("2026-11-18") + LATER)


async def test_a_routine_push_that_never_left_is_tried_again(post: Post) -> None:
    post.mouth.refuses["走访"] = [TryLater("network", unknown=False)]
    await push(post.street, WANG, Urgency.ROUTINE, text="走访")

    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["走访"]


async def test_who_blocked_the_bot_is_left_alone_and_nobody_else(post: Post) -> None:
    post.mouth.refuses["一"] = [Gone("bot was blocked by the user")]
    await reply(post.street, WANG, "一", "二")
    await push(post.street, WANG, text="有新诉求")
    await reply(post.street, LI, "早")

    await post.deliver()

    assert post.mouth.said == [Said(LI, "早")]
    assert [(row.dead_at, row.error) for row in await rows_for(post.street, WANG)] == [
        (at("2026-11-18"), "bot was blocked by the user")
    ] * 3
    assert (await post.chat(WANG)).blocked_at == at("2026-11-18")
    assert await unsent(post.street) == []


async def test_who_blocked_the_bot_is_pushed_to_again_after_coming_back(post: Post) -> None:
    post.mouth.refuses["一"] = [Gone("bot was blocked by the user")]
    await reply(post.street, WANG, "一")
    await post.deliver()

    away = await post.street.run(ZHOU, tell, [WANG], Notice.CASE_NEW, "away", text="没听到")
    await post.street.run(WANG, people.set_blocked, False)
    back = await post.street.run(ZHOU, tell, [WANG], Notice.CASE_NEW, "back", text="又听到了")
    await post.deliver()

    assert (away, back) == (0, 1)
    assert post.mouth.heard(WANG) == ["又听到了"]


async def test_a_push_that_can_never_be_rendered_dies_after_three_tries_and_harms_nobody(post: Post) -> None:
    await push(post.street, WANG, Urgency.DANGER, bug="坏了")
    await push(post.street, WANG, text="有新诉求")
    await push(post.street, LI, text="有新诉求")

    await post.deliver()
    assert post.mouth.said == [Said(LI, "有新诉求")]
    await post.deliver_all()

    broken = (await rows_for(post.street, WANG))[0]
    assert (broken.attempts, broken.error) == (3, "KeyError")
    assert broken.dead_at == at("2026-11-18") + 2 * LATER
    assert post.mouth.heard(WANG) == ["有新诉求"]


async def test_nothing_left_to_tell_counts_as_said(post: Post) -> None:
    await push(post.street, WANG)

    await post.deliver()

    assert post.mouth.said == []
    assert (await rows_for(post.street, WANG))[0].sent_at == at("2026-11-18")


async def test_a_card_is_said_once_and_changed_ever_after(post: Post) -> None:
    await reply(post.street, WANG, Message(text="填写中", card="form:1"), Message(text="收到了", card="form:1"))
    await reply(post.street, LI, Message(text="别人的", card="form:1"))
    await post.deliver()
    await reply(post.street, WANG, Message(text="办好了", card="form:1"))
    await post.deliver()

    assert [said for said in post.mouth.said if said.to == WANG] == [
        Said(WANG, "填写中"),
        Said(WANG, "收到了", card=1),
        Said(WANG, "办好了", card=1),
    ]


async def test_a_fresh_card_moves_to_the_bottom(post: Post) -> None:
    await reply(post.street, WANG, Message(text="菜单", card="menu"))
    await reply(post.street, WANG, Message(text="菜单在下面", card="menu", fresh=True))
    await reply(post.street, WANG, Message(text="菜单变了", card="menu"))

    await post.deliver()

    assert post.mouth.said[1:] == [
        Said(WANG, "菜单在下面", card=1, fresh=True),
        Said(WANG, "菜单变了", card=2),
    ]
    assert await post.cards(WANG) == {"menu": 2}


async def test_a_card_before_a_failure_is_remembered(post: Post) -> None:
    post.mouth.refuses["二"] = [TryLater("network")]
    await reply(post.street, WANG, Message(text="一", card="menu"), "二", Message(text="三", card="menu"))

    await post.deliver_all()

    assert post.mouth.said == [Said(WANG, "一"), Said(WANG, "二"), Said(WANG, "三", card=1)]


async def test_a_crash_between_saying_and_writing_down_repeats_only_what_was_in_flight(post: Post) -> None:
    post.mouth.dies["二"] = [asyncio.CancelledError()]
    await reply(post.street, WANG, "一", "二", "三")
    with pytest.raises(asyncio.CancelledError):
        await post.deliver()

    assert await post.deliver() == 0  # the lease of the sender that died
    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["一", "二", "一", "二", "三"]


async def test_an_error_after_saying_repeats_that_one_message(post: Post) -> None:
    post.mouth.dies["二"] = [OSError("disk full")]
    await reply(post.street, WANG, "一", "二", "三")

    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["一", "二", "二", "三"]


async def test_a_moved_chat_hears_under_its_new_id(post: Post) -> None:
    post.mouth.refuses["一"] = [ChatMoved(-100_900)]
    await reply(post.street, WANG, "一", "二")

    await post.deliver()
    await post.deliver()

    assert post.mouth.said == [Said(-100_900, "一"), Said(-100_900, "二")]
    assert (await post.chat(WANG)).external_id == -100_900


async def test_a_chat_that_moved_to_one_that_is_known_harms_nobody(post: Post) -> None:
    """The new chat has often written before the old one is spoken to."""
    post.mouth.refuses["一"] = [ChatMoved(OUTSIDER)]
    await reply(post.street, WANG, "一", "二")
    await reply(post.street, LI, "早")

    await post.deliver()
    await post.deliver_all()

    assert post.mouth.said == [Said(LI, "早"), Said(OUTSIDER, "一"), Said(OUTSIDER, "二")]


@pytest.mark.parametrize(
    ("said_at", "heard_at"),
    [
        (at("2026-11-18", "22:00"), at("2026-11-19", "07:30")),
        (at("2026-11-18", "05:00"), at("2026-11-18", "07:30")),
        (at("2026-11-18", "12:00"), at("2026-11-18", "12:00")),
    ],
)
async def test_routine_waits_for_the_end_of_the_quiet_hours(post: Post, said_at: datetime, heard_at: datetime) -> None:
    post.street.clock.moment = said_at
    await post.street.run(ZHOU, tell, [WANG], Notice.VISIT_DIGEST, "digest", text="今天的走访")
    await post.street.run(ZHOU, tell, [WANG], Notice.CASE_DANGER, "danger", text="着火")

    await post.deliver()
    post.street.clock.moment = heard_at - timedelta.resolution
    await post.deliver()
    early = post.mouth.heard(WANG)
    post.street.clock.moment = heard_at
    await post.deliver()

    assert early == (["着火"] if heard_at > said_at else ["着火", "今天的走访"])
    assert post.mouth.heard(WANG) == ["着火", "今天的走访"]


async def test_a_channel_that_is_not_served_here_is_tried_later(post: Post) -> None:
    post.delivery.mouths = {}
    await reply(post.street, WANG, "一")

    await post.deliver()

    (row,) = await rows_for(post.street, WANG)
    assert (row.attempts, row.sent_at, row.dead_at) == (1, None, None)


async def test_one_chats_backlog_keeps_nobody_waiting(post: Post) -> None:
    """Its line is cut: nobody waits for more than a few of its messages, and its lease holds until the end of them."""
    await reply(post.street, WANG, *[f"{n}" for n in range(100)])
    await push(post.street, LI, text="有新诉求")

    await post.deliver()

    assert post.mouth.heard(LI) == ["有新诉求"]
    assert post.mouth.heard(WANG) == [f"{n}" for n in range(20)]
    await post.deliver_all()
    assert post.mouth.heard(WANG) == [f"{n}" for n in range(100)]


async def test_a_slow_line_stops_before_its_lease_is_over(post: Post) -> None:
    """Whoever takes the chat over next would say the rest a second time."""
    slow = timedelta(seconds=post.delivery.settings.lease_seconds / 3)

    def take_long(text: str) -> None:
        post.street.clock.moment += slow

    post.mouth.before = take_long
    await reply(post.street, WANG, "一", "二", "三", "四", "五")

    began = post.street.clock.now()
    await post.deliver()
    took = post.street.clock.now() - began

    assert took < timedelta(seconds=post.delivery.settings.lease_seconds)
    await post.deliver_all()
    assert post.mouth.heard(WANG) == ["一", "二", "三", "四", "五"]
