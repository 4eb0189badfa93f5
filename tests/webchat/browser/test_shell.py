"""The page as files: nothing forgotten offline, nothing from elsewhere, everything small and explained."""

import json
import re
from pathlib import Path

from PIL import Image

STATIC = Path(__file__).parents[3] / "webchat" / "static"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


async def test_the_service_worker_keeps_every_file_of_the_page() -> None:
    files = {f"/static/{path.relative_to(STATIC).as_posix()}" for path in STATIC.rglob("*") if path.is_file()}
    expected = files - {"/static/sw.js", "/static/index.html", "/static/manifest.webmanifest"} | {
        "/",
        "/manifest.webmanifest",
    }
    kept = re.findall(r'"(/[^"]*)"', read(STATIC / "sw.js").partition("];")[0])

    assert sorted(kept) == sorted(expected)


async def test_every_module_says_why_it_exists_and_stays_small() -> None:
    modules = {path.relative_to(STATIC).as_posix(): read(path) for path in STATIC.rglob("*.js")}

    assert [name for name, code in modules.items() if not re.match(r"/\*\*\s+(\* )?Why: ", code)] == []
    assert [name for name, code in modules.items() if len(code.splitlines()) > 300] == []


async def test_nothing_becomes_markup_and_nothing_comes_from_elsewhere() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    code = {path.name: read(path) for path in STATIC.rglob("*.js")}

    assert [name for name, text in code.items() if forbidden.search(text)] == []
    page = read(STATIC / "index.html")
    assert re.findall(r'(?:src|href)="(?!/)', page) == []
    assert re.findall(r"<script(?![^>]*src=)|style=|\son\w+=", page) == []


async def test_all_modules_are_fetched_at_once_and_not_one_after_the_other() -> None:
    modules = {f"/static/{path.relative_to(STATIC).as_posix()}" for path in STATIC.rglob("*.js")}

    named = re.findall(r'(?:modulepreload" href|src)="([^"]+)"', read(STATIC / "index.html"))
    assert sorted(named) == sorted(modules - {"/static/sw.js"})


async def test_it_can_be_put_on_the_home_screen() -> None:
    manifest = json.loads(read(STATIC / "manifest.webmanifest"))

    assert (manifest["start_url"], manifest["display"]) == ("/", "standalone")
    for icon in manifest["icons"]:
        path = STATIC / icon["src"].removeprefix("/static/")
        if icon["type"] == "image/png":
            with Image.open(path) as image:
                assert "x".join(map(str, image.size)) == icon["sizes"]
        else:
            assert path.is_file()
