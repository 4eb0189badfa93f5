"""Who is looking at which chat right now. Fan-out in memory; what is durable was committed before it comes here."""

import asyncio
from collections import defaultdict

LAGGING = 2_000


class Listener:
    """One open page. `None` in the queue means: close."""

    def __init__(self, chat_id: int, session: str) -> None:
        self.chat_id = chat_id
        self.session = session
        self.queue: asyncio.Queue[tuple[int, str] | None] = asyncio.Queue()


class Hub:
    def __init__(self) -> None:
        self._listeners: dict[int, set[Listener]] = defaultdict(set)

    def join(self, chat_id: int, session: str) -> Listener:
        listener = Listener(chat_id, session)
        self._listeners[chat_id].add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        self._listeners[listener.chat_id].discard(listener)
        if not self._listeners[listener.chat_id]:
            del self._listeners[listener.chat_id]

    def count(self, chat_id: int) -> int:
        return len(self._listeners.get(chat_id, ()))

    def chats(self) -> list[int]:
        return list(self._listeners)

    def tell(self, chat_id: int, event: str, seq: int = 0) -> None:
        """`seq` 0 for what passes (typing, toasts): it is not kept for those who are away."""
        for listener in self._listeners.get(chat_id, ()):
            if listener.queue.qsize() < LAGGING:
                listener.queue.put_nowait((seq, event))
            else:  # it will come back and catch up from the tables
                listener.queue.put_nowait(None)

    def dismiss(self, session: str | None = None) -> None:
        """Closes the pages of one session (it became somebody else), or all."""
        for listeners in self._listeners.values():
            for listener in listeners:
                if session in (None, listener.session):
                    listener.queue.put_nowait(None)
