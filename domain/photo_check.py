"""What becomes of a hazard's points when its photos are compared with all earlier ones: passed, held, or to a person
(domain.md, "Points"). The bits are config; how many bits what change makes is measured in docs/photo-checks.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Verdict(StrEnum):
    """What the comparison itself says."""

    WAITING = "waiting"
    PASSED = "passed"
    TO_A_PERSON = "to_a_person"
    HELD = "held"


class Because(StrEnum):
    """The reason that is kept with it."""

    NOT_HERE = "not_here"
    """A photo is still on its way; the check goes on when it is here."""
    NO_PHOTO = "no_photo"
    """None was ever sent: in danger nobody is asked for one."""
    UNLIKE = "unlike"
    LIKE = "like"
    SAME = "same"
    UNREADABLE = "unreadable"
    """What was sent could not be opened."""
    NO_AFTER = "no_after"
    """It is said to be solved, and nothing that was sent to show it could be opened."""
    NOT_COMPARED = "not_compared"
    """Kept, but how it looks is not known (yet)."""


class About(StrEnum):
    """Whose points a photo decides."""

    HAZARD = "hazard"
    LOOK = "look"
    """A supervisor's, for looking whether it is gone."""


class Round(IntEnum):
    """When a person decides: once of themselves, once more if the rider appeals."""

    FIRST = 0
    APPEAL = 1


@dataclass(frozen=True)
class Photos:
    """A hazard's photos by its reporter: how many, how many of them are still on their way, kept, and kept with a look;
    `after` of them were kept that show it solved, None where that is not what is paid for; `distance` is of the nearest
    earlier one, in bits of 64."""

    sent: int = 0
    coming: int = 0
    kept: int = 0
    compared: int = 0
    after: int | None = None
    distance: int | None = None


def judge(photos: Photos, alike: int, person: int) -> tuple[Verdict, Because]:
    """What is the same is held at once, whatever else is still on its way."""
    if photos.distance is not None and photos.distance <= alike:
        return Verdict.HELD, Because.SAME
    if photos.coming:
        return Verdict.WAITING, Because.NOT_HERE
    if photos.distance is not None and photos.distance <= person:
        return Verdict.TO_A_PERSON, Because.LIKE
    if photos.sent == 0:
        return Verdict.PASSED, Because.NO_PHOTO
    if photos.kept == 0:
        return Verdict.TO_A_PERSON, Because.UNREADABLE
    if photos.after == 0:
        return Verdict.TO_A_PERSON, Because.NO_AFTER
    if photos.compared < photos.kept:
        return Verdict.TO_A_PERSON, Because.NOT_COMPARED
    return Verdict.PASSED, Because.UNLIKE


class Standing(StrEnum):
    """Where the reporter's points stand."""

    WAITING = "waiting"
    PAID = "paid"
    HELD = "held"
    LOOKED_AT = "looked_at"
    REFUSED = "refused"
    APPEALED = "appealed"
    REFUSED_FOR_GOOD = "refused_for_good"


CAN_APPEAL = frozenset({Standing.HELD, Standing.REFUSED})
TO_RULE = frozenset({Standing.LOOKED_AT, Standing.APPEALED})
"""A person is asked."""

# what a person said        in the first round     of the appeal
_SAID = {
    Round.FIRST: {None: Standing.LOOKED_AT, True: Standing.PAID, False: Standing.REFUSED},
    Round.APPEAL: {None: Standing.APPEALED, True: Standing.PAID, False: Standing.REFUSED_FOR_GOOD},
}
_OF_ITSELF = {Verdict.WAITING: Standing.WAITING, Verdict.PASSED: Standing.PAID, Verdict.HELD: Standing.HELD}


def standing(verdict: Verdict, rulings: Mapping[Round, bool | None]) -> Standing:
    """`rulings` of the rounds that a person was asked in: whether it pays, None while they have not decided. The last
    round counts."""
    if rulings:
        last = max(rulings)
        return _SAID[last][rulings[last]]
    return _OF_ITSELF[verdict]
