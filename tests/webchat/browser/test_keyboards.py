"""Answers that the bot proposes, its commands, and what it asks to be written."""

from aiogram.types import ReplyKeyboardRemove
from playwright.async_api import expect

from tests.webchat.browser.person import Person


async def test_a_proposed_answer_is_sent_and_the_keyboard_can_be_put_away(alice: Person) -> None:
    await alice.say("keys")
    await alice.button("楼道灯坏了").click()
    await alice.sees("听到了：楼道灯坏了")
    await expect(alice.words).to_have_attribute("placeholder", "选一个也行")

    await alice.button("选项").click()
    await expect(alice.button("楼道灯坏了")).to_be_hidden()
    await alice.page.reload()
    await expect(alice.button("选项")).to_be_visible()
    await expect(alice.button("楼道灯坏了")).to_be_hidden()
    await alice.button("选项").click()
    await expect(alice.button("楼道灯坏了")).to_be_visible()


async def test_a_phone_number_is_checked_and_given_on_purpose(alice: Person) -> None:
    await alice.say("keys")
    await alice.button("留电话").click()
    await alice.page.get_by_label("电话号码", exact=True).fill("没有")
    await alice.button("发送电话号码").click()
    await expect(alice.page.get_by_role("alert")).to_contain_text("号码好像不对")

    await alice.page.get_by_label("电话号码", exact=True).fill("138 0000 0000")
    await alice.button("发送电话号码").click()
    message = await alice.heard(lambda message: message.contact)
    assert message.contact and message.contact.phone_number == "13800000000"


async def test_a_keyboard_goes_when_the_bot_takes_it_away(alice: Person) -> None:
    await alice.say("keys")
    await expect(alice.button("选项")).to_be_visible()
    await alice.say("remove")

    await expect(alice.button("选项")).to_be_hidden()


async def test_a_question_shows_what_to_write(alice: Person) -> None:
    await alice.say("force")

    await expect(alice.words).to_have_attribute("placeholder", "写下名字")
    await expect(alice.words).to_be_focused()
    about = alice.page.locator(".about")
    await expect(about).to_contain_text("回复叫什么名字？")
    await alice.page.reload()
    await expect(about).to_contain_text("叫什么名字？")
    await alice.say("张三")

    message = await alice.heard(lambda message: message.text == "张三")
    assert message.reply_to_message and message.reply_to_message.text == "叫什么名字？"
    await expect(about).to_be_hidden()
    await expect(alice.words).to_have_attribute("placeholder", "有什么事，说一声…")


async def test_a_question_that_is_taken_back_asks_no_more(alice: Person) -> None:
    await alice.say("force")
    await expect(alice.page.locator(".about")).to_be_visible()
    await alice.street.bot.send_message(await alice.id(), "不用了", reply_markup=ReplyKeyboardRemove())

    await expect(alice.page.locator(".about")).to_be_hidden()


async def test_commands_are_found_by_typing_and_by_the_menu(alice: Person) -> None:
    await alice.words.press_sequentially("/he")
    await expect(alice.page.get_by_role("option")).to_have_count(1)
    await alice.page.keyboard.press("ArrowDown")
    await alice.page.keyboard.press("Enter")
    await alice.sees("听到了：/help")

    await alice.button("菜单").click()
    await alice.page.get_by_role("option", name="从头开始").click()
    await alice.sees("欢迎")
