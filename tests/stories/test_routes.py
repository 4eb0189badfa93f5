"""Each of the five handling routes, from the words to the rating."""

import pytest
from sqlalchemy import select

from domain.case_flow import CaseState, HandlingRoute
from models.case import Case, CaseRating
from tests.stories.test_desk import resolve_and_check
from tests.stories.test_resident import number_in
from tests.support.house import House
from webchat.person import Person

# route                 what a resident says, and the category that it is filed under
SAID = {
    HandlingRoute.ON_SPOT: ("厨房漏气了，一股煤气味", None),
    HandlingRoute.PROXY: ("低保怎么申请，想请人帮忙代办", "政策咨询"),
    HandlingRoute.PROACTIVE: ("楼前垃圾桶满了，脏乱差没人清", "市容环境"),
    HandlingRoute.TRACKED: ("三单元楼道灯坏了", "公用设施"),
    HandlingRoute.JOINT: ("楼上楼下为漏水吵架，请人来调解邻里矛盾", "邻里"),
}


async def file_as(resident: Person, words: str, category: str | None) -> str:
    """In danger nobody is asked anything first; else three taps, and the category as it should be."""
    await resident.say(words)
    if category is None:
        return number_in((await resident.hears("收到了，编号"))["text"])
    await resident.hears("在什么地方")
    await resident.tap("跳过")
    asked = await resident.hears(lambda message: "看看对不对" in str(message) or "哪一类" in str(message))
    if "看看对不对" in asked["text"] and category not in asked["text"]:
        await resident.tap("改类别")
        await resident.hears(lambda message: category in str(message))
    if "看看对不对" not in asked["text"] or category not in asked["text"]:
        await resident.tap(resident.button(category))
        await resident.hears("请您看看对不对")
    await resident.tap("确认提交")
    return number_in((await resident.hears("收到了，编号"))["text"])


@pytest.mark.parametrize("route", HandlingRoute)
async def test_a_case_of_every_route_from_the_words_to_the_rating(house: House, route: HandlingRoute) -> None:
    resident, worker, officer = [await house.person(key) for key in ("resident", "worker", "officer")]

    number = await file_as(resident, *SAID[route])

    await worker.hears(lambda message: number in str(message) and "受理" in str(message))
    await worker.tap("受理")
    await worker.hears("现在：已受理")
    await worker.tap("开始办理")
    await worker.hears("现在：办理中")
    await resolve_and_check(worker, officer)
    await resident.hears("您看解决了吗")
    await resident.tap("解决了")
    await resident.hears("您满意吗")
    await resident.tap("满意（4）")
    await resident.hears("现在：已办结")
    async with house.app.door.database.read() as session:
        case = (await session.scalars(select(Case).where(Case.number == number))).one()
        rating = (await session.scalars(select(CaseRating).where(CaseRating.case_id == case.id))).one()
    assert (case.route, case.state, rating.solved, rating.satisfaction) == (route, CaseState.CLOSED, True, 4)
