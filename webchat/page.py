"""Hands out the files of the page, from memory: a newer page comes with the next start, never a half of each."""

from pathlib import Path

from aiohttp import web

from webchat.assets import ASK_AGAIN, NEVER_KEPT, Asset

FRONT = {"/": "index.html", "/sw.js": "sw.js", "/manifest.webmanifest": "manifest.webmanifest"}
# A browser that kept an old service worker would keep an old page with it.
CACHE = {"sw.js": NEVER_KEPT}


def routes(folder: Path) -> list[web.AbstractRouteDef]:
    assets = {
        name: Asset.read(place, CACHE.get(name, ASK_AGAIN))
        for place in folder.rglob("*")
        if place.is_file() and (name := place.relative_to(folder).as_posix())
    }

    async def front(request: web.Request) -> web.Response:
        return assets[FRONT[request.path]].answer(request)

    async def static(request: web.Request) -> web.Response:
        found = assets.get(request.match_info["path"])
        if found is None:
            raise web.HTTPNotFound
        return found.answer(request)

    return [*(web.get(path, front) for path in FRONT), web.get("/static/{path:.+}", static)]
