"""Where it is: by the phone, by a pin on the map, and in words."""

from playwright.async_api import BrowserContext, expect

from tests.webchat.browser.person import Person

AT_ONE = {"latitude": 31.2203, "longitude": 121.4503, "accuracy": 20}


async def test_the_phones_own_place_is_sent_with_how_exact_it_is(context: BrowserContext, alice: Person) -> None:
    await context.grant_permissions(["geolocation"])
    await context.set_geolocation(AT_ONE)  # type: ignore[arg-type]
    await alice.button("位置").click()
    await alice.button("用我现在的位置").click()
    await expect(alice.page.get_by_role("dialog")).to_contain_text("就在“一号楼”。 误差大约 20 米。")
    await alice.button("发送这个位置").click()

    message = await alice.heard(lambda message: message.location)
    assert message.location and message.location.horizontal_accuracy == 20
    await expect(alice.log.locator(".own .map")).to_be_visible()
    await expect(alice.log.get_by_role("link", name="用地图应用打开")).to_have_attribute(
        "href", "geo:31.22030,121.45030?q=31.22030,121.45030"
    )


async def test_a_refused_position_is_said_and_the_pin_remains(context: BrowserContext, alice: Person) -> None:
    await context.clear_permissions()
    await alice.page.evaluate("() => { navigator.geolocation.getCurrentPosition = (_, refuse) => refuse({code: 1}); }")
    await alice.button("位置").click()
    await expect(alice.page.get_by_role("application")).to_be_visible()
    await alice.button("用我现在的位置").click()

    await expect(alice.page.get_by_role("dialog")).to_contain_text("手机没有允许定位")
    await expect(alice.page.get_by_role("dialog")).to_contain_text("也可以在地图上点一下")
    await expect(alice.button("发送这个位置")).to_be_disabled()


async def test_a_pin_is_set_by_keyboard_alone(alice: Person) -> None:
    await alice.button("位置").focus()
    await alice.page.keyboard.press("Enter")
    await alice.page.get_by_role("application").focus()
    await alice.page.keyboard.press("+")
    await alice.page.keyboard.press("ArrowRight")
    await alice.page.keyboard.press("Shift+ArrowUp")
    await expect(alice.page.locator(".said")).to_contain_text("附近，相距约")
    await alice.button("发送这个位置").focus()
    await alice.page.keyboard.press("Enter")

    message = await alice.heard(lambda message: message.location)
    assert message.location
    assert message.location.horizontal_accuracy is None
    assert 31.2213 < message.location.latitude < 31.2226
    assert 121.452 < message.location.longitude < 121.4535


async def test_a_tap_sets_the_pin_and_a_drag_does_not(alice: Person) -> None:
    await alice.button("位置").click()
    box = await alice.page.get_by_role("application").bounding_box()
    assert box
    await alice.page.mouse.move(box["x"] + 100, box["y"] + 100)
    await alice.page.mouse.down()
    await alice.page.mouse.move(box["x"] + 160, box["y"] + 140, steps=4)
    await alice.page.mouse.up()
    await expect(alice.button("发送这个位置")).to_be_disabled()

    await alice.page.mouse.click(box["x"] + 120, box["y"] + 90)
    await expect(alice.button("发送这个位置")).to_be_enabled()


async def test_the_bots_own_question_for_a_place_opens_the_map(alice: Person) -> None:
    await alice.say("keys")
    await alice.button("发位置").click()

    await expect(alice.page.get_by_role("dialog", name="在哪里？")).to_be_visible()


async def test_a_map_that_is_drawn_late_leaves_the_last_words_in_sight(context: BrowserContext, alice: Person) -> None:
    await context.grant_permissions(["geolocation"])
    await context.set_geolocation(AT_ONE)  # type: ignore[arg-type]
    for words in ("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\n4\n5"):
        await alice.button("位置").click()
        await alice.button("用我现在的位置").click()
        await alice.button("发送这个位置").click()
        await alice.heard(lambda message: message.location)
        await alice.say(words)
        await alice.heard(lambda message, words=words: message.text == words)  # type: ignore[misc]

    again = await Person.arrive(context, alice.street)

    await expect(again.log.locator(".own .map").last).to_be_attached()
    await again.page.wait_for_timeout(500)
    from_end = "(log => log.scrollHeight - log.scrollTop - log.clientHeight)(document.querySelector('main'))"
    assert await again.page.evaluate(from_end) < 2
