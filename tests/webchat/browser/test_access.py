"""For everybody: narrow screens, large letters, no mouse, and a screen reader."""

import itertools
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.webchat.browser.person import Person, phone
from tests.webchat.browser.street import Street

CSS = Path(__file__).parents[3] / "webchat" / "static" / "css"
# Everything that can be used, without a name; and every target that is smaller than a fingertip.
CONTROLS = "button, a[href], input:not([type=file]), textarea, select, [tabindex='0']"
NAMELESS = f"""() => [...document.querySelectorAll(`{CONTROLS}`)]
  .filter(node => node.offsetParent !== null || node.closest('dialog'))
  .filter(node => !(node.getAttribute('aria-label') || node.labels?.length || node.textContent.trim()))
  .map(node => node.outerHTML)"""
SMALL = """() => [...document.querySelectorAll('button')]
  .filter(node => node.offsetParent !== null && !node.closest('.text'))
  .map(node => [node.textContent, node.getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.5 || box.height < 43.5).map(([name, box]) => [name, box.width, box.height])"""
TOO_WIDE = """() => [...document.querySelectorAll('.page, .page *')].filter(node => !node.closest('.sr, svg, dialog'))
  .filter(node => node.offsetParent && node.getBoundingClientRect().right > innerWidth + 1)
  .map(node => node.className)"""


async def furnish(person: Person) -> None:
    """A chat with some of everything in it."""
    await person.say("rich <b>粗</b> https://example.org/" + "long" * 40 + " <tg-spoiler>藏</tg-spoiler> /help")
    await person.say("buttons")
    await person.say("keys")
    await expect(person.button("楼道灯坏了")).to_be_visible()
    await person.say("很长" * 60)
    await expect(person.log.locator(".message")).to_have_count(8)


async def test_nothing_is_wider_than_the_screen(alice: Person) -> None:
    await furnish(alice)
    for size, width in itertools.product(("normal", "large", "huge"), (320, 360, 1280)):
        await alice.page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
        await alice.page.set_viewport_size({"width": width, "height": 740})

        assert await alice.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (size, width)
        assert await alice.page.evaluate(TOO_WIDE) == [], (size, width)
        await expect(alice.button("发送")).to_be_in_viewport()
        await expect(alice.log.locator(".text").last).to_be_in_viewport()


async def test_buttons_stand_in_columns_and_show_all_their_words(alice: Person) -> None:
    await alice.say("kinds")
    buttons = alice.page.locator(".inline-button")
    await expect(buttons).to_have_count(9)
    cut = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth).map(node => node.textContent)"
    rows = """rows => rows.map(row => [...row.children].map(node => node.getBoundingClientRect()))
      .map(boxes => [new Set(boxes.map(box => box.top)).size, new Set(boxes.map(box => Math.round(box.width))).size])"""
    for size, width in itertools.product(("normal", "large", "huge"), (320, 360, 1280)):
        await alice.page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
        await alice.page.set_viewport_size({"width": width, "height": 740})
        assert await buttons.evaluate_all(cut) == [], (size, width)
        if size == "normal" and width > 320:  # each row in one line, its buttons of one width
            assert await alice.page.locator(".inline-row").evaluate_all(rows) == [[1, 1]] * 4, width


async def test_letters_follow_the_setting_and_the_choice_is_kept(alice: Person) -> None:
    async def letters() -> float:
        return float(await alice.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))

    normal = await letters()
    await alice.button("设置").click()
    await alice.page.get_by_text("特大", exact=True).click()
    assert await letters() == pytest.approx(normal * 1.5)

    await alice.page.reload()
    await expect(alice.button("设置")).to_be_visible()
    assert await letters() == pytest.approx(normal * 1.5)


async def test_everything_has_a_name_and_is_large_enough(alice: Person) -> None:
    await furnish(alice)
    assert await alice.page.evaluate(NAMELESS) == []
    assert await alice.page.evaluate(SMALL) == []

    for opener in ("设置", "位置", "语音"):
        await alice.button(opener).click()
        await expect(alice.page.get_by_role("dialog")).to_be_visible()
        assert await alice.page.evaluate(NAMELESS) == []
        assert await alice.page.evaluate(SMALL) == []
        await alice.page.keyboard.press("Escape")
        await expect(alice.page.get_by_role("dialog")).to_have_count(0)
        await expect(alice.button(opener)).to_be_focused()


async def test_roles_tell_what_is_what(alice: Person) -> None:
    await alice.say("buttons")

    await expect(alice.page.locator("html")).to_have_attribute("lang", "zh-CN")
    await expect(alice.log).to_have_attribute("aria-live", "polite")
    await expect(alice.page.get_by_role("article", name="您，")).to_have_count(1)
    await expect(alice.page.get_by_role("article", name="家门口小助手，")).to_have_count(1)
    await expect(alice.page.get_by_role("heading", name="今天")).to_have_count(1)
    await expect(alice.page.get_by_role("banner")).to_have_count(1)
    await expect(alice.page.get_by_role("main")).to_have_count(1)
    await expect(alice.page.get_by_role("contentinfo")).to_have_count(1)


async def test_a_whole_journey_without_a_mouse(browser: Browser, street: Street) -> None:
    context = await phone(browser, viewport={"width": 1280, "height": 800})
    person = await Person.arrive(context, street)
    keyboard = person.page.keyboard

    async def tab_to(name: str) -> None:
        for _ in range(60):
            await keyboard.press("Tab")
            if await person.button(name).evaluate_all("nodes => nodes.includes(document.activeElement)"):
                return
        raise AssertionError(f"Tab never came to {name}")

    await tab_to("开始")
    await keyboard.press("Enter")
    await person.sees("欢迎")
    await tab_to("改卡片")
    await keyboard.press("Space")
    await person.sees("卡片改过了")
    await expect(person.button("还在")).to_be_focused()
    await tab_to("菜单")
    await keyboard.press("Enter")
    await keyboard.press("ArrowDown")
    await keyboard.press("Enter")
    await person.sees("听到了：/help")
    await expect(person.words).to_be_focused()
    await keyboard.type("打完了")
    await keyboard.press("Enter")
    await person.sees("听到了：打完了")
    assert person.complaints == []
    await context.close()


async def test_a_browser_with_larger_letters_gets_larger_letters() -> None:
    css = "".join(sheet.read_text(encoding="utf-8") for sheet in CSS.glob("*.css"))
    sizes = re.findall(r"font(?:-size)?: ([^;]+)", css)

    assert sizes
    assert [size for size in sizes if re.search(r"\dpx", size)] == []
