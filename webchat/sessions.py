"""Who is at the page: a random token in a cookie; only its SHA-256 is kept. Every browser is its own account."""

import hashlib
import secrets
from collections import OrderedDict

from aiohttp import web

from webchat.accounts import Account
from webchat.errors import PersonError
from webchat.exchange import Exchange
from webchat.statements import W
from webchat.store import Change, query

COOKIE = "webchat_session"
DAYS = 400  # the longest that browsers keep a cookie
REMEMBERED = 50_000
BY_HASH = query("SELECT account_id FROM sessions WHERE token_hash = :token_hash")


def is_https(request: web.Request, behind_proxy: bool) -> bool:
    if behind_proxy and (said := request.headers.get("X-Forwarded-Proto", "")):
        return said.rpartition(",")[2].strip() == "https"
    return request.secure


def address_of(request: web.Request, behind_proxy: bool) -> str:
    """Whose new sessions are counted. Of X-Forwarded-For only the last entry is the proxy's own word."""
    if behind_proxy and (said := request.headers.get("X-Forwarded-For", "")):
        return said.rpartition(",")[2].strip()
    return request.remote or ""


class Sessions:
    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._known: OrderedDict[str, int] = OrderedDict()

    def hash_of(self, request: web.Request) -> str:
        return hashlib.sha256(request.cookies.get(COOKIE, "").encode()).hexdigest()

    async def find(self, request: web.Request) -> Account | None:
        if not request.cookies.get(COOKIE):
            return None
        token_hash = self.hash_of(request)
        account_id = self._known.get(token_hash)
        if account_id is None:
            row = await self._exchange.store.row(BY_HASH, token_hash=token_hash)
            if row is None:
                return None
            account_id = int(row[0])
            self._remember(token_hash, account_id)
        return await self._exchange.accounts.get(account_id)

    async def need(self, request: web.Request) -> Account:
        account = await self.find(request)
        if account is None:
            raise PersonError(401, "no_session", "open a session first")
        return account

    async def create(self, language_code: str, first_name: str) -> tuple[str, Account]:
        """A new account with its session. Returns the token, which is nowhere kept."""
        exchange, change, token = self._exchange, Change(), secrets.token_urlsafe(32)
        account = await exchange.accounts.create(change, exchange.front.id, language_code, first_name, exchange.now())
        await self._put(change, hashlib.sha256(token.encode()).hexdigest(), account.id)
        return token, account

    async def become(self, request: web.Request, account: Account) -> None:
        """The session of this request is somebody else's from now on; its open pages come back as them."""
        token_hash = self.hash_of(request)
        await self._put(Change(), token_hash, account.id)
        self._exchange.hub.dismiss(token_hash)

    async def _put(self, change: Change, token_hash: str, account_id: int) -> None:
        row = {"token_hash": token_hash, "account_id": account_id, "created_at": self._exchange.now()}
        change.add(W.SESSION, **row)
        await self._exchange.store.submit(change)
        self._remember(token_hash, account_id)

    def _remember(self, token_hash: str, account_id: int) -> None:
        self._known[token_hash] = account_id
        self._known.move_to_end(token_hash)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def give(self, request: web.Request, response: web.StreamResponse, token: str) -> None:
        settings = self._exchange.settings
        response.set_cookie(
            COOKIE,
            token,
            max_age=DAYS * 86400,
            path="/",
            httponly=True,
            samesite="Lax",
            secure=settings.secure_cookies or is_https(request, settings.behind_proxy),
        )
