"""The desk's own moves, played over HTTP: assigned, passed on, held, asked, merged, raced for."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from domain.roles import Role
from models.people import Chat, RoleHeld
from models.places import Unit
from services.seed.cast import BY_KEY, CHANNEL
from tests.stories.test_desk import not_solved, resolve_and_check
from tests.stories.test_resident import file_complaint, number_in
from tests.support.house import House
from webchat.person import Person


@pytest.fixture
async def colleague(house: House) -> AsyncIterator[Person]:
    """The barber of the demo is hired as a worker of the community's first grid that is not the cast worker's."""
    async with house.app.door.database.write() as session:
        person = select(Chat.person_id).where(Chat.channel == CHANNEL)
        barber = await session.scalar(person.where(Chat.external_id == BY_KEY["merchant"].external_id))
        worker = await session.scalar(person.where(Chat.external_id == BY_KEY["worker"].external_id))
        taken = select(RoleHeld.unit_id).where(RoleHeld.person_id == worker, RoleHeld.role == Role.GRID_WORKER)
        theirs = await session.scalar(taken)
        community = (await session.get_one(Unit, theirs)).parent_id
        grids = select(Unit).where(Unit.kind == "grid", Unit.parent_id == community, Unit.id != theirs)
        grid = (await session.scalars(grids.order_by(Unit.id))).first()
        assert barber is not None
        assert grid is not None
        held = await session.scalar(select(RoleHeld).where(RoleHeld.person_id == worker))
        assert held is not None
        session.add(RoleHeld(person_id=barber, role=Role.GRID_WORKER, unit_id=grid.id, starts_on=held.starts_on))
    yield await house.person("merchant")


async def file_once_more(resident: Person, words: str) -> str:
    """They are shown that it is reported already, and insist."""
    await resident.say(words)
    await resident.hears("在什么地方")
    await resident.tap("跳过")
    await resident.hears("您遇到的是同一件吗")
    await resident.tap("都不是，继续提交")
    await resident.hears("请您看看对不对")
    await resident.tap("确认提交")
    return number_in((await resident.hears("收到了，编号"))["text"])


async def accept(worker: Person, number: str) -> None:
    await worker.hears(f"有新的诉求 {number}")
    await worker.tap("受理")
    await worker.hears("现在：已受理")


async def test_the_officer_assigns_a_case_to_another_grids_worker_who_resolves_it(
    house: House, colleague: Person
) -> None:
    resident, officer = await house.person("resident"), await house.person("officer")
    number = await file_complaint(resident, "三单元楼道灯坏了")
    await officer.say(number)
    await officer.hears("现在：已提交")

    await officer.tap("派人")
    await officer.hears("派给谁")
    await officer.tap(officer.button("孙甲戌"))

    await officer.hears("派了人：孙甲戌")
    await colleague.hears(f"{number} 派给您办了")
    said = await resident.hears("有进展：社区派了人")
    assert "孙甲戌" not in said["text"]
    await colleague.tap("开始办理")
    await colleague.hears("现在：办理中")
    await resolve_and_check(colleague, officer)
    await resident.hears("您看解决了吗")


async def test_a_worker_passes_a_case_on_and_has_it_no_more(house: House, colleague: Person) -> None:
    resident, worker = await house.person("resident"), await house.person("worker")
    number = await file_complaint(resident, "三单元楼道灯坏了")
    await accept(worker, number)

    await worker.tap("更多")
    await worker.hears(lambda message: "转给别的网格" in str(message))
    await worker.tap("转给别的网格")
    await worker.hears("转给哪个网格")
    await worker.tap(worker.buttons()[0])
    await worker.hears("为什么转走")
    await worker.say("灯在前面那个网格")
    await worker.hears("转到：")
    await worker.tap("确认提交")

    await worker.hears("已记下：转到别的网格")
    await colleague.hears(f"有新的诉求 {number}")
    assert "灯在前面那个网格" in (await resident.hears("有进展：网格员转到别的网格"))["text"]
    await worker.say(number)
    await worker.hears("没有找到")


async def test_a_case_waits_until_a_typed_day_and_goes_on(house: House) -> None:
    resident, worker = await house.person("resident"), await house.person("worker")
    number = await file_complaint(resident, "三单元楼道灯坏了")
    await accept(worker, number)
    await worker.tap("开始办理")
    await worker.hears("现在：办理中")
    await worker.tap("更多")
    await worker.hears(lambda message: "挂起" in str(message))

    await worker.tap("挂起")
    await worker.hears("等到哪天")
    await worker.say("去年")
    await worker.hears("这个日子我没看懂")
    await worker.say("2026-11-27前")
    await worker.hears("在等什么")
    await worker.say("等配件")
    await worker.hears("等到：11月27日 周五")
    await worker.tap("确认提交")

    await worker.hears("挂起，等到11月27日 周五")
    await resident.hears("有进展：网格员挂起了：11月27日 周五")
    await worker.tap("继续办理")
    await worker.hears("现在：办理中")


async def test_the_reporter_is_asked_and_answers(house: House) -> None:
    resident, worker = await house.person("resident"), await house.person("worker")
    number = await file_complaint(resident, "楼道灯坏了")
    await accept(worker, number)
    await worker.tap("更多")
    await worker.hears(lambda message: "问诉求人" in str(message))
    await worker.tap("问诉求人")
    await worker.hears("您想问诉求人什么")
    await worker.say("是几单元？")
    await worker.hears("说明：是几单元？")
    await worker.tap("确认提交")

    asked = await resident.hears("网格员想问您")
    assert "是几单元？" in asked["text"]
    await resident.tap("回答")
    await resident.hears(number)
    await resident.say("三单元")
    await resident.hears(f"给 {number} 补充")
    await resident.tap("确认提交")
    await resident.hears("补充了")
    await worker.say(number)
    assert "三单元" in (await worker.hears("诉求人：补充了"))["text"]


async def test_two_reports_of_one_thing_are_merged_and_taken_apart(house: House) -> None:
    resident, worker, elderly = [await house.person(key) for key in ("resident", "worker", "elderly")]
    first = await file_complaint(resident, "三单元楼道灯坏了")
    await accept(worker, first)
    second = await file_once_more(resident, "楼道里灯不亮，看不见")
    await worker.hears(f"有新的诉求 {second}")
    await worker.tap("更多")
    await worker.hears(lambda message: "其他" in str(message))
    await worker.tap("其他")
    await worker.hears(lambda message: "并入另一件" in str(message))

    await worker.tap("并入另一件")
    await worker.hears("是同一件事")
    await worker.say(second)
    await worker.hears("这就是同一件")
    await worker.say(first)
    await worker.hears(f"并入：{first}")
    await worker.tap("确认提交")

    await worker.hears("现在：已并入另一件")
    await resident.hears(f"和 {first} 是同一件事")
    await worker.tap("拆分出来")
    await worker.hears("为什么要把")
    await worker.say("不是一处")
    await worker.hears("说明：不是一处")
    await worker.tap("确认提交")
    await worker.hears("现在：已提交，等受理")
    await elderly.say(first)
    await elderly.hears("没有找到")


async def test_of_two_who_tap_at_once_the_second_reads_who_came_first(house: House) -> None:
    resident, worker, officer = [await house.person(key) for key in ("resident", "worker", "officer")]
    number = await file_complaint(resident, "楼道灯坏了")
    await officer.say(number)
    await officer.hears("现在：已提交")
    await accept(worker, number)

    answer = await officer.answered(await officer.tap("受理"))

    assert f"刚刚已由网格员受理了，{number} 没有重复改动" in answer["text"]
    await officer.hears("现在：已受理")


async def test_the_street_takes_over_what_was_not_solved_a_third_time(house: House) -> None:
    resident, worker, officer, street = [await house.person(key) for key in ("resident", "worker", "officer", "street")]
    number = await file_complaint(resident, "楼道灯坏了")
    await accept(worker, number)
    await worker.tap("开始办理")
    await worker.hears("现在：办理中")
    for _ in range(2):
        await resolve_and_check(worker, officer)
        await not_solved(resident)
        await worker.hears("有变化，请看一看")
    await resolve_and_check(worker, officer)
    await not_solved(resident)
    await street.hears("重办了两次还没有解决，请街道接办")

    await street.tap("街道接办")
    await street.hears("街道准备怎么办")
    await street.say("明天街道派电工")
    await street.hears("说明：明天街道派电工")
    await street.tap("确认提交")

    await street.hears("这件现在由街道直接负责")
    assert "明天街道派电工" in (await resident.hears("有进展：街道由街道接办"))["text"]


async def test_the_queue_and_the_search_lead_to_a_case(house: House) -> None:
    resident, worker = await house.person("resident"), await house.person("worker")
    number = await file_complaint(resident, "青石板路上的灯坏了")
    await worker.hears(f"有新的诉求 {number}")

    await worker.say("/find 青石板路 已提交")
    await worker.hears("找到的诉求")
    assert [text for text in worker.buttons() if text.startswith(number)]
    await worker.say("/find")
    await worker.hears("您想找什么")
    await worker.say("没有这样的话")
    await worker.hears("没有找到“没有这样的话”")
    await worker.say(number.replace("-", "－").lower())
    await worker.hears("青石板路上的灯坏了")
    await worker.say("/start")
    await worker.hears("您要办什么")
    await worker.tap("待办的诉求")
    await worker.hears("最急的在前面")
