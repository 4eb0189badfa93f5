"""Saying something and getting an answer; buttons; editing, answering; history that a reload does not lose."""

import pytest
from playwright.async_api import BrowserContext, Locator, expect

from tests.webchat.browser.person import Person
from tests.webchat.browser.street import Street


async def top(node: Locator) -> float:
    return float(await node.evaluate("node => node.getBoundingClientRect().top"))


async def test_words_go_out_once_and_the_answer_comes(alice: Person) -> None:
    await alice.say("楼道灯坏了")

    await alice.sees("听到了：楼道灯坏了")
    await expect(alice.said("楼道灯坏了")).to_have_count(1)
    await expect(alice.page.locator(".waiting .message")).to_have_count(0)
    await expect(alice.words).to_have_value("")


async def test_an_empty_chat_offers_to_start(alice: Person) -> None:
    await expect(alice.page.get_by_role("region", name="演示")).to_have_count(0)
    await alice.button("开始").click()

    await alice.sees("欢迎")


async def test_a_tap_is_answered_by_a_toast_an_alert_or_a_changed_card(alice: Person) -> None:
    await alice.say("buttons")
    await alice.button("收到").click()
    await expect(alice.page.locator(".toast")).to_have_text("好的")

    await alice.button("要看清").click()
    dialog = alice.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("请看清楚")
    await dialog.get_by_role("button", name="知道了").click()
    await expect(dialog).to_have_count(0)

    await alice.button("改卡片").focus()
    await alice.page.keyboard.press("Enter")
    await alice.sees("卡片改过了")
    await expect(alice.said("一张卡片")).to_have_count(0)
    await expect(alice.button("还在")).to_be_focused()


async def test_a_double_tap_is_one_tap(alice: Person) -> None:
    await alice.say("buttons")
    await expect(alice.button("不回答")).to_be_visible()
    await alice.button("不回答").dblclick()
    await expect(alice.button("不回答")).to_have_attribute("aria-busy", "true")
    await alice.button("收到").click()
    await expect(alice.page.locator(".toast")).to_have_text("好的")

    assert alice.street.pressed[await alice.id()] == ["silent", "toast"]


async def test_a_button_without_an_answer_says_so_and_can_be_tapped_again(
    context: BrowserContext, street: Street
) -> None:
    page = await context.new_page()
    await page.clock.install()
    person = await Person.arrive(context, street, page=page)
    await person.say("buttons")
    silent = person.button("不回答")
    for _ in range(2):
        async with page.expect_response("**/api/callbacks") as response:
            await silent.click()
        await (await response.value).finished()
        await expect(silent).to_have_attribute("aria-busy", "true")
        await page.clock.run_for(16_000)
        await expect(person.page.locator(".toast").last).to_have_text("还没有回音，您可以再点一次。")
        await expect(silent).not_to_have_attribute("aria-busy", "true")
    assert street.pressed[await person.id()] == ["silent", "silent"]
    assert person.complaints == []


async def test_a_deep_link_starts_once(context: BrowserContext, street: Street) -> None:
    person = await Person.arrive(context, street, "/?start=station_7")
    await person.sees("欢迎 station_7")

    assert "start" not in person.page.url
    await person.page.reload()
    await person.sees("欢迎 station_7")
    await expect(person.said("欢迎 station_7")).to_have_count(1)


async def test_a_link_to_this_bot_goes_on_in_this_chat(alice: Person) -> None:
    await alice.say('rich <a href="https://t.me/doorstep_bot?start=visit_3">看这里</a>')
    await alice.page.get_by_role("link", name="看这里").click()

    await alice.sees("欢迎 visit_3")


async def test_own_words_are_changed_in_place(alice: Person) -> None:
    await alice.say("三号楼")
    await alice.sees("听到了：三号楼")
    await alice.page.get_by_role("article", name="您，").get_by_role("button", name="这条消息还可以").click()
    await alice.button("修改").click()
    await expect(alice.words).to_have_value("三号楼")
    await alice.say("五号楼")

    await alice.sees("五号楼")
    await expect(alice.said("三号楼")).to_have_count(0)
    assert (await alice.heard(lambda message: message.edit_date)).text == "五号楼"


