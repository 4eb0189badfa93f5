"""Token buckets: Telegram's limits for bots, and flood protection against persons."""

import math
from collections import OrderedDict

from webchat.errors import BotError, PersonError
from webchat.settings import BotLimits

REMEMBERED = 100_000


class Buckets:
    """One bucket a key. Full at first; `rate` tokens a second flow back, up to `burst`. A rate of 0 never refuses."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = max(burst, 1.0)
        self._levels: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def wait(self, key: object, now: float, cost: float = 1) -> float:
        """Seconds until `cost` tokens are there; 0 when they are. A full bucket lets a cost above the burst through."""
        if self._rate <= 0:
            return 0
        missing = min(cost, self._burst) - self._level(key, now)
        return missing / self._rate if missing > 1e-9 else 0

    def take(self, key: object, now: float, cost: float = 1) -> None:
        if self._rate <= 0:
            return
        self._levels[key] = (self._level(key, now) - cost, now)
        self._levels.move_to_end(key)
        if len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)

    def _level(self, key: object, now: float) -> float:
        level, then = self._levels.get(key, (self._burst, now))
        return min(self._burst, level + max(0.0, now - then) * self._rate)


class SendingLimits:
    """How Telegram slows a bot down: over all its chats, and in each. A refused message costs nothing."""

    def __init__(self, limits: BotLimits | None) -> None:
        self._over_all = Buckets(limits.per_second, limits.per_second) if limits else None
        self._by_chat = Buckets(limits.chat_per_second, limits.chat_burst) if limits else None

    def spend(self, bot_id: int, chat_id: int, now: float, messages: int = 1) -> None:
        """Raises 429 with the whole seconds to wait."""
        if self._over_all is None or self._by_chat is None:
            return
        wait = max(self._over_all.wait(bot_id, now, messages), self._by_chat.wait((bot_id, chat_id), now, messages))
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise BotError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        self._over_all.take(bot_id, now, messages)
        self._by_chat.take((bot_id, chat_id), now, messages)


class Flood:
    """Refuses persons who do too much at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self._buckets = Buckets(rate, burst)

    def spend(self, key: object, now: float, cost: float = 1) -> None:
        wait = self._buckets.wait(key, now, cost)
        if wait > 0:
            raise PersonError(429, "too_many_requests", "slow down", retry_after=max(1, math.ceil(wait)))
        self._buckets.take(key, now, cost)
