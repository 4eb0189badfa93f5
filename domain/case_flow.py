"""The life of a case, as one table: it alone decides what may happen, makes the buttons, draws the diagram in docs/.

States and their order are those of 数字城管: collect, file, dispatch, handle, check, close, evaluate.
"""

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
    REJECT = "reject"
    WITHDRAW = "withdraw"
    START = "start"
    SUSPEND = "suspend"
    RESUME = "resume"
    RESOLVE = "resolve"
    CHECK = "check"
    SEND_BACK = "send_back"
    CLOSE = "close"
    REOPEN = "reopen"


class Needs(StrEnum):
    NOTHING = "nothing"
    REASON = "reason"
    NOTE = "note"
    EVIDENCE = "evidence"  # a note and, for a hazard, a photo taken after


class Party(StrEnum):
    """Who somebody is to a case; worked out from their roles by `services/access.py`."""

    REPORTER = "reporter"
    WORKER = "worker"
    COMMUNITY = "community"
    STREET = "street"
    SYSTEM = "system"


PARTY_OF_ROLE = {
    Role.GRID_WORKER: Party.WORKER,
    Role.COMMUNITY_STAFF: Party.COMMUNITY,
    Role.STREET_STAFF: Party.STREET,
    Role.ADMIN: Party.STREET,
}


@dataclass(frozen=True)
class Step:
    """One row: `move` leads from any of `sources` to `target`, for `who`, about `kinds`, and needs `needs`."""

    move: Move
    sources: frozenset[CaseState]
    target: CaseState
    who: frozenset[Party]
    needs: Needs
    kinds: frozenset[CaseKind]


S, P, K = CaseState, Party, CaseKind
DESK = frozenset({P.WORKER, P.COMMUNITY, P.STREET})
OFFICE = frozenset({P.COMMUNITY, P.STREET})
NOT_HAZARD = frozenset({K.WISH, K.COMPLAINT, K.NEED})
ALL_KINDS = frozenset(CaseKind)
REOPENINGS = 2


def step(
    move: Move,
    sources: set[CaseState],
    target: CaseState,
    who: set[Party] | frozenset[Party],
    needs: Needs = Needs.NOTHING,
    kinds: frozenset[CaseKind] = ALL_KINDS,
) -> Step:
    return Step(move, frozenset(sources), target, frozenset(who), needs, kinds)


# A hazard pays points once it is confirmed, so a second pair of eyes, the community's, takes it in.
STEPS: tuple[Step, ...] = (
    # move               from                            to           who may                  needs           kinds
    step(Move.ACCEPT, {S.SUBMITTED}, S.ACCEPTED, DESK, Needs.NOTHING, NOT_HAZARD),
    step(Move.CONFIRM, {S.SUBMITTED}, S.ACCEPTED, OFFICE, Needs.NOTHING, frozenset({K.HAZARD})),
    step(Move.CONFIRM_SERIOUS, {S.SUBMITTED}, S.ACCEPTED, OFFICE, Needs.NOTHING, frozenset({K.HAZARD})),
    step(Move.REJECT, {S.SUBMITTED}, S.REJECTED, DESK, Needs.REASON, NOT_HAZARD),
    step(Move.REJECT, {S.SUBMITTED}, S.REJECTED, OFFICE, Needs.REASON, frozenset({K.HAZARD})),
    step(Move.WITHDRAW, {S.SUBMITTED, S.ACCEPTED, S.DISPATCHED}, S.WITHDRAWN, {P.REPORTER}),
    step(Move.START, {S.ACCEPTED, S.DISPATCHED}, S.HANDLING, DESK),
    step(Move.RESOLVE, {S.HANDLING}, S.RESOLVED, DESK, Needs.EVIDENCE),
    step(Move.SUSPEND, {S.HANDLING}, S.SUSPENDED, DESK, Needs.REASON),
    step(Move.RESUME, {S.SUSPENDED}, S.HANDLING, DESK),
    step(Move.CHECK, {S.RESOLVED}, S.CHECKED, OFFICE),
    step(Move.SEND_BACK, {S.RESOLVED}, S.HANDLING, OFFICE, Needs.REASON),
    step(Move.CLOSE, {S.CHECKED}, S.CLOSED, {P.REPORTER, P.SYSTEM}),
    step(Move.REOPEN, {S.CHECKED, S.CLOSED}, S.HANDLING, {P.REPORTER}, Needs.REASON),
)

OPEN_STATES = frozenset({S.SUBMITTED, S.ACCEPTED, S.DISPATCHED, S.HANDLING, S.SUSPENDED, S.RESOLVED})
FINAL_STATES = frozenset({S.CLOSED, S.REJECTED, S.DUPLICATE, S.WITHDRAWN})


def step_for(move: Move, state: CaseState, kind: CaseKind, parties: frozenset[Party]) -> Step | None:
    """The row that lets one of `parties` make `move` now, or None."""
    return next(
        (s for s in STEPS if s.move is move and state in s.sources and kind in s.kinds and parties & s.who), None
    )


def moves_open_to(state: CaseState, kind: CaseKind, parties: frozenset[Party]) -> tuple[Move, ...]:
    """Every move that `parties` may make now, in the table's order: the buttons of a card."""
    return tuple(s.move for s in STEPS if state in s.sources and kind in s.kinds and parties & s.who)
