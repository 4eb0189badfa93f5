"""A card has to fit one message of 4096 characters: long words are shown by their beginning, and whole on demand."""

WORDS_ON_CARD = 1200
NOTE_ON_CARD = 160
SHORT = 18


def clip(words: str, limit: int) -> str:
    """At most `limit` characters, the cut marked."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def short(words: str) -> str:
    """The first words on one line, for a button."""
    return clip(" ".join(words.split()), SHORT)
