"""The bots of this server: what each has set about itself (webhook, command lists, descriptions), and its updates."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from webchat.jsons import dumps
from webchat.settings import BotAccount
from webchat.statements import W
from webchat.store import Change, Store, query
from webchat.updates import UpdateQueue

BOT = query("SELECT next_update_id, settings FROM bots WHERE bot_id = :bot_id")
ALL_COMMANDS = query("SELECT scope, language_code, body FROM commands WHERE bot_id = :bot_id")


@dataclass(slots=True)
class BotState:
    """Everything a bot may set about itself, stored as one JSON. Texts are by language, "" for all others."""

    webhook_url: str = ""
    webhook_secret: str = ""
    webhook_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""
    allowed_updates: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)


class Bot:
    def __init__(self, account: BotAccount, store: Store) -> None:
        self.id = account.id
        self.username = account.username
        self._first_name = account.first_name
        self._store = store
        self.state = BotState()
        self.updates = UpdateQueue(store, self.id, 1)
        self._commands: dict[tuple[str, str], list[dict[str, str]]] = {}

    async def open(self) -> None:
        row = await self._store.row(BOT, bot_id=self.id)
        if row:
            self.state = BotState(**json.loads(row[1]))
            self.updates = UpdateQueue(self._store, self.id, row[0])
        else:
            await self.alter()
        self._set_allowed()
        for scope, language, body in await self._store.rows(ALL_COMMANDS, bot_id=self.id):
            self._commands[scope, language] = json.loads(body)

    def name(self, language: str = "") -> str:
        return self.state.names.get(language) or self.state.names.get("") or self._first_name

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": True, "first_name": self.name(), "username": self.username}

    async def alter(self, **to: Any) -> None:
        """Changes some of the bot's settings; in memory only once they are on disk."""
        change = Change()
        settings = dumps({**asdict(self.state), **to})
        change.add(W.BOT, bot_id=self.id, next_update_id=1, settings=settings)
        await self._store.submit(change)
        for name, value in to.items():
            setattr(self.state, name, value)
        self._set_allowed()

    def _set_allowed(self) -> None:
        self.updates.allowed = frozenset(self.state.allowed_updates) or None

    def commands(self, scope: str, language: str) -> list[dict[str, str]]:
        return self._commands.get((scope, language), [])

    async def set_commands(self, scope: str, language: str, commands: list[dict[str, str]]) -> None:
        change = Change()
        change.add(W.COMMANDS, bot_id=self.id, scope=scope, language_code=language, body=dumps(commands))
        await self._store.submit(change)
        self._commands[scope, language] = commands

    def commands_for(self, chat_id: int, language: str) -> list[dict[str, str]]:
        """The list that a person sees: the narrowest scope wins, in it their own language before the general one.

        Source: https://core.telegram.org/bots/api#determining-list-of-commands
        """
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for spoken in (language, ""):
                if found := self._commands.get((scope, spoken)):
                    return found
        return []
