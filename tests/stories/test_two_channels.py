"""Telegram and the browser chat in one dispatcher. A second chat server of ours stands in for Telegram's: it holds the
same contract (tests/webchat), and the bot knows only its address."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from bot.updates.channels import TELEGRAM
from bot.updates.intake import SECRET_HEADER
from bot.updates.listening import webhook_path
from domain.settings import Settings
from models.people import Chat, Consent
from tests.support.house import House, house_in
from tests.support.process import free_port
from webchat.app import UNLIMITED, BotAccount, WebchatSettings, create_app
from webchat.person import Person

Mode = Literal["polling", "webhook"]
TOKEN = "77:made-up-telegram-token"


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a Bot API server that is not the house's own."""
    settings = WebchatSettings(
        files_dir=tmp_path / "telegram-files",
        bots=(BotAccount(TOKEN, "doorstep_test_bot", "Doorstep"),),
        database_url=f"sqlite+aiosqlite:///{tmp_path}/telegram.sqlite",
        person_limits=UNLIMITED,
    )
    async with TestServer(create_app(settings)) as server:
        yield f"http://{server.host}:{server.port}"


def with_telegram(settings: Settings, address: str, mode: Mode, port: int = 0) -> Settings:
    telegram = replace(
        settings.channels.telegram,
        api_base=address,
        mode=mode,
        webhook_url=f"http://127.0.0.1:{port}{webhook_path(TELEGRAM)}",
        poll_seconds=1,
    )
    return replace(settings, channels=replace(settings.channels, telegram=telegram, webhook_port=port))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_same_conversation_on_both_channels(
    settings: Settings, tmp_path: Path, telegram: str, mode: Mode
) -> None:
    settings = with_telegram(settings, telegram, mode, free_port())
    async with house_in(tmp_path, settings=settings, telegram_token=TOKEN) as house, Person(telegram) as alice:
        await alice.say("/start")
        await alice.hears("您同意吗")
        await alice.tap("同意")
        await alice.hears("哪个社区")

        resident = await house.person("resident")
        await resident.say("/start")
        await resident.hears("您要办什么")


async def test_nobody_is_known_on_telegram_before_they_agree(settings: Settings, tmp_path: Path, telegram: str) -> None:
    settings = with_telegram(settings, telegram, "polling")
    async with (
        house_in(tmp_path, settings=settings, telegram_token=TOKEN) as house,
        Person(telegram) as alice,
        Person(telegram) as outsider,
    ):
        for newcomer in (alice, outsider):
            await newcomer.say("小区门口的井盖松了")
            await newcomer.hears("您同意吗")
        assert await agreed(house, alice) == await agreed(house, outsider) == []

        await alice.tap("同意")
        await alice.hears("哪个社区")
        await outsider.tap("不填了")
        await outsider.hears("什么都没有提交")

        assert await agreed(house, alice) == [house.settings.street.notice_version]
        assert await agreed(house, outsider) == []


async def agreed(house: House, newcomer: Person) -> list[str]:
    """To which versions of the notice whoever writes in this chat has agreed."""
    query = select(Consent.notice_version).join(Chat, Chat.person_id == Consent.person_id)
    async with house.app.door.database.read() as session:
        return list(await session.scalars(query.where(Chat.channel == TELEGRAM, Chat.external_id == newcomer.id)))


async def test_a_webhook_call_without_the_secret_is_refused(settings: Settings, tmp_path: Path, telegram: str) -> None:
    port = free_port()
    settings = with_telegram(settings, telegram, "webhook", port)
    update = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, "text": "x"},
    }
    address = f"http://127.0.0.1:{port}{webhook_path(TELEGRAM)}"
    async with house_in(tmp_path, settings=settings, telegram_token=TOKEN), ClientSession() as forger:
        for headers in ({}, {SECRET_HEADER: "guessed"}, {SECRET_HEADER: "猜的".encode().decode("latin-1")}):
            async with forger.post(address, json=update, headers=headers) as answer:
                assert answer.status == 401
