"""Hands out the files of the page."""

from pathlib import Path

from aiohttp import web

FRONT = {"/": "index.html", "/sw.js": "sw.js", "/manifest.webmanifest": "manifest.webmanifest"}
# Asked again every time, by ETag: a page of yesterday must not talk to a server of today.
CACHE = {"Cache-Control": "no-cache"}


def routes(folder: Path) -> list[web.AbstractRouteDef]:
    async def front(request: web.Request) -> web.StreamResponse:
        return _file(folder / FRONT[request.path])

    async def static(request: web.Request) -> web.StreamResponse:
        return _file(_inside(folder, request.match_info["path"]))

    return [*(web.get(path, front) for path in FRONT), web.get("/static/{path:.+}", static)]


def _inside(folder: Path, path: str) -> Path:
    place = (folder / path).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise web.HTTPNotFound
    return place


def _file(place: Path) -> web.StreamResponse:
    if not place.is_file():
        raise web.HTTPNotFound
    headers = dict(CACHE)
    if place.suffix == ".webmanifest":
        headers["Content-Type"] = "application/manifest+json"
    return web.FileResponse(place, headers=headers)
