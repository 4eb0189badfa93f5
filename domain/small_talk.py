"""Politeness: a greeting, a thank-you, a thumb up. It is answered, but it is nothing that somebody wants dealt with."""

import re
import unicodedata
from collections.abc import Collection

_SIGNS = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """`text` without case, width, spaces and signs."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def is_small_talk(text: str, phrases: Collection[str]) -> bool:
    """Whether `text` is, as a whole, one of `phrases` or has no letter and no digit at all."""
    said = bare(text)
    return not said or said in phrases
