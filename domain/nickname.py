"""A nickname for the riders' board: everybody may read it, so it says nothing that finds a person."""

import unicodedata

from domain.rider_errors import NicknameUnfit
from domain.rider_settings import RiderSettings

SHORTEST = 2
DIGITS = 4
"""More in a row look like a number at which somebody could be reached."""
NAME = 3


def nickname(typed: str, rules: RiderSettings, own_name: str) -> str:
    """As it is shown. Raises NicknameUnfit: too short or long, signs that are no letters, a number, a refused word, or
    what is, or reads like, a real name."""
    tidy = " ".join(unicodedata.normalize("NFKC", typed).split())
    bare = tidy.replace(" ", "")
    if not SHORTEST <= len(tidy) <= rules.nickname_signs:
        raise NicknameUnfit(what="length", limit=rules.nickname_signs)
    if not bare.isalnum():
        raise NicknameUnfit(what="signs", limit=rules.nickname_signs)
    if sum(sign.isdecimal() for sign in bare) > DIGITS:
        raise NicknameUnfit(what="number", limit=rules.nickname_signs)
    if any(word in bare.casefold() for word in rules.nickname_refused):
        raise NicknameUnfit(what="refused", limit=rules.nickname_signs)
    if (own_name and own_name in bare) or (len(bare) == NAME and not bare.isascii() and bare[0] in rules.surnames):
        raise NicknameUnfit(what="name", limit=rules.nickname_signs)
    return tidy
