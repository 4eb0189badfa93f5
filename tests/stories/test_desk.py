"""What the desk does with a case, and what becomes of it when the reporter is not content."""

from sqlalchemy import select

from models.case import Case, CaseRating
from tests.stories.test_resident import file_complaint
from tests.stories.test_rider import file_hazard, place, signed
from tests.support.house import House
from tests.support.pictures import jpeg
from webchat.person import Person

__all__ = ["place"]


async def resolve_and_check(worker: Person, officer: Person) -> None:
    await worker.tap("办好了")
    await worker.hears("怎么办好的")
    await worker.say("修好了")
    await worker.hears("说明：修好了")
    await worker.tap("确认提交")
    await worker.hears("现在：已办好")
    await officer.hears("请核查")
    await officer.tap("核查通过")


async def not_solved(resident: Person) -> None:
    await resident.hears("您看解决了吗")
    await resident.tap("没有解决")
    await resident.hears("哪里还没有解决")
    await resident.say("还是坏的")
    await resident.hears("说明：还是坏的")
    await resident.tap("确认提交")


async def test_not_solved_a_third_time_is_recorded_and_told_to_the_street(house: House) -> None:
    resident, worker, officer, street = [await house.person(key) for key in ("resident", "worker", "officer", "street")]
    number = await file_complaint(resident, "楼道灯坏了")
    await worker.hears("有新的诉求")
    await worker.tap("受理")
    await worker.hears("现在：已受理")
    await worker.tap("开始办理")
    await worker.hears("现在：办理中")
    for _ in range(2):
        await resolve_and_check(worker, officer)
        await not_solved(resident)
        await worker.hears("有变化，请看一看")
    await resolve_and_check(worker, officer)

    await not_solved(resident)

    await resident.hears("现在由街道直接负责")
    changed = await street.hears(f"{number} 重办了两次还没有解决")
    assert "还是坏的" in changed["text"]
    async with house.app.door.database.read() as session:
        answers = select(CaseRating.solved).join(Case, Case.id == CaseRating.case_id).where(Case.number == number)
        assert list(await session.scalars(answers.order_by(CaseRating.round))) == [False, False, False]


async def test_a_voice_note_is_no_photo_of_a_hazard_that_is_gone(house: House, place: tuple[float, float]) -> None:
    rider, worker, officer = await signed(house), await house.person("worker"), await house.person("officer")
    await file_hazard(rider, place)
    await officer.hears("有新的诉求")
    await officer.tap("核实属实")
    await worker.hears("有新的诉求")
    await worker.tap("开始办理")
    await worker.hears("现在：办理中")
    await worker.tap("办好了")
    await worker.hears("请先发一张处理后的照片")

    await worker.send_voice(b"OggS" + b"0" * 300)

    await worker.hears("语音收到了，1 段。\n")
    await worker.hears("请先发一张处理后的照片")
    await worker.send_photo(jpeg(8))
    await worker.hears("照片收到了，1 张。\n语音收到了，1 段。\n")
    await worker.say("修好了")
    await worker.hears("照片 1 张，语音 1 段")
