"""One browser and one server a session; every test gets an account of its own, on one phone that is wiped in between.

A test that changes the phone itself (its network, its permissions) asks for `context` too and gets one of its own: to
start one takes longer than most tests.

Without a Chromium these tests are skipped with the reason, and fail where CI=true: nobody shall mistake it for green.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.webchat.browser.person import PATIENCE_MS, Person, phone, wipe
from tests.webchat.browser.street import PEOPLE, Street, listen, serve
from webchat.app import DemoPerson

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All in one event loop: browser, server and bot live in it as long as the session."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    reason = "no Chromium: install the package `chromium` or name one in CHROMIUM"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = chromium()
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=ARGS)
        yield running
        await running.close()


@asynccontextmanager
async def running(folder: Path, people: tuple[DemoPerson, ...] = ()) -> AsyncIterator[Street]:
    street, runner = await serve(folder, people)
    dispatcher, polling = await listen(street)
    yield street
    await dispatcher.stop_polling()
    await polling
    await street.bot.session.close()
    await runner.cleanup()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def street(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Street]:
    async with running(tmp_path_factory.mktemp("street")) as found:
        yield found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def demo_street(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Street]:
    async with running(tmp_path_factory.mktemp("demo"), PEOPLE) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await phone(browser)
    yield context
    await context.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_page(browser: Browser) -> AsyncIterator[Page]:
    context = await phone(browser)
    yield await context.new_page()
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def alice(request: pytest.FixtureRequest, shared_page: Page, street: Street) -> AsyncIterator[Person]:
    """Somebody at an empty chat. At the end the page must have complained of nothing."""
    if "context" in request.fixturenames:
        person = await Person.arrive(request.getfixturevalue("context"), street)
    else:
        await wipe(shared_page, street.url)
        person = await Person.arrive(shared_page.context, street, page=shared_page)
    yield person
    person.leave()
    assert person.complaints == []
