"""A worker writes down what somebody says; later that somebody types their number at the page, the worker knows them,
and the case is theirs to follow and to rate."""

from sqlalchemy import select

from models.audit import AccessLog
from models.case import Case, CaseEvent
from tests.stories.test_resident import number_in
from tests.support.house import House
from webchat.person import Person

NUMBER = "138 0000 0000"


async def file_for_somebody(worker: Person) -> str:
    await worker.say("/start")
    await worker.hears("家门口")
    await worker.tap("替居民登记")
    await worker.hears("居民说的是什么事")
    await worker.say("楼道灯坏了")
    asked = await worker.hears("在哪儿")
    spot = next(label for label in worker.buttons(asked) if "不写小区" in label)
    await worker.tap(spot)
    await worker.hears("怎么称呼、电话多少")
    await worker.say(f"张阿姨 {NUMBER}")
    await worker.hears("联系人：张阿姨，13800000000")
    await worker.tap("确认提交")
    return number_in((await worker.hears("按“受理问题跟踪办”办"))["text"])


async def type_number(person: Person, number: str) -> None:
    await person.say("/language")
    await person.hears("换一种语言")
    await person.tap("绑定手机号，看替我登记的事")
    await person.hears("绑定手机号就能自己看进展")
    await person.send_contact(number)
    await person.hears("我请他们认一认")


async def test_a_typed_number_is_linked_once_the_worker_knows_the_person(house: House) -> None:
    resident, worker, officer, street = [await house.person(k) for k in ("resident", "worker", "officer", "street")]
    number = await file_for_somebody(worker)
    await type_number(resident, "+8613800000000")
    await worker.hears(f"{number} 是当面登记的", ever=True)
    await worker.tap("看联系方式")
    await worker.hears("联系人：张阿姨，13800000000")
    await worker.tap("是这位居民")
    await worker.hears(f"{number} 转到这位居民名下了")
    await resident.hears("1 件事转到了您名下")

    await resident.say(number)
    assert "系统：转到了诉求人名下" in (await resident.hears("现在：已提交"))["text"]
    later = await file_for_somebody(worker)
    await resident.hears("1 件事转到了您名下")

    await street.say(number)
    theirs = await street.hears("现在：已提交")
    assert "看联系方式" not in street.buttons(theirs)
    await officer.say(number)
    theirs = await officer.hears("现在：已提交")
    assert "看联系方式" in officer.buttons(theirs)
    await _the_house_wrote_down(house, [number, later])


async def _the_house_wrote_down(house: House, numbers: list[str]) -> None:
    async with house.app.door.database.read() as session:
        cases = (await session.scalars(select(Case).where(Case.number.in_(numbers)).order_by(Case.id))).all()
        links = select(CaseEvent.case_id).where(CaseEvent.move == "link").order_by(CaseEvent.case_id)
        looks = select(AccessLog.subject_id).where(AccessLog.what == "case_contact")
        assert list(await session.scalars(links)) == [case.id for case in cases]
        assert list(await session.scalars(looks)) == [cases[0].id]
    assert len({case.reporter_id for case in cases} - {None}) == 1


async def test_a_number_of_somebody_whom_the_worker_does_not_know_links_nothing(house: House) -> None:
    rider, worker = await house.person("rider"), await house.person("worker")
    number = await file_for_somebody(worker)
    await type_number(rider, NUMBER)
    await worker.hears(f"{number} 是当面登记的", ever=True)
    await worker.tap("不是")
    await worker.hears(f"没有转，{number} 照旧")

    await rider.hears("没有认出您")
    await rider.say(number)
    await rider.hears("没有找到")
