"""The persons' door: /api/ for the page. What each address takes and gives is in docs/webchat.md."""

from typing import Any

from aiohttp import web

from webchat.accounts import LANGUAGES, Account
from webchat.assets import Asset
from webchat.errors import PersonError
from webchat.exchange import Exchange
from webchat.guard import integer, read_json
from webchat.jsons import clean, dumps
from webchat.limits import Flood
from webchat.markup.entities import CAPTION_LIMIT, TEXT_LIMIT
from webchat.person_events import Events
from webchat.person_sending import MOST_PHOTOS, Sending
from webchat.photos import SENT_SIDE
from webchat.sessions import COOKIE, Sessions, address_of
from webchat.store import Change
from webchat.talking import Talking, payload_text, text_content

MOST_MESSAGES = 200
GEOJSON = "application/geo+json"
MAP_KEPT = "max-age=3600"  # a street does not move while somebody chats
NAMELESS = {"zh": "居民", "en": "Resident"}


class PersonApi:
    def __init__(self, exchange: Exchange) -> None:
        settings = exchange.settings
        self.exchange = exchange
        self.sessions = Sessions(exchange)
        self.talking = Talking(exchange)
        self.actions = Flood(settings.person_limits.actions_per_second, settings.person_limits.actions_burst)
        self._new_sessions = Flood(settings.person_limits.sessions_per_second, settings.person_limits.sessions_burst)
        self._map = Asset.of(settings.map_file.read_bytes(), GEOJSON, MAP_KEPT) if settings.map_file else None
        self._demo = {person.id: person for person in settings.demo_people}
        self.events = Events(exchange, self.sessions)
        self.sending = Sending(exchange, self.sessions, self.talking)

    async def acting(self, request: web.Request) -> Account:
        """Whoever changes something, unless they do it too often."""
        account = await self.sessions.need(request)
        self.actions.spend(account.id, self.exchange.now())
        return account

    def me(self, account: Account) -> dict[str, Any]:
        settings, bot = self.exchange.settings, self.exchange.bot_of(account)
        language = account.language_code
        descriptions = bot.state.descriptions
        demo = None
        if self._demo:
            people = [
                {"id": p.id, "first_name": p.first_name, "note": p.noted_in(language)} for p in self._demo.values()
            ]
            demo = {"people": people, "current": account.id}
        return {
            "id": account.id,
            "first_name": account.first_name,
            "language_code": language,
            "blocked": account.blocked,
            "bot": {
                "id": bot.id,
                "username": bot.username,
                "first_name": bot.name(language),
                "description": descriptions.get(language) or descriptions.get("", ""),
            },
            "commands": bot.commands_for(account.id, language),
            "demo": demo,
            "map": self._map is not None,
            "limits": {
                "text": TEXT_LIMIT,
                "caption": CAPTION_LIMIT,
                "photo_bytes": settings.photo_bytes,
                "file_bytes": settings.download_bytes,
                "photos": MOST_PHOTOS,
                "photo_side": SENT_SIDE,
            },
        }

    async def open_session(self, request: web.Request) -> web.Response:
        body = await read_json(request)
        account = await self.sessions.find(request)
        if account:  # with the cookie once more, so that it lives on
            response = answer({"me": self.me(account)})
            self.sessions.give(request, response, request.cookies[COOKIE])
            return response
        settings = self.exchange.settings
        self._new_sessions.spend(address_of(request, settings.behind_proxy), self.exchange.now())
        language = body.get("language") if body.get("language") in LANGUAGES else LANGUAGES[0]
        token, account = await self.sessions.create(str(language), NAMELESS[str(language)])
        response = answer({"me": self.me(account)})
        self.sessions.give(request, response, token)
        return response

    async def get_me(self, request: web.Request) -> web.Response:
        return answer(self.me(await self.sessions.need(request)))

    async def set_me(self, request: web.Request) -> web.Response:
        account, body = await self.acting(request), await read_json(request)
        name, language = body.get("first_name", account.first_name), body.get("language_code", account.language_code)
        name = clean(name).strip()[:64] if isinstance(name, str) else ""
        if not name or language not in LANGUAGES:
            raise PersonError(400, "bad_request", "first_name must not be empty, language_code one of zh, en")
        async with account.lock:
            change = Change()
            self.exchange.accounts.alter(change, account, first_name=name, language_code=language)
            await self.exchange.store.submit(change)
        return answer(self.me(account))

    async def history(self, request: web.Request) -> web.Response:
        """seq is read first: what changes meanwhile comes once more as an event rather than not at all."""
        account = await self.sessions.need(request)
        limit = min(max(integer(request.query.get("limit"), "limit", 50), 1), MOST_MESSAGES)
        before = integer(request.query.get("before"), "before", 2**62)
        seq, keyboard, brought_by = account.committed_seq, account.keyboard, account.keyboard_message_id
        found = await self.exchange.log.history(account.id, before, limit + 1)
        more, shown = len(found) > limit, found[-limit:]
        body = (
            f'{{"messages":[{",".join(shown)}],"more":{dumps(more)},"seq":{seq},'
            f'"keyboard":{keyboard or "null"},"keyboard_message_id":{dumps(brought_by)}}}'
        )
        return web.Response(text=body, content_type="application/json")

    async def send(self, request: web.Request) -> web.Response:
        return raw(await self.sending.receive(request, await self.acting(request), self.actions))

    async def edit(self, request: web.Request) -> web.Response:
        account, body = await self.acting(request), await read_json(request)
        message_id, text = int(request.match_info["message_id"]), body.get("text")
        if not isinstance(text, str):
            raise PersonError(400, "bad_request", "text must be a string")
        edited = self.talking.once(
            account, body.get("client_id"), lambda change: self.talking.edit(change, account, message_id, text)
        )
        return raw(await edited)

    async def tap(self, request: web.Request) -> web.Response:
        account, body = await self.acting(request), await read_json(request)
        message_id, data = integer(body.get("message_id"), "message_id"), str(body.get("data", ""))
        tapped = self.talking.once(
            account, body.get("client_id"), lambda change: self.talking.tap(change, account, message_id, data)
        )
        return raw(await tapped)

    async def start(self, request: web.Request) -> web.Response:
        account, body = await self.acting(request), await read_json(request)
        content = text_content(payload_text(body.get("payload", "")))
        sent = self.talking.once(
            account, body.get("client_id"), lambda change: self.talking.send(change, account, [content])
        )
        return raw(await sent)

    async def block(self, request: web.Request) -> web.Response:
        account, body = await self.acting(request), await read_json(request)
        await self.talking.block(account, body.get("blocked") is True)
        return answer({"me": self.me(account)})

    async def map(self, request: web.Request) -> web.Response:
        if self._map is None:
            raise PersonError(404, "not_found", "there is no map")
        return self._map.answer(request)

    async def switch(self, request: web.Request) -> web.Response:
        await self.acting(request)
        body = await read_json(request)
        person = self._demo.get(integer(body.get("id"), "id"))
        account = await self.exchange.accounts.get(person.id) if person else None
        if account is None:
            raise PersonError(404, "not_found", "no such demo person")
        await self.sessions.become(request, account)
        return answer({"me": self.me(account)})

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.post("/api/session", self.open_session),
            web.get("/api/me", self.get_me),
            web.post("/api/me", self.set_me),
            web.get("/api/messages", self.history),
            web.post("/api/messages", self.send),
            web.patch(r"/api/messages/{message_id:\d{1,18}}", self.edit),
            web.get("/api/events", self.events.serve),
            web.post("/api/callbacks", self.tap),
            web.post("/api/start", self.start),
            web.post("/api/block", self.block),
            web.get(r"/api/files/{file_unique_id:[A-Za-z0-9_-]{1,64}}", self.sending.file),
            web.get("/api/map", self.map),
            web.post("/api/demo/switch", self.switch),
        ]


def answer(value: Any) -> web.Response:
    return raw(dumps(value))


def raw(text: str) -> web.Response:
    return web.Response(text=text, content_type="application/json")
