"""The life of a case, as one table: it alone decides what may happen, makes the buttons, draws the diagram in docs/.

States and their order are those of 数字城管: collect, file, dispatch, handle, check, close, evaluate.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain.roles import Role


class CaseKind(StrEnum):
    WISH = "wish"
    COMPLAINT = "complaint"
    HAZARD = "hazard"
    NEED = "need"


NUMBER_PREFIX = {CaseKind.WISH: "W", CaseKind.COMPLAINT: "C", CaseKind.HAZARD: "H", CaseKind.NEED: "N"}


class CollectionChannel(StrEnum):
    FACE_TO_FACE = "face_to_face"
    ONLINE = "online"
    MAILBOX = "mailbox"


class HandlingRoute(StrEnum):
    ON_SPOT = "on_spot"
    PROXY = "proxy"
    PROACTIVE = "proactive"
    TRACKED = "tracked"
    JOINT = "joint"


class CaseState(StrEnum):
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    SUSPENDED = "suspended"
    RESOLVED = "resolved"
    CHECKED = "checked"
    CLOSED = "closed"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    SUBMIT = "submit"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    CONFIRM_SERIOUS = "confirm_serious"
    SOLVE = "solve"
    CONFIRM_SOLVED = "confirm_solved"
    REJECT = "reject"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    START = "start"
    RESOLVE = "resolve"
    DISPATCH = "dispatch"
    TRANSFER = "transfer"
    SUSPEND = "suspend"
    RESUME = "resume"
    CHECK = "check"
    SEND_BACK = "send_back"
    CLOSE = "close"
    REOPEN = "reopen"
    TAKE_OVER = "take_over"
    MERGE = "merge"
    UNMERGE = "unmerge"
    CATEGORISE = "categorise"
    ASK = "ask"
    ADD = "add"
    URGE = "urge"
    NOTE = "note"
    WHISTLE = "whistle"
    REPORT_IN = "report_in"
    SIGN_OFF = "sign_off"
    HAND_BACK = "hand_back"
    CALL_OFF = "call_off"
    TAKE_UP = "take_up"
    GIVE_BACK = "give_back"
    FULFIL = "fulfil"
    LINK = "link"
    ERASE = "erase"
    SEEN = "seen"
    LOOK = "look"


class Needs(StrEnum):
    """What a move asks for before it is made."""

    REASON = "reason"  # words that the reporter sees
    NOTE = "note"  # words or files
    EVIDENCE = "evidence"  # a note and, for a hazard, a photo taken after
    UNTIL = "until"  # a date
    HANDLER = "handler"  # who deals with it from now on
    GRID = "grid"  # where it belongs from now on
    OTHER = "other"  # the case that it is the same as
    CATEGORY = "category"
    FORCES = "forces"  # which kinds of force are called, and what for
    PHOTO = "photo"
    RATING = "rating"  # the reporter's own: how satisfied they are


class Party(StrEnum):
    """Who somebody is to a case; worked out from their roles by `services/access.py`."""

    REPORTER = "reporter"
    WORKER = "worker"
    COMMUNITY = "community"
    STREET = "street"
    FORCE = "force"  # of a kind that was called, for its own call only: domain/whistle_flow
    TAKER = "taker"  # the party that took a wish up; `services/wish/wish_access.py` says who that is
    SUPERVISOR = "supervisor"  # a rider who looks whether it is gone; `services/case/case_look.py` says who that is
    CHECKER = "checker"  # staff who look where no supervisor came; the same file
    CALLER = "caller"  # who hears at a call-back what the reporter says; `services/case/case_callback.py`
    SYSTEM = "system"


PARTY_OF_ROLE = {
    Role.GRID_WORKER: Party.WORKER,
    Role.COMMUNITY_STAFF: Party.COMMUNITY,
    Role.STREET_STAFF: Party.STREET,
    Role.ADMIN: Party.STREET,
}


@dataclass(frozen=True)
class Step:
    """One row: `move` leads from any of `sources` to `target` (None: the state stays), for `who`, about `kinds`, and
    needs all of `needs`."""

    move: Move
    sources: frozenset[CaseState]
    target: CaseState | None
    who: frozenset[Party]
    needs: tuple[Needs, ...]
    kinds: frozenset[CaseKind]

    def lands(self, state: CaseState) -> CaseState:
        """Where a case in `state` stands after it."""
        return self.target or state


S, P, K, N = CaseState, Party, CaseKind, Needs
DESK = frozenset({P.WORKER, P.COMMUNITY, P.STREET})
OFFICE = frozenset({P.COMMUNITY, P.STREET})
HAZARD = frozenset({K.HAZARD})
WISH = frozenset({K.WISH})
NEED = frozenset({K.NEED})
NOT_HAZARD = frozenset({K.WISH, K.COMPLAINT, K.NEED})
ALL_KINDS = frozenset(CaseKind)
TAKEN_IN = frozenset({S.ACCEPTED, S.DISPATCHED, S.HANDLING})
UNDER_WAY = frozenset({*TAKEN_IN, S.SUSPENDED})
UNRESOLVED = frozenset({S.SUBMITTED, *TAKEN_IN, S.SUSPENDED})
OPEN_STATES = frozenset({*UNRESOLVED, S.RESOLVED})
FINAL_STATES = frozenset({S.CLOSED, S.REJECTED, S.DUPLICATE, S.WITHDRAWN})
REOPENINGS = 2


def step(
    move: Move,
    sources: Collection[CaseState],
    target: CaseState | None,
    who: Collection[Party],
    needs: tuple[Needs, ...] = (),
    kinds: frozenset[CaseKind] = ALL_KINDS,
) -> Step:
    return Step(move, frozenset(sources), target, frozenset(who), needs, kinds)


# A hazard pays points once it is confirmed, so a second pair of eyes, the community's, takes it in.
STEPS: tuple[Step, ...] = (
    # move               from                            to           who may       needs           kinds
    step(Move.ACCEPT, {S.SUBMITTED}, S.ACCEPTED, DESK, (), NOT_HAZARD),
    step(Move.CONFIRM, {S.SUBMITTED}, S.ACCEPTED, OFFICE, (), HAZARD),
    step(Move.CONFIRM_SERIOUS, {S.SUBMITTED}, S.ACCEPTED, OFFICE, (), HAZARD),
    # Gone already: by its reporter on the spot, who shows a photo taken after, or when somebody came to look.
    step(Move.CONFIRM_SOLVED, {S.SUBMITTED}, S.CHECKED, OFFICE, (), HAZARD),
    step(Move.SOLVE, {S.SUBMITTED}, None, {P.REPORTER}, (N.PHOTO,), HAZARD),
    step(Move.REJECT, {S.SUBMITTED}, S.REJECTED, DESK, (N.REASON,), NOT_HAZARD),
    step(Move.REJECT, {S.SUBMITTED}, S.REJECTED, OFFICE, (N.REASON,), HAZARD),
    step(Move.START, {S.ACCEPTED, S.DISPATCHED}, S.HANDLING, DESK),
    step(Move.RESOLVE, {S.HANDLING}, S.RESOLVED, DESK, (N.EVIDENCE,)),
    step(Move.CHECK, {S.RESOLVED}, S.CHECKED, OFFICE),
    step(Move.SEND_BACK, {S.RESOLVED}, S.HANDLING, OFFICE, (N.REASON,)),
    step(Move.RESUME, {S.SUSPENDED}, S.HANDLING, {*DESK, P.SYSTEM}),
    step(Move.SUSPEND, {S.HANDLING}, S.SUSPENDED, DESK, (N.REASON, N.UNTIL)),
    step(Move.DISPATCH, {S.SUBMITTED}, S.DISPATCHED, OFFICE, (N.HANDLER,), NOT_HAZARD),
    step(Move.DISPATCH, TAKEN_IN, S.DISPATCHED, OFFICE, (N.HANDLER,)),
    step(Move.TRANSFER, {S.SUBMITTED}, None, DESK, (N.GRID, N.REASON)),
    step(Move.TRANSFER, TAKEN_IN, S.ACCEPTED, DESK, (N.GRID, N.REASON)),
    step(Move.MERGE, {S.SUBMITTED}, S.DUPLICATE, DESK, (N.OTHER,), NOT_HAZARD),
    step(Move.MERGE, {S.SUBMITTED}, S.DUPLICATE, OFFICE, (N.OTHER,), HAZARD),
    step(Move.MERGE, TAKEN_IN, S.DUPLICATE, DESK, (N.OTHER,)),
    step(Move.UNMERGE, {S.DUPLICATE}, S.SUBMITTED, DESK, (N.REASON,)),
    step(Move.TAKE_OVER, {S.CHECKED, S.CLOSED}, S.HANDLING, {P.STREET}, (N.REASON,)),
    step(Move.CATEGORISE, UNRESOLVED, None, DESK, (N.CATEGORY,)),
    step(Move.ASK, UNRESOLVED, None, DESK, (N.NOTE,)),
    step(Move.NOTE, set(CaseState), None, DESK, (N.NOTE,)),
    step(Move.WHISTLE, TAKEN_IN, None, DESK, (N.FORCES,)),
    step(Move.LINK, set(CaseState), None, {P.SYSTEM}),
    step(Move.ERASE, set(CaseState), None, {P.SYSTEM}),
    # Nobody opened twice in a row, which made it a case; a later visit met them. Whether that settles it a person says.
    step(Move.SEEN, OPEN_STATES, None, {P.SYSTEM}, (), NEED),
    step(Move.EDIT, {S.SUBMITTED}, None, {P.REPORTER}, (N.NOTE,)),
    step(Move.ADD, OPEN_STATES, None, {P.REPORTER}, (N.NOTE,)),
    step(Move.URGE, UNRESOLVED, None, {P.REPORTER}),
    step(Move.WITHDRAW, {S.SUBMITTED, S.ACCEPTED, S.DISPATCHED}, S.WITHDRAWN, {P.REPORTER}),
    # A wish needs two hands too: the party that fulfils it, and its owner, who checks by saying whether it came true.
    step(Move.TAKE_UP, TAKEN_IN, S.HANDLING, {P.TAKER}, (), WISH),
    step(Move.GIVE_BACK, {*TAKEN_IN, S.SUSPENDED}, S.ACCEPTED, {P.TAKER, P.SYSTEM}, (), WISH),
    step(Move.FULFIL, {*TAKEN_IN, S.SUSPENDED}, S.CHECKED, {P.TAKER}, (N.EVIDENCE, N.PHOTO), WISH),
    step(Move.ASK, UNRESOLVED, None, {P.TAKER}, (N.NOTE,), WISH),
    step(Move.CLOSE, {S.CHECKED}, S.CLOSED, {P.REPORTER}, (N.RATING,)),
    step(Move.CLOSE, {S.CHECKED}, S.CLOSED, {P.SYSTEM}),
    # One in five closed hazards is looked at by a rider supervisor near by, or where none comes by its community: gone,
    # or still there.
    step(Move.LOOK, {S.CLOSED}, None, {P.SUPERVISOR, P.CHECKER}, (N.PHOTO,), HAZARD),
    step(Move.REOPEN, {S.CLOSED}, S.HANDLING, {P.SUPERVISOR, P.CHECKER}, (N.PHOTO,), HAZARD),
    step(Move.REOPEN, {S.CHECKED, S.CLOSED}, S.HANDLING, {P.REPORTER, P.CALLER}, (N.REASON,)),
)

OF_CALLS = frozenset({Move.REPORT_IN, Move.SIGN_OFF, Move.HAND_BACK, Move.CALL_OFF})
"""Steps of a call, which stand in the case's history; domain/whistle_flow has their table."""
INTERNAL = frozenset({Move.NOTE})
"""Moves that only the desk sees."""


def step_for(move: Move, state: CaseState, kind: CaseKind, parties: frozenset[Party]) -> Step | None:
    """The row that lets one of `parties` make `move` now, or None."""
    return next(
        (s for s in STEPS if s.move is move and state in s.sources and kind in s.kinds and parties & s.who), None
    )


def moves_open_to(state: CaseState, kind: CaseKind, parties: frozenset[Party]) -> tuple[Move, ...]:
    """Every move that `parties` may make now, in the table's order: the buttons of a card."""
    return tuple(s.move for s in STEPS if state in s.sources and kind in s.kinds and parties & s.who)
