"""The sender: cards that change, and what is said again after an outcome that nobody knows, or a crash."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.notices import Urgency
from services.ports import Message, TryLater
from tests.support.copies import street_copy
from tests.support.mouth import LATER, Post, Said, ScriptedMouth, push, reply, rows_for, sender
from tests.support.street import LI, WANG, at


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    mouth = ScriptedMouth()
    yield Post(street, sender(street, mouth, tmp_path), mouth)
    await street.door.database.close()


async def test_what_came_before_the_failure_is_not_said_again(post: Post) -> None:
    post.mouth.refuses["二"] = [TryLater("network")]
    await reply(post.street, WANG, "一", "二", "三")

    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["一", "二", "三"]


@pytest.mark.parametrize(
    ("urgency", "times"), [(Urgency.DANGER, 2), (Urgency.REPLY, 2), (Urgency.PUSH, 2), (Urgency.ROUTINE, 1)]
)
async def test_an_unknown_outcome_is_repeated_unless_it_is_routine(post: Post, urgency: Urgency, times: int) -> None:
    """It had arrived, but nobody could know."""
    post.mouth.dies["走访"] = [TryLater("timed out", unknown=True)]
    await push(post.street, WANG, urgency, text="走访")
    await reply(post.street, WANG, "您好")

    await post.deliver_all()

    again = ["（这条刚才可能已经发过一遍）\n走访"] * (times - 1)
    assert sorted(post.mouth.heard(WANG)) == sorted(["走访", *again, "您好"])
    assert (await rows_for(post.street, WANG))[0].dead_at == (None if times == 2 else at("2026-11-18") + LATER)


async def test_a_routine_push_that_never_left_is_tried_again(post: Post) -> None:
    post.mouth.refuses["走访"] = [TryLater("network", unknown=False)]
    await push(post.street, WANG, Urgency.ROUTINE, text="走访")

    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["走访"]


async def test_a_card_is_said_once_and_changed_ever_after(post: Post) -> None:
    await reply(post.street, WANG, Message(text="填写中", card="form:1"), Message(text="收到了", card="form:1"))
    await reply(post.street, LI, Message(text="别人的", card="form:1"))
    await post.deliver()
    await reply(post.street, WANG, Message(text="办好了", card="form:1"))
    await post.deliver()

    first = post.mouth.said.index(Said(WANG, "填写中")) + 1  # who of several chats hears first is left open
    assert [said for said in post.mouth.said if said.to == WANG] == [
        Said(WANG, "填写中"),
        Said(WANG, "收到了", card=first),
        Said(WANG, "办好了", card=first),
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


async def test_a_crash_repeats_no_routine_push_and_leaves_it_to_staff(post: Post) -> None:
    """Nobody knows whether it arrived; what was claimed and not come to is given up with it."""
    post.mouth.dies["走访"] = [asyncio.CancelledError()]
    await push(post.street, WANG, Urgency.ROUTINE, text="走访")
    await reply(post.street, WANG, "您好")
    with pytest.raises(asyncio.CancelledError):
        await post.deliver()

    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["您好", "走访", "您好"]
    assert [(row.error, row.dead_at is None) for row in await rows_for(post.street, WANG)] == [
        ("nobody knows whether it arrived", False),
        (None, True),
    ]


async def test_a_routine_push_behind_a_failure_is_said_later_and_once(post: Post) -> None:
    post.mouth.refuses["您好"] = [TryLater("network")]
    await reply(post.street, WANG, "您好")
    await push(post.street, WANG, Urgency.ROUTINE, text="走访")

    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["您好", "走访"]


async def test_an_error_after_saying_repeats_that_one_message(post: Post) -> None:
    post.mouth.dies["二"] = [OSError("disk full")]
    await reply(post.street, WANG, "一", "二", "三")

    await post.deliver_all()

    assert post.mouth.heard(WANG) == ["一", "二", "二", "三"]


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