async def test_an_answer_names_what_it_answers(alice: Person) -> None:
    await alice.say("第一句")
    await alice.sees("听到了：第一句")
    await alice.page.get_by_role("article", name="家门口小助手，").get_by_role("button", name="这条消息还可以").click()
    await alice.button("回复").click()
    await alice.say("好")

    message = await alice.heard(lambda message: message.text == "好")
    assert message.reply_to_message and message.reply_to_message.text == "听到了：第一句"
    await expect(alice.page.locator(".own .quote")).to_contain_text("听到了：第一句")


async def test_a_reload_resumes_where_one_read_and_older_pages_come_by_scrolling(alice: Person) -> None:
    await alice.say("many")
    await alice.sees("第 69 条")
    await alice.page.reload()
    await alice.sees("第 69 条")
    await expect(alice.said("第 3 条")).to_have_count(0)

    await alice.page.locator(".scroller").evaluate("scroller => { scroller.scrollTop = 0; }")
    await alice.sees("第 40 条")
    await expect(alice.said("第 3 条")).to_have_count(1)

    read = await alice.said("第 30 条").evaluate(
        "node => { node.scrollIntoView({block: 'start'}); return Number(node.closest('.block').dataset.ids); }"
    )
    await alice.until(f"Math.abs(JSON.parse(sessionStorage.getItem('doorstep.reading'))?.id - {read}) <= 1")
    await alice.page.reload()
    await expect(alice.said("第 30 条")).to_be_in_viewport()


async def test_whoever_reads_above_is_told_and_not_moved(alice: Person) -> None:
    await alice.say("many")
    await alice.sees("第 69 条")
    await alice.said("第 35 条").evaluate("node => node.scrollIntoView({block: 'start'})")
    await expect(alice.button("回到最新")).to_be_visible()
    await alice.street.bot.send_message(await alice.id(), "迟来的话")

    await expect(alice.page).to_have_title("(1) 家门口小助手")
    await alice.button("1 条新消息").click()
    await expect(alice.said("迟来的话")).to_be_in_viewport()
    await expect(alice.page).to_have_title("家门口小助手")


async def test_a_card_far_up_changes_without_moving_what_is_read(alice: Person) -> None:
    chat = await alice.id()
    card = await alice.street.bot.send_message(chat, "卡片")
    await alice.say("many")
    await alice.sees("第 69 条")
    line = alice.said("第 35 条")
    await line.evaluate("node => node.scrollIntoView({block: 'start'})")
    before = await top(line)
    await alice.street.bot.edit_message_text("很长的卡片\n" * 9 + "完", chat_id=chat, message_id=card.message_id)

    await expect(alice.log.get_by_text("很长的卡片")).to_have_count(1)
    assert await top(line) == pytest.approx(before, abs=1)
    await alice.street.bot.delete_message(chat, card.message_id)
    await expect(alice.log.get_by_text("很长的卡片")).to_have_count(0)
    assert await top(line) == pytest.approx(before, abs=1)
    assert await alice.page.evaluate("document.scrollingElement.scrollTop + document.body.scrollTop") == 0


async def test_it_is_seen_that_the_bot_is_writing(alice: Person) -> None:
    await alice.street.bot.send_chat_action(await alice.id(), "typing")
    await expect(alice.page.locator(".doing")).to_have_text("正在输入…")

    await alice.street.bot.send_message(await alice.id(), "来了")
    await expect(alice.page.locator(".doing")).to_have_text("在线")


async def test_a_draft_outlives_a_reload(alice: Person) -> None:
    await alice.words.fill("还没说完")
    await alice.page.reload()

    await expect(alice.words).to_have_value("还没说完")


async def test_too_long_is_said_before_it_is_sent(alice: Person) -> None:
    await alice.words.fill("长" * 4100)

    await expect(alice.page.locator(".count")).to_contain_text("太长了，多了 4 个字")
    await expect(alice.button("发送")).to_be_disabled()


async def test_blocking_and_coming_back(alice: Person) -> None:
    await alice.button("设置").click()
    await alice.button("停止接收消息").click()
    await alice.button("停止接收").click()
    await expect(alice.words).to_be_hidden()

    await alice.button("恢复接收消息").click()
    await alice.say("我回来了")
    await alice.sees("听到了：我回来了")
