"""A resident has everything about them erased, over HTTP; whoever else was there keeps what is theirs."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.demo import photos
from models.case import Case
from models.media import Media
from models.people import Chat, Person
from models.privacy import ChatToForget, FileToForget
from tests.stories.test_resident import file_complaint
from tests.support.house import House
from tests.support.patience import until
from webchat.person import Person as Browser

SAID = "三单元楼道灯坏了，晚上看不见我的紫檀柜子"


async def complains(who: Browser) -> str:
    """A photo and words, filed; returns the case's number."""
    await who.send_photo(photos.stairwell(lit=False))
    await who.hears("您想说什么事")
    return await file_complaint(who, SAID)


async def erases(who: Browser) -> None:
    await who.say("/my_data")
    await who.hears("我的资料")
    await who.tap("全部删除")
    await who.hears("请您先看清楚")
    await who.tap("看清楚了，继续")
    await who.hears("最后问一次")
    await who.tap("是的，全部删除")
    await who.hears("已经全部删除")


async def until_nothing_is_left(house: House) -> None:
    """The eraser has its rounds, after the last word has arrived: one that came before it comes back a lease later."""

    async def nothing_is_left() -> bool:
        house.clock.move_to(house.clock.now() + timedelta(minutes=1))
        house.app.spoke()
        async with house.app.door.database.read() as session:
            left = [await session.scalar(select(func.count()).select_from(t)) for t in (ChatToForget, FileToForget)]
        return left == [0, 0]

    await until(nothing_is_left, "the chat and its files are forgotten")


async def person_of(house: House, who: Browser) -> int | None:
    async with house.app.door.database.read() as session:
        return await session.scalar(select(Chat.person_id).where(Chat.external_id == who.id))


def files_below(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() and len(path.name) == 64}


async def test_a_resident_is_erased_and_comes_back_as_a_newcomer(house: House, tmp_path: Path) -> None:
    resident, neighbour = await house.person("resident"), await house.person("elderly")
    await resident.say("/start")
    await resident.hears("您要办什么")
    await neighbour.say("/start")
    await neighbour.hears("您要办什么")
    kept_before = files_below(tmp_path)
    number = await complains(resident)
    person = await person_of(house, resident)

    await erases(resident)
    await until_nothing_is_left(house)

    async with house.app.door.database.read() as session:
        emptied = await session.get_one(Person, person)
        assert (emptied.name, emptied.community_id, emptied.erased_at is not None) == (None, None, True)
        assert await session.scalar(select(Chat.id).where(Chat.external_id == resident.id)) is None
        case = (await session.scalars(select(Case).where(Case.number == number))).one()
        assert (case.state, case.words) == ("submitted", SAID)  # it is still to be mended
        assert await session.scalar(select(func.count()).select_from(Media)) == 0
    assert files_below(tmp_path) == kept_before
    assert next(one["text"] for one in await resident.history() if "text" in one).startswith("您的资料已经全部删除")
    await resident.say("/start")
    await resident.hears("您同意吗")
    await neighbour.say("/my_data")
    await neighbour.hears("您同意了第 1 版隐私说明")


async def test_whoever_works_for_others_hands_over_first(house: House) -> None:
    worker = await house.person("worker")
    await worker.say("/my_data")
    await worker.hears("我的资料")

    tapped = await worker.tap("全部删除")

    assert "您现在还担任：网格员" in (await worker.answered(tapped))["text"]
    assert await person_of(house, worker) is not None


async def test_who_was_never_here_has_nothing_to_erase(house: House) -> None:
    newcomer = await house.newcomer()

    await newcomer.say("/my_data")

    await newcomer.hears("没有您的任何资料")


async def test_whoever_does_not_go_on_keeps_everything(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("/erase_me")
    await resident.hears("请您先看清楚")

    await resident.tap("不删了")

    await resident.hears("什么都没有删")
    assert await person_of(house, resident) is not None


async def test_taking_the_consent_back_offers_the_erasure(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("/my_data")
    await resident.hears("我的资料")

    await resident.tap("收回同意")

    await resident.hears("要不要一起全部删除")
    await resident.say("路灯又坏了")
    await resident.hears("您同意吗")
