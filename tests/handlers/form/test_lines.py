"""A card to confirm has three to six buttons: the category is corrected by one tap, every other line by two."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import update

from models.people import Person
from services.ports import Message
from tests.support.cases import REPORTER
from tests.support.copies import street_copy
from tests.support.street import COMMUNITY, WANG, Street, at
from tests.support.talk import Talk


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    async with street.door.database.write() as session:
        at_home = update(Person).where(Person.id == REPORTER)
        await session.execute(at_home.values(community_id=COMMUNITY, compound_id=1))
    yield street
    await street.door.database.close()


@pytest.fixture
def talk(street: Street) -> Talk:
    return Talk(street, REPORTER)


def card(said: list[Message]) -> Message:
    (found,) = [message for message in said if (message.card or "").startswith("form:")]
    return found


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def to_the_card(talk: Talk) -> Message:
    await talk.say("楼道灯坏了")
    return card(await talk.tap("跳过"))


async def test_the_lines_are_changed_in_the_place_of_the_card(talk: Talk) -> None:
    folded = await to_the_card(talk)
    unfolded = card(await talk.tap("改别的"))

    assert labels(folded) == ["确认提交", "改类别", "改别的", "匿名提交", "退一步", "不填了"]
    assert labels(unfolded) == ["改内容", "改类型", "改地点", "加照片", "退一步", "不填了"]
    assert (unfolded.card, unfolded.text) == (folded.card, f"{folded.text}\n\n要改哪一样？")
    assert labels(card(await talk.tap("退一步"))) == labels(folded)


async def test_what_is_sent_while_the_lines_are_open_is_heard_and_leads_back_to_the_card(talk: Talk) -> None:
    await to_the_card(talk)
    await talk.tap("改别的")
    shown = card(await talk.say("三单元"))
    assert "内容：楼道灯坏了\n三单元" in shown.text
    assert labels(shown)[0] == "确认提交"


async def test_who_was_written_down_for_somebody_is_changed_by_one_tap(street: Street) -> None:
    worker = Talk(street, WANG)
    await worker.tap_data("m:behalf")
    await worker.say("楼道灯坏了")
    await worker.tap("江南苑")
    folded = card(await worker.say("张阿姨 13800000000"))
    unfolded = card(await worker.tap("改别的"))

    assert labels(folded) == ["确认提交", "改类别", "改别的", "改称呼电话", "退一步", "不填了"]
    assert labels(unfolded) == ["改内容", "改类型", "改地点", "加照片", "退一步", "不填了"]
