"""A person at the page: the few things that every test does, in the page's own words."""

import asyncio
from collections.abc import Callable

from aiogram.types import Message
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, Locator, Page

from tests.support.patience import PATIENCE
from tests.webchat.browser.street import Street

PHONE = {"width": 360, "height": 740}
WORDS = "写下您要说的话"
PATIENCE_MS = PATIENCE * 1000
"""Before a test gives up: browser, server and bot may have to share a busy machine."""


class Person:
    def __init__(self, page: Page, street: Street) -> None:
        self.page = page
        self.street = street
        self.complaints: list[str] = []
        page.on("pageerror", self._failed)
        page.on("console", self._told)

    def leave(self) -> None:
        self.page.remove_listener("pageerror", self._failed)
        self.page.remove_listener("console", self._told)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _told(self, message: ConsoleMessage) -> None:
        if "Content Security" in message.text:
            self.complaints.append(message.text)

    @classmethod
    async def arrive(
        cls, context: BrowserContext, street: Street, path: str = "/", page: Page | None = None
    ) -> "Person":
        person = cls(page or await context.new_page(), street)
        await person.page.goto(street.url + path)
        await person.page.locator(".doing", has_text="在线").wait_for()  # looks oftener than `expect` does
        return person

    async def id(self) -> int:
        response = await self.page.request.get(f"{self.street.url}/api/me")
        return int((await response.json())["id"])

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def words(self) -> Locator:
        return self.page.get_by_label(WORDS)

    def said(self, text: str) -> Locator:
        """A message in the log with just these words."""
        return self.log.locator(".text").get_by_text(text, exact=True)

    def button(self, name: str, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    async def say(self, text: str) -> None:
        await self.words.fill(text)
        await self.button("发送").click()

    async def sees(self, text: str) -> None:
        await self.said(text).wait_for()

    async def until(self, fits: str) -> None:
        """Wait for something that the page does not show. Playwright's own wait needs eval, which the page forbids."""
        wait = "fits => new Promise(done => { const look = () => fits() ? done() : setTimeout(look, 50); look(); })"
        await asyncio.wait_for(self.page.evaluate(f"() => ({wait})(() => {fits})"), PATIENCE_MS / 1000)

    async def heard(self, fits: Callable[[Message], object]) -> Message:
        """The first message of this person, at the bot, that fits."""
        chat = await self.id()
        async with asyncio.timeout(PATIENCE_MS / 1000):
            while True:
                for message in self.street.heard.get(chat, []):
                    if fits(message):
                        return message
                await asyncio.sleep(0.02)


async def phone(browser: Browser, **more: object) -> BrowserContext:
    """A phone of its own, so an account of its own; without the service worker, which has its own test."""
    options = {"viewport": PHONE, "locale": "zh-CN", "service_workers": "block", **more}
    context = await browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    return context


async def wipe(page: Page, url: str) -> None:
    """As if it had never been here: done from a file of the same origin that runs nothing which could write again."""
    await page.unroute_all()
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await page.goto(f"{url}/static/css/base.css")
    await page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); indexedDB.deleteDatabase('doorstep'); }")
    await page.context.clear_cookies()
