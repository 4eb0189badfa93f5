"""Rewards of a street's own, beside those that come with the house: what they may be called, and how counts are typed.

A reward of the street's own is known by its name: that is its key, so whatever speaks of a key can say it.
"""

import re
import unicodedata

from domain.reward_errors import NumberUnfit, RewardNameUnfit

OWN = "own-"
SIGNS = 26
BYTES = 36
"""So that a key fits into its column, and into the button that opens it."""
MOST_POINTS, MOST_A_MONTH, MOST_PIECES = 10_000, 30, 1_000


def own_key(typed: str) -> str:
    """Raises RewardNameUnfit: nothing, too long, or with signs that are neither letters nor digits."""
    name = " ".join(unicodedata.normalize("NFKC", typed).split())
    fits = len(name) <= SIGNS and len(name.encode()) <= BYTES
    if not fits or not name.replace(" ", "").isalnum():
        raise RewardNameUnfit(limit=BYTES // 3)
    return OWN + name


def own_name(key: str) -> str | None:
    """What the street calls it; None: its name is in the texts."""
    return key.removeprefix(OWN) if key.startswith(OWN) else None


def count(typed: str, least: int, most: int) -> int:
    """The one whole number in what was typed, in whatever width: "２００ points" is 200. Raises NumberUnfit."""
    found = re.findall(r"[-+]?\d+(?:[.,]\d+)?", unicodedata.normalize("NFKC", typed))
    value = int(found[0]) if len(found) == 1 and re.fullmatch(r"[-+]?\d{1,6}", found[0], re.ASCII) else None
    if value is None or not least <= value <= most:
        raise NumberUnfit(least=least, most=most)
    return value
