"""The sender with a mouth that does as it is told: order, patience, and who is left alone."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.notices import Notice, Urgency
from services.notify import tell
from services.people import people
from services.ports import ChatMoved, Gone, TryLater
from tests.support.copies import street_copy
from tests.support.mouth import LATER, Post, Said, ScriptedMouth, push, reply, rows_for, sender, unsent
from tests.support.street import LI, OUTSIDER, WANG, Street, at


async def tell_wang(street: Street, notice: Notice, key: str, text: str) -> int:
    async with street.door.database.write() as session:
        return await tell(street.door.within(session).ctx, [WANG], notice, key, text=text)


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    street = await street_copy(tmp_path, at("2026-11-18"))
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
    rows = await rows_for(post.street, WANG)
    assert {row.sent_at for row in rows} == {at("2026-11-18")}
    # A routine push may be put off and said again: it keeps its ids and days. Of all else nothing stays.
    assert [row.message for row in rows] == [{"text": "摘要"}, {}, {}, {}]


async def test_a_failure_keeps_the_order_of_its_chat_and_holds_nobody_else(post: Post) -> None:
    post.mouth.refuses["一"] = [TryLater("network")] * 3
    await reply(post.street, WANG, "一", "二")
    await reply(post.street, LI, "早", "好")

    await post.deliver()
    first = list(post.mouth.said)
    await post.deliver_all()

    assert first == [Said(LI, "早"), Said(LI, "好")]
    assert post.mouth.heard(WANG) == ["一", "二"]


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
    post.mouth.refuses["一"] = [TryLater("server broken")] * 200
    await reply(post.street, WANG, "一", "二")

    await post.deliver_all()

    first, second = await rows_for(post.street, WANG)
    assert (first.attempts, first.sent_at, first.error) == (post.delivery.settings.attempts, None, "server broken")
    assert first.dead_at is not None
    assert second.sent_at is not None
    assert post.mouth.heard(WANG) == ["二"]


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

    away = await tell_wang(post.street, Notice.CASE_NEW, "away", "没听到")
    await post.street.run(WANG, people.set_blocked, False)
    back = await tell_wang(post.street, Notice.CASE_NEW, "back", "又听到了")
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
    await tell_wang(post.street, Notice.VISIT_DIGEST, "digest", "今天的走访")
    await tell_wang(post.street, Notice.CASE_DANGER, "danger", "着火")

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
