"""A card has to fit one message of 4096 characters: long words are shown by their beginning, and whole on demand."""

WORDS_ON_CARD = 1200
NOTE_ON_CARD = 160


def clip(words: str, limit: int) -> str:
    """At most `limit` characters, the cut marked."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
