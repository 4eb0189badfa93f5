"""Whatever comes is answered: never by a crash of ours, never by breaking the chat."""

import math
import random
from typing import Any

import aiohttp
from aiogram import Bot

from tests.webchat.house import House
from webchat.methods import METHODS
from webchat.person import Person

NAMES = [
    "chat_id", "text", "caption", "parse_mode", "entities", "caption_entities", "reply_markup",
    "reply_parameters", "reply_to_message_id", "message_id", "message_ids", "media", "photo", "voice",
    "document", "latitude", "longitude", "title", "address", "action", "callback_query_id", "file_id",
    "commands", "scope", "language_code", "description", "name", "url", "secret_token", "max_connections",
    "allowed_updates", "offset", "limit", "link_preview_options", "duration", "horizontal_accuracy",
    "show_alert",
]  # fmt: skip
ODD: list[Any] = [
    None, True, 0, -1, 1, 2**63, 2**70, 1.5, math.pi * 10**300, "", " ", "x", "0", "-1", "1e5", "\x00", "\ud83d",
    "家门口", "<b>", "HTML", "[", "{}", "[[]]", "null", "attach://none", "https://example.org/a.jpg", "a" * 5000,
    [], {}, [None], [[]], [{}],
    {"inline_keyboard": [[{}]]},
    {"inline_keyboard": [[{"text": "x", "url": "http://[", "callback_data": 5}]]},
    {"inline_keyboard": {}},
    {"keyboard": [["x"]]},
    {"keyboard": [[5]]},
    {"force_reply": 5, "input_field_placeholder": []},
    [{"type": "photo", "media": "x"}, {"type": "photo", "media": 5}],
    {"type": "photo"},
    {"message_id": "x"},
    [{"type": "bold", "offset": -5, "length": 10**9}],
    [{"type": "text_link", "offset": 0, "length": 1, "url": 5}],
    {"type": "chat", "chat_id": "x"},
    {"type": "chat_member", "user_id": 5},
    [{"command": 5, "description": []}],
    {"type": []},
]  # fmt: skip


async def test_any_call_of_a_bot_is_answered(house: House, bot: Bot, alice: Person) -> None:
    chance = random.Random(7)
    card = await bot.send_message(alice.id, "card")
    for number in range(1500):
        method = chance.choice(sorted(set(METHODS) - {"getUpdates", "setWebhook"}))
        params = {name: chance.choice(ODD) for name in chance.sample(NAMES, chance.randrange(len(NAMES)))}
        if number % 4:
            params |= {"chat_id": alice.id, "message_id": chance.choice([card.message_id, 0, "x"])}
        envelope = await _call(alice.http, house, method, params)
        assert envelope.get("error_code") != 500, (method, params)
    await alice.say("still here")
    assert (await bot.get_updates(offset=-1))[0].message.text == "still here"  # type: ignore[union-attr]


async def _call(http: aiohttp.ClientSession, house: House, method: str, params: dict[str, Any]) -> dict[str, Any]:
    url = f"{house.url}/bot{house.settings.bots[0].token}/{method}"
    async with http.post(url, json=params) as response:
        envelope: dict[str, Any] = await response.json()
        return envelope


async def test_odd_polls_and_webhooks_are_answered(house: House) -> None:
    for value in ODD:
        for method, name in (("getUpdates", "offset"), ("getUpdates", "limit"), ("getUpdates", "allowed_updates")):
            assert (await house.call(method, **{name: value})).get("error_code") != 500, (method, name, value)
        for name in ("secret_token", "max_connections", "allowed_updates", "url"):
            params = {"url": "", "drop_pending_updates": True, name: value}
            assert (await house.call("setWebhook", **params)).get("error_code") != 500, (name, value)
        await house.call("deleteWebhook")


async def test_any_request_of_a_person_is_answered(house: House, bot: Bot, alice: Person) -> None:
    chance = random.Random(7)
    names = ["client_id", "text", "location", "contact", "message_id", "data", "payload", "blocked", "id", "first_name"]
    names += ["language_code", "language", "reply_to_message_id"]
    paths = ["/api/messages", "/api/callbacks", "/api/start", "/api/me", "/api/demo/switch", "/api/session"]
    odd = [*ODD, {"latitude": "nan", "longitude": 0}, {"latitude": 1, "longitude": 1, "horizontal_accuracy": "inf"}]
    for number in range(600):
        body = {name: chance.choice(odd) for name in chance.sample(names, chance.randrange(len(names)))}
        if number % 3:
            body["client_id"] = f"c{number}"
        async with alice.http.post(house.url + chance.choice(paths), json=body) as response:
            assert response.status < 500, body
    for query in ("before=x", "limit=x", "before=-1", "limit=0", f"before={10**30}", "limit=-5"):
        async with alice.http.get(f"{house.url}/api/messages?{query}") as response:
            assert response.status in (200, 400), query
    updates = await bot.get_updates(limit=100)
    assert updates
