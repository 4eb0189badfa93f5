"""Room for what persons are sending right now. It is all in memory, so there is only so much, and who waits is told."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from webchat.errors import PersonError
from webchat.settings import UploadLimits

COME_BACK_AFTER = 5  # seconds; an album of the page takes about that long


class Room:
    """`largest` is the most that one request may hold."""

    def __init__(self, limits: UploadLimits, largest: int) -> None:
        self._limits = limits
        self._largest = largest
        self._left = max(limits.bytes_at_once, largest)
        self._by_account: Counter[int] = Counter()

    @contextmanager
    def taken(self, account_id: int, announced: int | None) -> Iterator[None]:
        """Room for one request, by the length it announces. Raises 413 for too much, 429 when there is none now."""
        size = self._largest if announced is None else announced
        if size > self._largest:
            raise PersonError(413, "too_big", "too large")
        if self._by_account[account_id] >= self._limits.per_account or size > self._left:
            raise PersonError(429, "too_many_uploads", "others are being sent right now", retry_after=COME_BACK_AFTER)
        self._by_account[account_id] += 1
        self._left -= size
        try:
            yield
        finally:
            self._left += size
            self._by_account[account_id] -= 1
            if not self._by_account[account_id]:
                del self._by_account[account_id]
