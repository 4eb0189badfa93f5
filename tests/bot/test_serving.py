"""What the house serves over HTTP."""

import asyncio
import resource
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import web

from bot.serving import allow_many_pages, serving

PAGES = 100


@pytest.fixture
def few_files() -> Iterator[None]:
    """The process may open hardly more files than it has by now, unless it asks."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    has = len(list(Path("/proc/self/fd").iterdir()))
    resource.setrlimit(resource.RLIMIT_NOFILE, (has + PAGES // 2, most))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))


@pytest.mark.usefixtures("few_files")
async def test_more_pages_are_open_than_a_process_may_have_files_at_first() -> None:
    allow_many_pages()

    async with serving(web.Application(), "127.0.0.1", 0) as address:
        at = urlsplit(address)
        pages = await asyncio.gather(*(asyncio.open_connection(at.hostname, at.port) for _ in range(PAGES)))
        for _, page in pages:
            page.close()
