"""What comes with a move of a case, and whether it is enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.case_flow import CaseKind, Needs
from domain.errors import EvidenceNeeded, ForcesNeeded, PhotoNeeded, ReasonNeeded
from domain.move_errors import (
    CategoryNeeded,
    DateNeeded,
    GridNeeded,
    HandlerNeeded,
    NoteNeeded,
    OtherCaseNeeded,
    RatingNeeded,
)


@dataclass(frozen=True)
class Given:
    """What comes with a move; how much of it is needed, the table says. `other` is a case's number, `until` a local
    date, `grid_id` a grid or, from the street, a community; `files` are as handlers.form.inputs gives them, `place` is
    in WGS84 degrees, `satisfaction` is 1 to 5."""

    note: str | None = None
    files: Sequence[Mapping[str, Any]] = ()
    until: date | None = None
    handler_id: int | None = None
    grid_id: int | None = None
    other: str | None = None
    category: str | None = None
    forces: tuple[str, ...] = ()
    place: tuple[float, float] | None = None
    satisfaction: int | None = None


NOTHING = Given()


def check(needed: Needs, kind: CaseKind, given: Given) -> None:
    """Raises what is missing."""
    match needed:
        case Needs.REASON if not given.note:
            raise ReasonNeeded
        case Needs.NOTE if not given.note and not given.files and given.place is None:
            raise NoteNeeded
        case Needs.EVIDENCE if not given.note or (kind is CaseKind.HAZARD and not has_photo(given.files)):
            raise EvidenceNeeded
        case Needs.UNTIL if given.until is None:
            raise DateNeeded
        case Needs.HANDLER if given.handler_id is None:
            raise HandlerNeeded
        case Needs.GRID if given.grid_id is None:
            raise GridNeeded
        case Needs.OTHER if not given.other:
            raise OtherCaseNeeded
        case Needs.CATEGORY if not given.category:
            raise CategoryNeeded
        case Needs.FORCES if not (given.forces and given.note):
            raise ForcesNeeded
        case Needs.PHOTO if not has_photo(given.files):
            raise PhotoNeeded
        case Needs.RATING if given.satisfaction is None:
            raise RatingNeeded


def has_photo(files: Sequence[Mapping[str, Any]]) -> bool:
    """A voice note shows nothing."""
    return any(file["kind"] == "photo" for file in files)
