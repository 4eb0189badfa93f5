"""A bad network loses nothing: words wait, in order, over a reload; the page itself opens without one."""

from playwright.async_api import Browser, BrowserContext, Route, expect

from tests.webchat.browser.person import Person, phone
from tests.webchat.browser.street import Street

WAITING = ".waiting .message"


async def test_words_wait_for_the_network_and_go_in_order(context: BrowserContext, alice: Person) -> None:
    await context.set_offline(True)
    for words in ("一", "二", "三"):
        await alice.say(words)
    await expect(alice.page.locator(WAITING)).to_have_count(3)
    await expect(alice.page.locator(".connection")).to_have_text("没有网络，您的话先存着，连上就发。")

    await context.set_offline(False)
    await alice.sees("听到了：三")
    await expect(alice.page.locator(WAITING)).to_have_count(0)
    await expect(alice.log.locator(".own .text")).to_have_text(["一", "二", "三"])
    await expect(alice.page.locator(".connection")).to_be_hidden()


async def test_waiting_words_outlive_a_closed_page_and_go_once(context: BrowserContext, alice: Person) -> None:
    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await context.set_offline(True)
        await route.abort()

    await alice.page.route("**/api/messages", lose_the_answer, times=1)
    async with alice.page.expect_event("requestfailed"):
        await alice.say("只说一次")
    await expect(alice.page.locator(".waiting .waiting")).to_have_count(1)
    await alice.page.close()
    await context.set_offline(False)

    back = await Person.arrive(context, alice.street)
    await back.sees("听到了：只说一次")
    await expect(back.page.locator(WAITING)).to_have_count(0)
    await expect(back.said("只说一次")).to_have_count(1)


async def test_a_refusal_is_explained_and_left_to_the_person(alice: Person) -> None:
    refusal = '{"error": {"code": "too_long", "message": ""}}'
    await alice.page.route("**/api/messages", lambda route: route.fulfill(status=400, body=refusal))
    await alice.say("不行的话")
    failed = alice.page.locator(".waiting .failed")
    await expect(failed).to_contain_text("没有发出去。 这段话太长了，请分成几次发。")

    await alice.page.unroute("**/api/messages")
    await alice.say("后面的话")
    await alice.sees("听到了：后面的话")
    await alice.button("再发一次").click()
    await alice.sees("听到了：不行的话")
    await expect(failed).to_have_count(0)


async def test_who_is_too_fast_is_told_and_it_goes_by_itself(context: BrowserContext, street: Street) -> None:
    asked, rest = 0, 30

    async def refuse_once(route: Route) -> None:
        nonlocal asked
        asked += 1
        if asked == 1:
            body = '{"error": {"code": "too_many_requests", "message": ""}}'
            await route.fulfill(status=429, headers={"Retry-After": str(rest)}, body=body)
        else:
            await route.continue_()

    page = await context.new_page()
    await page.clock.install()
    person = await Person.arrive(context, street, page=page)
    await page.route("**/api/messages", refuse_once)
    await person.say("快一")
    await expect(page.locator(".waiting .state")).to_have_text("发得有点快，30 秒后自动再发，您不用管。")
    await person.say("快二")
    assert asked == 1
    await page.clock.fast_forward(30_000)
    await person.sees("听到了：快二")
    await expect(person.log.locator(".own .text")).to_have_text(["快一", "快二"])

    await person.say("buttons")
    await expect(person.button("收到")).to_be_visible()
    asked = 0
    await page.route("**/api/callbacks", refuse_once)
    await person.button("收到").click()
    await expect(page.locator(".toast")).to_have_text("点得有点快，30 秒后自动再点一次，您不用管。")
    await page.clock.fast_forward(30_000)
    await expect(page.locator(".toast").last).to_have_text("好的")
    assert asked == 2
    assert person.complaints == []


async def test_a_tap_without_network_is_said(context: BrowserContext, alice: Person) -> None:
    await alice.say("buttons")
    await expect(alice.button("收到")).to_be_visible()
    await context.set_offline(True)
    await alice.button("收到").click()

    await expect(alice.page.locator(".toast")).to_contain_text("没有网络，这次没点上")


async def test_the_page_opens_offline_and_holds_no_message(browser: Browser, street: Street) -> None:
    context = await phone(browser, service_workers="allow")
    person = await Person.arrive(context, street)
    await person.say("只在服务器上")
    await person.sees("听到了：只在服务器上")
    await person.page.evaluate("navigator.serviceWorker.ready")
    await context.set_offline(True)
    await person.page.reload()

    await expect(person.page.get_by_role("heading", name="家门口小助手")).to_be_visible()
    await person.say("先存着")
    await expect(person.page.locator(WAITING)).to_contain_text("先存着")
    kept = await person.page.evaluate(
        "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(c => c.keys()))))"
        ".then(lists => lists.flat().map(request => new URL(request.url).pathname))"
    )
    assert not [path for path in kept if path.startswith("/api/")]
    await context.set_offline(False)
    await person.sees("听到了：先存着")
    await context.close()
