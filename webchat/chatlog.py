"""The log of one chat: adding, changing and removing messages, for both sides alike.

A message is put into JSON once, when it is made; the bot's answer, the update, the page's event and the table carry
that text.
"""

import json
import secrets
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from webchat.accounts import Account
from webchat.hub import Hub
from webchat.jsons import dumps
from webchat.statements import W
from webchat.store import Change, Store, query

BODY = query("SELECT body FROM messages WHERE chat_id = :chat_id AND message_id = :message_id")
HISTORY = query(
    """SELECT body FROM messages WHERE chat_id = :chat_id AND message_id < :before AND body <> ''
    ORDER BY message_id DESC LIMIT :limit"""
)
MISSED = query(
    """SELECT message_id, created_seq, seq, body FROM messages WHERE chat_id = :chat_id AND seq > :after
    ORDER BY seq LIMIT :limit"""
)
REMEMBERED = 4_000
Message = dict[str, Any]


class ChatLog:
    def __init__(self, store: Store, hub: Hub) -> None:
        self._store = store
        self._hub = hub
        self._recent: OrderedDict[tuple[int, int], str] = OrderedDict()

    async def find(self, account: Account, message_id: int) -> Message | None:
        """The message as it is now, None when it never was or was deleted. To change it, hold the account's lock."""
        if not 0 < message_id <= account.last_message_id:
            return None
        body = self._recent.get((account.id, message_id))
        if body is None:
            row = await self._store.row(BODY, chat_id=account.id, message_id=message_id)
            body = row[0] if row else ""
        found: Message | None = json.loads(body) if body else None
        return found

    def add(self, change: Change, account: Account, content: Message) -> str:
        """Gives the message its number and puts it in line to be written. Returns its JSON."""
        message_id, seq = account.next_message_id(), account.next_seq()
        body = dumps({"message_id": message_id, **content})
        change.add(W.MESSAGE, chat_id=account.id, message_id=message_id, seq=seq, body=body)
        account.count(change)
        self._announce(change, account.id, message_id, seq, "message", body)
        return body

    def replace(self, change: Change, account: Account, message: Message) -> str:
        """Puts a changed message in the place of the old one. Needs the account's lock until the commit."""
        seq, body = account.next_seq(), dumps(message)
        change.add(W.CHANGED, chat_id=account.id, message_id=message["message_id"], seq=seq, body=body)
        account.count(change)
        self._announce(change, account.id, message["message_id"], seq, "edited", body)
        return body

    def remove(self, change: Change, account: Account, message_id: int) -> None:
        seq = account.next_seq()
        change.add(W.CHANGED, chat_id=account.id, message_id=message_id, seq=seq, body="")
        account.count(change)
        self._announce(change, account.id, message_id, seq, "deleted", "")

    def _announce(self, change: Change, chat_id: int, message_id: int, seq: int, kind: str, body: str) -> None:
        def announce() -> None:
            self._recent[chat_id, message_id] = body
            self._recent.move_to_end((chat_id, message_id))
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
            self._hub.tell(chat_id, event(seq, kind, message_id, body), seq)

        change.after.append(announce)

    def set_keyboard(
        self, change: Change, account: Account, keyboard: str | None, message_id: int | None = None
    ) -> None:
        """Shows the person another reply keyboard (or ForceReply), brought by that message, or none."""
        seq = account.next_seq()
        change.add(W.KEYBOARD, id=account.id, keyboard=keyboard, seq=seq, message_id=message_id)
        account.count(change)

        def shown() -> None:
            account.keyboard, account.keyboard_seq, account.keyboard_message_id = keyboard, seq, message_id
            self._hub.tell(account.id, keyboard_event(account), seq)

        change.after.append(shown)

    async def history(self, chat_id: int, before: int, limit: int) -> list[str]:
        """Up to `limit` messages before a number, oldest first."""
        rows = await self._store.rows(HISTORY, chat_id=chat_id, before=before, limit=limit)
        return [row[0] for row in reversed(rows)]

    async def missed(self, chat_id: int, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """(seq, event) for every message that is not as it was at `after`, in its present state."""
        rows = await self._store.rows(MISSED, chat_id=chat_id, after=after, limit=limit)
        events = []
        for message_id, created_seq, seq, body in rows:
            kind = "deleted" if not body else "message" if created_seq > after else "edited"
            events.append((seq, event(seq, kind, message_id, body)))
        return events


def new_album() -> str:
    """A media_group_id like Telegram's: a decimal number of 17 digits in a string."""
    return str(secrets.randbelow(9 * 10**16) + 10**16)


def event(seq: int, kind: str, message_id: int, body: str) -> str:
    if kind == "deleted":
        return f'{{"seq":{seq},"type":"deleted","message_id":{message_id}}}'
    return f'{{"seq":{seq},"type":"{kind}","message":{body}}}'


def keyboard_event(account: Account) -> str:
    """The keyboard as it is now, and the message that brought it (null where there is none)."""
    keyboard, message_id = account.keyboard or "null", dumps(account.keyboard_message_id)
    return f'{{"seq":{account.keyboard_seq},"type":"keyboard","keyboard":{keyboard},"message_id":{message_id}}}'
