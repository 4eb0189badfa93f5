"""People of the page. An account is one private chat with one bot; its id is the chat's id too, as with Telegram."""

import asyncio
import secrets
from dataclasses import dataclass, field, fields
from typing import Any

from webchat.settings import DemoPerson
from webchat.statements import W
from webchat.store import Change, Store, query

BY_ID = query("SELECT * FROM accounts WHERE id = :id")
LANGUAGES = ("zh", "en")


@dataclass(slots=True, eq=False)
class Account:
    """What is asked of a chat at every message, kept in memory: about 1 kB each, for all active since the start.

    The counters run ahead of the disk (a failed commit leaves a gap, never a number given twice); all else
    changes after its commit. `lock` is held through every read-modify-write of the chat.
    """

    id: int
    bot_id: int
    first_name: str
    language_code: str
    blocked: bool
    last_message_id: int
    last_seq: int
    keyboard: str | None
    keyboard_seq: int
    keyboard_message_id: int | None = None
    committed_seq: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def user(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "first_name": self.first_name, "type": "private"}

    def next_message_id(self) -> int:
        self.last_message_id += 1
        return self.last_message_id

    def next_seq(self) -> int:
        self.last_seq += 1
        return self.last_seq

    def count(self, change: Change) -> None:
        """Adds the counters as they stand now to what is about to be written."""
        seq = self.last_seq
        change.add(W.COUNTERS, id=self.id, message_id=self.last_message_id, seq=seq)
        change.after.append(lambda: self._reach(seq))

    def _reach(self, seq: int) -> None:
        self.committed_seq = max(self.committed_seq, seq)


STORED = tuple(field.name for field in fields(Account) if field.name not in ("committed_seq", "lock"))


class Accounts:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, Account] = {}

    async def get(self, account_id: int) -> Account | None:
        known = self._known.get(account_id)
        if known is not None or not 0 < account_id < 2**63:
            return known
        stored = await self._store.row(BY_ID, id=account_id)
        if stored is None:
            return None
        row = stored._mapping
        values = {name: row[name] for name in STORED} | {"blocked": bool(row["blocked"])}
        found = Account(**values, committed_seq=row["last_seq"])
        return self._known.setdefault(account_id, found)  # somebody may have been faster

    async def create(self, change: Change, bot_id: int, language_code: str, first_name: str, now: float) -> Account:
        """A new account. Its id cannot be guessed from others: random, positive, exact in a JavaScript number."""
        account_id = secrets.randbelow(2**52) + 2**52
        while await self.get(account_id):
            account_id = secrets.randbelow(2**52) + 2**52
        return self._add(change, Account(account_id, bot_id, first_name, language_code, False, 0, 0, None, 0), now)

    async def ensure_demo(self, change: Change, bot_id: int, person: DemoPerson, now: float) -> None:
        if await self.get(person.id) is None:
            self._add(
                change, Account(person.id, bot_id, person.first_name, person.language_code, False, 0, 0, None, 0), now
            )

    def _add(self, change: Change, account: Account, now: float) -> Account:
        change.add(
            W.ACCOUNT,
            id=account.id,
            bot_id=account.bot_id,
            first_name=account.first_name,
            language_code=account.language_code,
            created_at=now,
        )
        change.after.append(lambda: self._known.__setitem__(account.id, account))
        return account

    def alter(self, change: Change, account: Account, **to: Any) -> None:
        """Changes name, language or blocked; in memory only once it is on disk."""
        values = {
            "first_name": account.first_name,
            "language_code": account.language_code,
            "blocked": account.blocked,
            **to,
        }

        def altered() -> None:
            for name, value in to.items():
                setattr(account, name, value)

        change.add(W.PROFILE, id=account.id, **{**values, "blocked": int(values["blocked"])})
        change.after.append(altered)
