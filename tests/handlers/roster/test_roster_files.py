"""The roster in chat: what is offered to whom, what a card says, what is refused."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.notices import Notice
from handlers.desk import Reader
from handlers.notices import COMPOSERS, IN_STEPS
from models.audit import AccessLog
from models.outbox import Outbox
from scheduler.clerk import Clerk
from services.pictures import Book, Sheet
from services.ports import Message
from services.texts import speech
from tests.support.clerk import GOOD, ScriptedEar
from tests.support.keeping import people, put
from tests.support.roster_file import TablesHere, xlsx
from tests.support.street import COMMUNITY, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHOU, Street, at, street_in
from tests.support.talk import Talk, read, words

HOME = ("江南苑", "1号楼", "101")
DOCUMENT = {"file_id": "f", "file_unique_id": "u", "file_name": "居民.XLSX", "mime_type": "application/zip"}


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    made = await street_in(tmp_path, at("2026-11-23"))
    yield made
    await made.door.database.close()


async def opened(street: Street, who: int) -> Talk:
    talk = Talk(street, who)
    await talk.say("/start")
    await talk.tap("同意")
    await talk.tap_data("m:roster")
    return talk


async def pushed(street: Street, talk: Talk, content: bytes) -> Message:
    """What the clerk makes of the file, as it is said."""
    await Clerk(street.door, {"test": ScriptedEar([content])}, TablesHere(), lambda: None).work()
    return await hear(street, talk, Notice.ROSTER_FILE)


async def hear(street: Street, talk: Talk, notice: Notice) -> Message:
    async with street.door.database.read() as session:
        newest = select(Outbox.message).where(Outbox.notice == notice).order_by(Outbox.id.desc()).limit(1)
        values = (await session.scalars(newest)).one()
        act = await street.act_as(session, talk.person)
        reader = Reader(act, act.ctx.actor, speech("zh"))
        said: Message | None
        if notice in IN_STEPS:
            *steps, said = [step async for step in IN_STEPS[notice](reader, values)]
            talk.heard += steps
        else:
            said = await COMPOSERS[notice](reader, values)
    assert said is not None
    talk.heard.append(said)
    return said


async def test_a_file_is_shown_with_what_it_would_change_and_confirmed_by_one_tap(street: Street) -> None:
    talk = await opened(street, ZHOU)

    assert "收到，正在看" in read(await talk.send(document=DOCUMENT))
    shown = await pushed(street, talk, GOOD)
    assert "居民：新增 2，变更 0" in shown.text
    listed = await talk.tap("明细")
    assert isinstance(listed[0].sheet, Sheet)
    assert [row[2] for row in listed[0].sheet.rows][1:] == [
        "居民 张三（江南苑 1号楼 101室）",
        "居民 李四（江南苑 1号楼 101室）",
    ]
    assert "正在导入" in read(await talk.tap("导入"))
    assert "已经处理过了" in read(await talk.tap_data(talk.data("导入")))
    done = await pushed(street, talk, GOOD)
    assert "导入好了" in done.text
    async with street.door.database.read() as session:
        logged = {(one.actor_id, one.what) for one in await session.scalars(select(AccessLog))}
    assert logged == {(ZHOU, "roster_looked"), (ZHOU, "roster_put_in")}


async def test_bad_rows_stand_on_the_card_and_there_is_nothing_to_confirm(street: Street) -> None:
    talk = await opened(street, ZHOU)
    await talk.send(document=DOCUMENT)

    shown = await pushed(street, talk, xlsx(people(*((*HOME, f"张{n}", "123", None, None) for n in range(12)))))

    assert "要改的行：12" in shown.text
    assert "「居民」第 2 行 E 列（电话）：“123”不是电话号码" in shown.text
    assert "还有 4 行" in shown.text
    assert [row[0].text for row in shown.buttons] == ["明细（表格）", "不导入"]
    assert "什么都没有动" in read(await talk.tap("不导入"))


async def test_who_is_gone_is_asked_about(street: Street) -> None:
    await put(street, ZHOU, people((*HOME, "张三", None, None, None), (*HOME, "李四", None, None, None)))
    talk = await opened(street, ZHOU)
    await talk.send(document=DOCUMENT)

    shown = await pushed(street, talk, xlsx(people((*HOME, "张三", "13800000001", None, None))))

    assert [row[0].text for row in shown.buttons] == [
        "导入，表里没有的留着",
        "导入，并结束表里没有的 1 项",
        "明细（表格）",
        "不导入",
    ]


async def test_template_and_roster_come_by_a_tap_and_are_written_down(street: Street) -> None:
    await put(street, ZHOU, people((*HOME, "张三", None, None, None)))
    talk = await opened(street, ZHOU)

    template = await talk.tap("要一份模板")
    assert isinstance(template[0].sheet, Book)
    assert "正在准备" in read(await talk.tap("导出"))
    given = await hear(street, talk, Notice.ROSTER_GIVEN_OUT)

    assert isinstance(given.sheet, Book)
    assert [page.cells for page in given.sheet.pages if page.title == "居民"] == [
        (("长江社区", "江南苑", "1号楼", "101室", "张三", None, None, None),)
    ]
    async with street.door.database.read() as session:
        outs = (await session.scalars(select(AccessLog).where(AccessLog.what == "roster_given_out"))).all()
    assert [(one.actor_id, one.subject_id) for one in outs] == [(ZHOU, COMMUNITY)]


async def test_an_export_says_how_far_it_is_on_one_card(street: Street) -> None:
    await put(street, ZHOU, people((*HOME, "张三", None, None, None), (*HOME, "李四", None, None, None)))
    talk = await opened(street, ZHOU)
    await talk.tap("导出")
    begun = len(talk.heard) - 1

    await hear(street, talk, Notice.ROSTER_GIVEN_OUT)

    said = talk.heard[begun:]
    assert {one.card for one in said} == {"roster"}
    assert [one.text.partition("：")[2] for one in said[1:4]] == [
        "已经写了 8 行……",
        "已经写了 10 行……",
        "已经写了 10 行……",
    ]
    assert [one.sheet is not None for one in said] == [False] * 4 + [True]


async def test_whose_role_has_ended_meanwhile_is_told_on_the_card(street: Street) -> None:
    """Bug: the card went on saying that the file was being looked at."""
    talk = await opened(street, ZHOU)
    await talk.send(document=DOCUMENT)
    await talk.tap_data("m:roster")
    await talk.tap("导出")
    await street.end_role(ZHOU, date(2026, 11, 1))

    refused = await pushed(street, talk, GOOD)
    nothing = await hear(street, talk, Notice.ROSTER_GIVEN_OUT)

    assert (refused.card, "您现在不管花名册了" in refused.text, refused.buttons) == ("roster-file:1", True, ())
    assert (nothing.card, "没有给您" in nothing.text, nothing.sheet) == ("roster", True, None)


async def test_the_street_chooses_a_community_and_sees_no_care(street: Street) -> None:
    talk = await opened(street, WU)

    chosen = await talk.tap("导出")
    assert [row[0].text for row in chosen[0].buttons] == ["长江社区", "别的社区"]
    await talk.tap("长江社区")
    given = await hear(street, talk, Notice.ROSTER_GIVEN_OUT)

    assert isinstance(given.sheet, Book)
    assert "重点人群" not in [page.title for page in given.sheet.pages]


async def test_what_is_left_open(street: Street) -> None:
    await put(street, ZHOU, {"网格员": [("网格员", "电话", "网格"), ("孙六", "13900000001", "1网格")]})
    talk = await opened(street, ZHOU)

    card = await talk.tap("还没办妥的")
    assert "还没进来聊天的网格员（收不到提醒，请用“邀请”请进来）：1" in words(card[0])
    assert "孙六 一网格" in words(card[0])
    table = await talk.tap("明细")
    assert isinstance(table[0].sheet, Sheet)
    assert "要一份模板" in read(await talk.tap("回到花名册"))


@pytest.mark.parametrize("who", [OUTSIDER, WANG])
async def test_nobody_else_gets_anything(street: Street, who: int) -> None:
    talk = await opened(street, who)

    refused = [
        *await talk.send(document=DOCUMENT),
        *[
            said
            for do in ("template", "communities", "matters", "matters_list")
            for said in await talk.tap_data(f"rf:{do}:0")
        ],
        *await talk.tap_data(f"rf:export:{COMMUNITY}"),
        *await talk.tap_data("rf:list:1"),
        *await talk.tap_data("rf:put:1"),
    ]

    assert all(message.sheet is None and not message.buttons for message in refused)
    async with street.door.database.read() as session:
        assert (await session.scalars(select(AccessLog))).all() == []


async def test_another_communitys_officer_takes_nothing_out_of_this_one(street: Street) -> None:
    await put(street, ZHOU, people((*HOME, "张三", None, None, None)))
    talk = await opened(street, STRANGE_STAFF)

    await talk.tap_data(f"rf:export:{COMMUNITY}")
    await talk.send(document=DOCUMENT)
    shown = await pushed(street, talk, GOOD)

    assert "没有“江南苑”这个小区" in shown.text
    async with street.door.database.read() as session:
        assert (await session.scalars(select(Outbox).where(Outbox.notice == Notice.ROSTER_GIVEN_OUT))).all() == []
