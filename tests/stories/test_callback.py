"""Called back about a closed case: one reporter by phone or in the chat, and "not solved" takes it up again."""

from sqlalchemy import select, update

from models.case import Case
from models.case_callback import CaseCallback
from services.case.case_draw import is_drawn
from tests.stories.test_resident import file_complaint
from tests.support.house import House
from webchat.person import Person


async def solved(house: House, words: str) -> tuple[str, Person]:
    """Filed, handled by the worker, checked by the community's officer, rated: closed."""
    resident, worker, officer = [await house.person(key) for key in ("resident", "worker", "officer")]
    number = await file_complaint(resident, words)
    await worker.hears(f"有新的诉求 {number}")
    for button, heard in (("受理", "现在：已受理"), ("开始办理", "现在：办理中")):
        await worker.tap(button)
        await worker.hears(heard)
    await worker.tap("办好了")
    await worker.hears("怎么办好的")
    await worker.say("换了新的声控灯")
    await worker.hears("说明：换了新的声控灯")
    await worker.tap("确认提交")
    await officer.hears(f"{number} 办好了，请核查")
    await officer.tap("核查通过")
    await resident.hears("您看解决了吗")
    await resident.tap("解决了")
    await resident.hears("您满意吗")
    await resident.tap("非常满意（5）")
    await resident.hears("现在：已办结")
    return number, resident


async def draw_it(house: House, number: str) -> None:
    """Only one in ten is drawn: this one is put on the list if it is not there."""
    async with house.app.door.database.write() as session:
        case = (await session.scalars(select(Case).where(Case.number == number))).one()
        drawn = is_drawn(house.app.door.within(session).ctx, number, 0)
        assert (await session.get(CaseCallback, (case.id, 0)) is not None) == drawn
        if not drawn:
            assert case.closed_at is not None
            row = CaseCallback(case_id=case.id, round=0, street_id=case.street_id, closed_at=case.closed_at)
            row.community_id = case.community_id
            session.add(row)


async def test_an_anonymous_reporter_answers_in_the_chat_and_it_is_taken_up_again(house: House) -> None:
    number, resident = await solved(house, "三单元楼道灯坏了，晚上看不见")
    await draw_it(house, number)
    async with house.app.door.database.write() as session:
        await session.execute(update(Case).where(Case.number == number).values(anonymous=True))
    officer, street = await house.person("officer"), await house.person("street")

    await officer.say("/start")
    await officer.hears("您要办什么")
    await officer.tap("回访")
    await officer.hears("现在没有等您回访的")
    await street.say("/start")
    await street.hears("您要办什么")
    await street.tap("回访（1）")
    await street.hears("等您回访的")
    await street.tap(f"{number} 三单元楼道灯坏了，晚上看不见")
    card = await street.hears("诉求人评价过：解决了，满意度 5 分")
    assert "换了新的声控灯" in card["text"]
    await street.tap("在对话里问")
    await street.hears("在对话里问过了")

    await resident.hears("想听您说句实话")
    await resident.tap("没有解决")
    await resident.hears("您满意吗")
    await resident.tap("不满意（1）")
    await resident.hears("哪里没有解决")
    await resident.say("又不亮了")
    await resident.hears("回访结果，请看看对不对")
    await resident.tap("确认提交")
    await resident.hears("没有解决的会接着办")

    worker = await house.person("worker")
    back = await worker.hears("回访：说没有解决，重新办", ever=True)
    assert number in back["text"]
    assert "又不亮了" in back["text"]


async def test_a_call_is_noted_and_counted_in_the_months_figure(house: House) -> None:
    number, _ = await solved(house, "三单元楼道灯坏了，晚上看不见")
    await draw_it(house, number)
    street = await house.person("street")

    await street.say("/start")
    await street.hears("您要办什么")
    await street.tap("回访（1）")
    await street.hears("等您回访的")
    await street.tap(f"{number} 三单元楼道灯坏了，晚上看不见")
    await street.hears("办理经过")
    await street.tap("记回访结果")
    await street.hears("联系上了吗")
    await street.tap("联系上了")
    await street.hears("解决了吗？")
    await street.tap("解决了")
    await street.hears("诉求人满意吗")
    await street.tap("满意（4）")
    await street.hears("还有要记的吗")
    await street.tap("跳过")
    await street.hears("回访结果，请看看对不对")
    await street.tap("确认提交")
    await street.hears("回访记下了")
    await street.tap("回访列表")
    await street.hears("本月：回访 1 件，联系上 1 件，解决 1 件，满意 1 件。")
