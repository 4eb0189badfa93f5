"""A demonstration says that it is one, and lets anybody be any of its people."""

from playwright.async_api import BrowserContext, expect

from tests.webchat.browser.person import Person
from tests.webchat.browser.street import Street


async def test_switching_people_by_keyboard_changes_the_chat(context: BrowserContext, demo_street: Street) -> None:
    person = await Person.arrive(context, demo_street)
    banner = person.page.get_by_role("region", name="演示")
    await expect(banner).to_contain_text("还没有选人")
    await person.button("换个人").focus()
    await person.page.keyboard.press("Enter")
    dialog = person.page.get_by_role("dialog", name="您想当谁？")
    await expect(dialog.get_by_role("button", name="骑手")).to_be_visible()
    await dialog.get_by_role("button", name="王阿姨").focus()
    await person.page.keyboard.press("Enter")
    await expect(banner).to_contain_text("您现在是王阿姨（78 岁，一个人住）")
    await person.say("name")
    await person.sees("您是 王阿姨")

    await person.button("换个人").click()
    await expect(dialog.locator("[aria-current]")).to_contain_text("王阿姨")
    await dialog.get_by_role("button", name="小李").click()
    await expect(banner).to_contain_text("小李")
    await expect(person.said("您是 王阿姨")).to_have_count(0)
    await person.say("name")
    await person.sees("您是 小李")
    await expect(person.button("换个人")).to_be_visible()
    assert person.complaints == []
