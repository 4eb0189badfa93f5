"""aiohttp applications on an address, until the house stops."""

import json
import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.keyring import Secrets
from domain.settings import Settings
from services.act import Door
from services.seed.cast import CAST
from services.street_map import StreetMap
from webchat.app import BotAccount, DemoPerson, WebchatSettings, create_app

MAP_FILE = "street-map.json"


def allow_many_pages() -> None:
    """An open page is an open file, of which a process may have a thousand unless it asks for more: all that it may."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Yields the address; port 0 takes a free one. No access log: its lines would carry tokens."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    try:
        bound = runner.addresses[0][1]
        yield f"http://{host}:{bound}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serving_webchat(settings: Settings, secrets: Secrets, door: Door) -> AsyncIterator[str]:
    """The browser chat's server; yields its address."""
    chosen = settings.channels.webchat
    folder = Path(chosen.files)
    map_file = _write_map(folder, door.street_map)
    cast = CAST if chosen.demo else ()
    people = tuple(DemoPerson(one.external_id, one.name, one.note_zh, note_en=one.note_en) for one in cast)
    app = create_app(
        WebchatSettings(
            files_dir=folder,
            bots=(BotAccount(secrets.webchat_token, "doorstep_bot", "家门口 Doorstep"),),
            database_url=chosen.database,
            demo_people=people,
            map_file=map_file,
            behind_proxy=chosen.behind_proxy,
            now=lambda: door.clock.now().timestamp(),
        )
    )
    async with serving(app, chosen.host, chosen.port) as address:
        yield address


def _write_map(folder: Path, street_map: StreetMap) -> Path:
    """The street's outline beside the browser chat's files, for its pin map."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder.parent / MAP_FILE
    file.write_text(json.dumps(street_map.outline(), ensure_ascii=False), encoding="utf-8")
    return file
