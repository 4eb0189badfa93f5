"""Whatever a chat can send is answered in words, and nothing that was said before is lost."""

import pytest
from sqlalchemy import func, select

from models.case import Case
from tests.stories.test_resident import file_complaint, number_in
from tests.support.house import House
from tests.support.pictures import jpeg


async def cases_about(house: House, words: str) -> int:
    async with house.app.door.database.read() as session:
        return await session.scalar(select(func.count()).select_from(Case).where(Case.words == words)) or 0


async def test_a_file_that_no_form_can_use_leaves_the_draft_as_it_was(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("垃圾桶满了")
    await resident.hears("在什么地方")

    await resident.send_document(b"%PDF-1.4 made up", name="notes.pdf")

    card = await resident.hears("这个我看不懂")
    assert "在什么地方" in card["text"]
    await resident.tap("跳过")
    assert "内容：垃圾桶满了" in (await resident.hears("请您看看对不对"))["text"]


async def test_too_many_words_are_refused_and_the_draft_stays(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("噪音很大")
    await resident.hears("在什么地方")

    await resident.say("很吵" * 2048)

    await resident.hears("太长了，最多 2000 个字")
    await resident.say("每天晚上十点以后")
    assert "噪音很大\n每天晚上十点以后" in (await resident.hears("请您看看对不对"))["text"]


async def test_an_album_of_ten_is_one_report_with_ten_photos(house: House) -> None:
    resident = await house.person("resident")
    await resident.send_photo(*[jpeg(n) for n in range(10)], caption="院子里的垃圾")
    await resident.hears("在什么地方")
    await resident.tap("跳过")
    card = await resident.hears("照片 10 张")
    assert "内容：院子里的垃圾" in card["text"]


async def test_a_place_outside_the_street_is_said_at_once(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("路上有个坑")
    await resident.hears("在什么地方")

    await resident.send_location(39.9, 116.4)

    await resident.hears("不在咱们街道")
    assert await cases_about(house, "路上有个坑") == 0
    await resident.tap("跳过", message=await resident.hears("在什么地方", ever=True))
    await resident.tap("公用设施", message=await resident.hears("大概是哪一类"))
    await resident.hears("请您看看对不对")


async def test_the_same_confirmation_twice_makes_one_case(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("单元门关不上")
    await resident.hears("在什么地方")
    await resident.tap("跳过")
    await resident.tap("都不是，继续提交", message=await resident.hears("我也遇到"))
    card = await resident.hears("请您看看对不对")

    await resident.tap("确认提交", message=card)
    try:
        await resident.tap("确认提交", message=card)
    except Exception as refused:  # the card may have changed before the second tap
        assert "400" in str(refused)
    await resident.hears("收到了，编号")

    assert await cases_about(house, "单元门关不上") == 1


async def test_a_tap_on_a_move_that_is_over_says_so_and_redraws_the_card(house: House) -> None:
    resident, worker = await house.person("resident"), await house.person("worker")
    number = await file_complaint(resident, "楼道里堆了杂物")
    card = await worker.hears(f"有新的诉求 {number}")
    await worker.tap("受理", message=card)
    await worker.hears("现在：已受理")

    officer = await house.person("officer")
    await officer.say(number)
    taken = await officer.hears("现在：已受理")
    assert "受理" not in officer.buttons(taken)


async def test_a_stranger_cannot_open_a_case_by_its_number(house: House) -> None:
    resident, merchant = await house.person("resident"), await house.person("merchant")
    number = await file_complaint(resident, "我家的事不想别人看见")

    await merchant.say(number)

    answer = await merchant.hears("没有找到")
    assert "我家的事" not in answer["text"]


async def test_a_number_is_understood_however_it_is_typed(house: House) -> None:
    resident = await house.person("resident")
    number = await file_complaint(resident, "楼下停车堵门")
    prefix, year, count = number.split("-")

    for typed in (number.lower(), f"{prefix}{year}{count}", f" {prefix}-{year}-{int(count)} "):
        await resident.say(typed)
        assert number_in((await resident.hears("现在：已提交"))["text"]) == number


@pytest.mark.parametrize("words", ["/unknown", "/start case_W-2026-999999"])
async def test_commands_that_lead_nowhere_are_answered(house: House, words: str) -> None:
    resident = await house.person("resident")

    await resident.say(words)

    await resident.hears("这个命令我不认识" if words == "/unknown" else "没有找到")


async def test_a_command_mistyped_in_the_middle_of_a_form_is_no_part_of_it(house: House) -> None:
    resident = await house.person("resident")
    await resident.say("垃圾桶没人收")
    await resident.hears("在什么地方")

    await resident.say("/strat")

    assert "在什么地方" in (await resident.hears("这个我看不懂"))["text"]
    await resident.tap("跳过")
    assert "strat" not in (await resident.hears("请您看看对不对"))["text"]


@pytest.mark.parametrize("words", ["你好！", "谢谢您", "👍", "？？"])
async def test_politeness_is_answered_and_starts_no_report(house: House, words: str) -> None:
    resident, newcomer = await house.person("resident"), await house.newcomer()

    await resident.say(words)
    await newcomer.say(words)

    await resident.hears("您要办什么")
    await newcomer.hears("您同意吗")
    await newcomer.say(words)
    await newcomer.hears("您同意吗")
    await newcomer.tap("同意")
    await newcomer.hears("哪个社区")
    await newcomer.tap("长江社区")
    await newcomer.hears("哪个小区")
    await newcomer.tap("不在这些小区里")
    await newcomer.hears("您要办什么")


async def test_danger_is_answered_before_any_form(house: House) -> None:
    resident, worker = await house.person("resident"), await house.person("worker")

    await resident.say("楼道里着火了！")

    warning = await resident.hears("请先打电话")
    assert "119" in warning["text"]
    assert "收到了，编号" in warning["text"]
    await worker.hears("紧急")


async def test_long_words_are_clipped_on_the_card_and_shown_whole_on_demand(house: House) -> None:
    resident = await house.person("resident")
    words = "夜里很吵，" * 390 + "就是这些"
    number = await file_complaint(resident, words)

    await resident.say(number)
    card = await resident.hears("现在：已提交")

    assert "就是这些" not in card["text"]
    await resident.tap("看全文")
    assert words in (await resident.hears("就是这些"))["text"]
