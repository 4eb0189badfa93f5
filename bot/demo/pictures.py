"""Pictures of the real page as somebody of the cast sees it, on a phone and on a desktop."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from webchat.person import Person

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext

    from domain.clock import Clock

# width: height, pixels of the screen for one of the page
SCREENS = {360: (800, 2), 1280: (860, 1)}
ONLINE = ".doing"
SETTLE_MS = 400
"""For pictures in the chat to be drawn and the log to come to its end."""
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


Finder = Callable[[str], str | None]
"""Where a program is, by its name."""


class NoBrowser(Exception):
    """Why no pictures can be taken."""


def chromium(environment: Mapping[str, str], find: Finder = shutil.which) -> str:
    """Raises NoBrowser."""
    found = environment.get("CHROMIUM") or find("chromium") or find("chromium-browser")
    if not found:
        raise NoBrowser("no Chromium here: install the package `chromium` or name one in CHROMIUM")
    return found


@dataclass
class PageCamera:
    """A browser for every person and screen; a new page in it for each picture, since a page that is opened again goes
    back to what was being read."""

    browser: "Browser"
    address: str
    clock: "Clock"
    folder: Path
    _contexts: dict[tuple[int, int], "BrowserContext"] = field(default_factory=dict)

    async def take(self, person: Person, name: str) -> None:
        await asyncio.gather(*(self._take(person, name, width) for width in SCREENS))

    async def _take(self, person: Person, name: str, width: int) -> None:
        page = await (await self._context(person, width)).new_page()
        await page.clock.set_fixed_time(self.clock.now())
        await page.goto(self.address)
        await page.wait_for_selector(f"{ONLINE}:not(:empty)")
        await page.wait_for_load_state("networkidle")
        await page.wait_for_timeout(SETTLE_MS)
        await page.screenshot(path=self.folder / f"{name}-{width}.png")
        await page.close()

    async def _context(self, person: Person, width: int) -> "BrowserContext":
        if (person.id, width) not in self._contexts:
            height, scale = SCREENS[width]
            context = await self.browser.new_context(
                viewport={"width": width, "height": height},
                device_scale_factor=scale,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                service_workers="block",
            )
            await context.add_cookies(
                [{"name": name, "value": value, "url": self.address} for name, value in person.cookies.items()]
            )
            self._contexts[person.id, width] = context
        return self._contexts[person.id, width]


@asynccontextmanager
async def browser(path: str) -> AsyncIterator["Browser"]:
    """The Chromium at `path`, running. Raises NoBrowser."""
    try:
        from playwright.async_api import Error, async_playwright
    except ImportError as missing:
        raise NoBrowser("playwright is not installed: it comes with what development needs") from missing
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        try:
            running = await playwright.chromium.launch(executable_path=path, args=ARGS)
        except Error as failed:
            raise NoBrowser(f"{path} does not start: {failed}") from failed
        stack.push_async_callback(running.close)
        yield running
