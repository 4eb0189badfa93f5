"""The life of a wish on the wish wall 心愿墙, as one table, beside the life of its case in domain/case_flow.

A take-up is a hold (domain/hold.py) on a wish: posted is fulfilled; void is given back, run out or not fulfilled, and
the wish is free again.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.roles import Role


class WishState(StrEnum):
    OFFERED = "offered"
    ON_WALL = "on_wall"
    TAKEN = "taken"
    FULFILLED = "fulfilled"
    CONFIRMED = "confirmed"
    THANKED = "thanked"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class WishMove(StrEnum):
    OFFER = "offer"
    REWORD = "reword"
    APPROVE = "approve"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    TAKE_UP = "take_up"
    GIVE_BACK = "give_back"
    LAPSE = "lapse"
    FULFIL = "fulfil"
    CONFIRM = "confirm"
    NOT_FULFILLED = "not_fulfilled"
    THANK = "thank"
    END = "end"


class WishParty(StrEnum):
    """Who somebody is to a wish. The office is the community's staff, or the street's."""

    OWNER = "owner"
    OFFICE = "office"
    TAKER = "taker"
    SYSTEM = "system"


@dataclass(frozen=True)
class WishStep:
    """One row: `move` leads from any of `sources` to `target` (None: the state stays), for `who`."""

    move: WishMove
    sources: frozenset[WishState]
    target: WishState | None
    who: WishParty


def step(move: WishMove, sources: Collection[WishState], target: WishState | None, who: WishParty) -> WishStep:
    return WishStep(move, frozenset(sources), target, who)


S, M, P = WishState, WishMove, WishParty
WISH_STEPS: tuple[WishStep, ...] = (
    # move               from                                             to            who may
    step(M.OFFER, {S.DECLINED, S.WITHDRAWN}, S.OFFERED, P.OWNER),
    step(M.WITHDRAW, {S.OFFERED, S.ON_WALL}, S.WITHDRAWN, P.OWNER),
    step(M.REWORD, {S.OFFERED, S.ON_WALL}, None, P.OFFICE),
    step(M.APPROVE, {S.OFFERED}, S.ON_WALL, P.OFFICE),
    step(M.DECLINE, {S.OFFERED, S.ON_WALL}, S.DECLINED, P.OFFICE),
    step(M.TAKE_UP, {S.ON_WALL}, S.TAKEN, P.TAKER),
    step(M.GIVE_BACK, {S.TAKEN}, S.ON_WALL, P.TAKER),
    step(M.LAPSE, {S.TAKEN}, S.ON_WALL, P.SYSTEM),
    step(M.FULFIL, {S.TAKEN}, S.FULFILLED, P.TAKER),
    step(M.CONFIRM, {S.FULFILLED}, S.CONFIRMED, P.OWNER),
    step(M.NOT_FULFILLED, {S.FULFILLED, S.CONFIRMED, S.THANKED}, S.ON_WALL, P.OWNER),
    step(M.THANK, {S.CONFIRMED}, S.THANKED, P.OWNER),
    step(M.END, {S.OFFERED, S.ON_WALL, S.TAKEN, S.FULFILLED}, S.WITHDRAWN, P.SYSTEM),
)

FREE_OR_HELD = (S.ON_WALL, S.TAKEN)
"""What the wall shows first."""
DONE = (S.CONFIRMED, S.THANKED)
"""What the wall shows as come true, if its owner agrees."""
TAKERS = (Role.PARTNER, Role.MERCHANT, Role.FORCE)
"""Who may take a wish up, for their unit; the first of these that somebody holds counts."""
LONGEST_COUNT = 7
"""So many digits in a row, or more, are a phone number or an identity card, and no price, date or age."""


def step_of(move: WishMove) -> WishStep:
    return next(one for one in WISH_STEPS if one.move is move)


def wish_moves(state: WishState, who: WishParty) -> tuple[WishMove, ...]:
    """Every move that `who` may make now, in the table's order."""
    return tuple(one.move for one in WISH_STEPS if state in one.sources and one.who is who)


class Reveals(StrEnum):
    """Why words may not stand on the wall."""

    NUMBER = "number"
    DOOR = "door"
    NAME = "name"


def reveals(wording: str, names: Iterable[str], door_words: Collection[str]) -> Reveals | None:
    """What in `wording` would say who the owner is: a long number (in any script, with gaps or dashes), a door (a
    number before one of `door_words`), or one of `names`."""
    text = unicodedata.normalize("NFKC", wording)
    packed = "".join(char for char in text if char.isalnum())
    count = 0
    for char in packed:
        count = count + 1 if _is_digit(char) else 0
        if count >= LONGEST_COUNT:
            return Reveals.NUMBER
    for word in door_words:
        ends = (found.start() for found in re.finditer(re.escape(word), packed))
        if any(end > 0 and _is_digit(packed[end - 1]) for end in ends):
            return Reveals.DOOR
    spoken = ("".join(char for char in name if char.isalnum()) for name in names)
    return Reveals.NAME if any(name and name.casefold() in packed.casefold() for name in spoken) else None


def _is_digit(char: str) -> bool:
    """Also the Chinese numerals from nought to nine."""
    value = unicodedata.numeric(char, None)
    return value is not None and 0 <= value <= 9


def rough(metres: float) -> int:
    """A distance as the wall says it: in steps of 100 m, from 1 km on in steps of 500 m; never below 100."""
    grain = 100 if metres < 1000 else 500
    return max(100, round(metres / grain) * grain)
