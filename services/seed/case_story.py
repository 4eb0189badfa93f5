"""The life of one case of the demo, walked along the table of domain/case_flow so that no step is impossible."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from domain.case_flow import CaseKind, CaseState, CollectionChannel, Move, Party, step_for
from services.seed.case_topics import Topic
from services.seed.ground import BuildingRow
from services.seed.rows import Home

CONFIRMING = frozenset({Move.ACCEPT, Move.CONFIRM})


class Happening(NamedTuple):
    at: datetime
    move: Move
    to_state: CaseState
    from_state: CaseState | None
    actor_id: int | None
    party: Party
    note: str | None


@dataclass
class Story:
    """`home` is whose it is, or for a rider's report any; `satisfaction` is the reporter's answer, if there was one."""

    topic: Topic
    place: BuildingRow
    home: Home
    reporter_id: int | None
    filed_by: int
    collected: CollectionChannel
    satisfaction: int | None = None
    history: list[Happening] = field(default_factory=list)

    def submit(self, at: datetime) -> None:
        party = Party.WORKER if self.collected is CollectionChannel.FACE_TO_FACE else Party.REPORTER
        self.history.append(Happening(at, Move.SUBMIT, CaseState.SUBMITTED, None, self.filed_by, party, None))

    def move(self, move: Move, after: timedelta, party: Party, actor_id: int | None, note: str | None = None) -> None:
        """`after` the last happening. ValueError for a move that the table does not know."""
        state = self.state
        step = step_for(move, state, self.topic.kind, frozenset({party}))
        if step is None:
            raise ValueError(f"no {party} makes {move} of a {state} {self.topic.kind}")
        at = self.history[-1].at + after
        self.history.append(Happening(at, move, step.lands(state), state, actor_id, party, note))

    @property
    def state(self) -> CaseState:
        return self.history[-1].to_state

    @property
    def created_at(self) -> datetime:
        return self.history[0].at

    @property
    def is_hazard(self) -> bool:
        return self.topic.kind is CaseKind.HAZARD

    def at(self, *moves: Move) -> datetime | None:
        """When one of `moves` was made."""
        return next((one.at for one in self.history if one.move in moves), None)

    def by(self, move: Move) -> int | None:
        return next((one.actor_id for one in self.history if one.move is move), None)

    def columns(self) -> dict[str, Any]:
        """What the history says about the case's own row. Whoever accepts has it, unless somebody else starts."""
        return {
            "state": self.state,
            "created_at": self.created_at,
            "responded_at": self.at(*CONFIRMING),
            "handler_id": self.by(Move.START) or self.by(Move.ACCEPT),
            "resolved_at": self.at(Move.RESOLVE),
            "resolved_by": self.by(Move.RESOLVE),
            "closed_at": self.at(Move.CLOSE),
        }
