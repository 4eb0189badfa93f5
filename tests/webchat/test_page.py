"""The files of the page: small on the way, never out of date, and the same for everybody."""

import gzip
import json
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.webchat.house import House, house_in
from webchat.assets import Asset, takes_gzip

STATIC = Path(__file__).parents[2] / "webchat" / "static"
WORDS = [
    ("/", "text/html; charset=utf-8", "index.html"),
    ("/manifest.webmanifest", "application/manifest+json", "manifest.webmanifest"),
    ("/static/main.js", "text/javascript; charset=utf-8", "main.js"),
    ("/static/css/base.css", "text/css; charset=utf-8", "css/base.css"),
    ("/static/icons/door.svg", "image/svg+xml", "icons/door.svg"),
]


@pytest.mark.parametrize(("path", "content_type", "file"), WORDS)
async def test_words_go_compressed_and_come_again_only_when_they_changed(
    house: House, path: str, content_type: str, file: str
) -> None:
    data = (STATIC / file).read_bytes()
    tags = {}
    async with ClientSession(auto_decompress=False) as http:
        for accepted in ("gzip, br", "identity"):
            async with http.get(house.url + path, headers={"Accept-Encoding": accepted}) as response:
                body, headers = await response.read(), response.headers
            packed = headers.get("Content-Encoding") == "gzip"
            assert packed == (accepted != "identity")
            assert (gzip.decompress(body) if packed else body) == data
            assert (headers["Vary"], headers["Cache-Control"]) == ("Accept-Encoding", "no-cache")
            assert headers["Content-Type"] == content_type
            tags[accepted] = headers["ETag"]
            asked = {"Accept-Encoding": accepted, "If-None-Match": f'W/{headers["ETag"]}, "other"'}
            async with http.get(house.url + path, headers=asked) as again:
                assert (again.status, await again.read(), again.headers["ETag"]) == (304, b"", headers["ETag"])
            async with http.get(house.url + path, headers={**asked, "If-None-Match": '"other"'}) as changed:
                assert changed.status == 200
    assert len(set(tags.values())) == 2


async def test_a_picture_goes_as_it_is(house: House) -> None:
    async with ClientSession(auto_decompress=False) as http, http.get(f"{house.url}/static/icons/door-192.png") as one:
        assert await one.read() == (STATIC / "icons" / "door-192.png").read_bytes()
    assert (one.headers["Content-Type"], one.headers["Cache-Control"]) == ("image/png", "no-cache")
    assert "Content-Encoding" not in one.headers and "Vary" not in one.headers


@pytest.mark.parametrize("path", ["/sw.js", "/static/sw.js"])
async def test_the_service_worker_is_never_kept(house: House, path: str) -> None:
    async with ClientSession() as http, http.get(house.url + path) as response:
        assert response.headers["Cache-Control"] == "no-store"


async def test_the_map_goes_compressed(tmp_path: Path) -> None:
    street = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "一号楼"}}] * 50}
    place = tmp_path / "map.geojson"
    place.write_text(json.dumps(street), encoding="utf-8")
    async with house_in(tmp_path, map_file=place) as house, ClientSession() as http:
        async with http.get(f"{house.url}/api/map") as response:
            assert await response.json(content_type="application/geo+json") == street
        assert (response.headers["Content-Encoding"], response.headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert response.headers["Cache-Control"] == "max-age=3600"
        async with http.get(f"{house.url}/api/map", headers={"If-None-Match": response.headers["ETag"]}) as again:
            assert again.status == 304


async def test_the_whole_page_is_small_on_the_way() -> None:
    """A first visit on a slow phone: everything but the icons of the home screen."""
    files = [place for place in STATIC.rglob("*") if place.is_file() and place.suffix != ".png"]
    assets = [Asset.read(place) for place in files]
    sizes = [len(asset.packed or asset.data) for asset in assets]
    assert sum(sizes) < 100_000
    assert sum(sizes) < 0.6 * sum(len(asset.data) for asset in assets)


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip, deflate", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("*", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("identity, gzip; q=0.5", True),
    ],
)
def test_who_takes_gzip(accepted: str, takes: bool) -> None:
    assert takes_gzip(accepted) == takes
