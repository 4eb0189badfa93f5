from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from models.places import Unit
from models.station import Mailbox, Station, StationProvision
from services.station.posters import PosterKind, posters
from services.texts import speech
from tests.support.copies import street_copy
from tests.support.street import GRID_1, OUTSIDER, Street, at
from tests.support.talk import Talk, read

ZH = speech("zh")
STATION = 20


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    place: dict[str, Any] = {"lat": 43.8, "lon": 126.5, "address": "江南苑1号楼旁"}
    await street.add(
        Unit(id=STATION, kind="station", name="江南苑站", path=f"1/2/3/{STATION}/", parent_id=GRID_1),
        Station(unit_id=STATION, level="grid", opens=time(8), closes=time(18), feature="红色书吧", **place),
        StationProvision(station_id=STATION, provision="charger"),
        StationProvision(station_id=STATION, provision="water", in_order=False),
        Mailbox(unit_id=STATION, code="k7m2p9q4rs", name="江南苑信箱"),
        Mailbox(unit_id=STATION, code="gone", name="旧信箱", active=False),
    )
    yield street
    await street.door.database.close()


def at_address(street: Street, page: str, bot_name: str) -> None:
    channels = street.door.settings.channels
    webchat, telegram = replace(channels.webchat, public_url=page), replace(channels.telegram, bot_name=bot_name)
    channels = replace(channels, webchat=webchat, telegram=telegram)
    street.door.settings = replace(street.door.settings, channels=channels)


@pytest.mark.parametrize("page", ["https://chat.example.cn", "https://chat.example.cn/"])
async def test_a_box_and_a_station_have_their_links(street: Street, page: str) -> None:
    at_address(street, page, "doorstep_bot")

    box, station = await street.door.look(posters, frozenset(PosterKind))

    assert [link for link, _ in box.links] == [
        "https://chat.example.cn/?start=mailbox_k7m2p9q4rs",
        "https://t.me/doorstep_bot?start=mailbox_k7m2p9q4rs",
    ]
    assert (box.file, box.name, len(box.lines)) == ("mailbox_k7m2p9q4rs", "江南苑信箱", 3)
    assert (station.file, station.name) == ("station_20", "江南苑站")
    assert box.lines[1] == ZH.plain("poster-mailbox-2")


async def test_without_a_name_on_telegram_there_is_no_link_to_it(street: Street) -> None:
    at_address(street, "https://chat.example.cn", "")
    (station,) = await street.door.look(posters, frozenset({PosterKind.STATION}))
    assert [link for link, _ in station.links] == ["https://chat.example.cn/?start=station_20"]


async def test_a_stations_poster_opens_its_card(street: Street) -> None:
    said = await Talk(street, OUTSIDER).say("/start station_20")

    assert read(said).splitlines()[:5] == [
        "<b>江南苑站</b>",
        "现在开着，08:00 到 18:00",
        "特色：红色书吧",
        "充电：能用",
        "饮水：暂时不能用",
    ]
    assert said[1].place is not None
    assert (said[1].place.title, said[1].place.address) == ("江南苑站", "江南苑1号楼旁")


async def test_a_station_that_there_is_none_of_is_not_found(street: Street) -> None:
    talk = Talk(street, OUTSIDER)
    for payload in ("999", "x", "", "9" * 40):
        assert ZH("error-not-found") in read(await talk.say(f"/start station_{payload}"))
