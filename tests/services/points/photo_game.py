"""Hazards whose photo is like an earlier one: paid at once, looked at by a person, or held; ruled on by one of two, who
are asked once more where the rider appeals."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, multiple, rule

from domain.errors import DomainError, NotFound
from domain.photo_check import Round
from domain.photo_errors import AppealedBefore, NothingToAppeal, OwnRuling, PhotoRuled
from models.case import Case
from services.points import photo_rulings
from services.points.photo_checks import settle
from tests.services.points.ledger_game import Game, moves, riders, times
from tests.services.points.purse import Move
from tests.support.photos import QIAN, snapshot
from tests.support.street import OUTSIDER, ZHOU

LIKE = {"held": 3, "looked_at": 12, "paid": 40}
"""How many bits a photo is from an earlier one, for what then becomes of its points."""


@dataclass
class Shot:
    """A confirmed hazard; `stands` in domain.photo_check.Standing's words. `decided` are the rounds that a person has
    ended, `refused_by` whoever said no in the first."""

    case: Case
    rider: int
    serious: bool
    stands: str
    decided: tuple[Round, ...] = ()
    refused_by: int | None = None


shots = Bundle[Shot]("shots")


class Photos(Game):
    @rule(target=shots, rider=riders, becomes=st.sampled_from(sorted(LIKE)), serious=st.booleans(), times=times)
    def is_photographed(self, rider: int, becomes: str, serious: bool, times: int) -> Shot:
        self.things += 1
        look = Random(self.things).getrandbits(62)
        self.wait(snapshot(self.street, OUTSIDER, look))
        case = self.wait(snapshot(self.street, rider, look ^ ((1 << LIKE[becomes]) - 1)))
        shot = Shot(case, rider, serious, becomes)
        if becomes == "paid":
            self.is_paid(shot)
        self.deliver(times, ZHOU, settle, case, serious=serious)
        return shot

    def is_paid(self, shot: Shot) -> list[Move]:
        shot.stands = "paid"
        dues = [("hazard_confirmed", 10), *([("serious_hazard", 20)] if shot.serious else [])]
        paid = [self.gains(f"{why}/{shot.case.id}", shot.rider, due) for why, due in dues]
        return [move for move in paid if move is not None]

    @rule(target=moves, shot=shots, by=st.sampled_from((ZHOU, QIAN)), pays=st.booleans(), times=times)
    def is_ruled(self, shot: Shot, by: int, pays: bool, times: int) -> "MultipleResults[Move]":
        round_ = Round.APPEAL if shot.stands == "appealed" else Round.FIRST
        refused = self.refusal_to_rule(shot, by, round_)
        found = self.deliver(times, by, photo_rulings.rule, shot.case.number, round_, pays=pays, why="看过了")
        if refused:
            self.again.pop()
            assert found == [refused] * times
            return multiple()
        assert Counter(found) == Counter([None, *[PhotoRuled] * (times - 1)])
        shot.decided = (*shot.decided, round_)
        if pays:
            return multiple(*self.is_paid(shot))
        shot.stands = "refused_for_good" if round_ is Round.APPEAL else "refused"
        shot.refused_by = shot.refused_by or by
        return multiple()

    def refusal_to_rule(self, shot: Shot, by: int, round_: Round) -> type[DomainError] | None:
        if round_ is Round.APPEAL:
            return OwnRuling if shot.refused_by == by else None
        if shot.stands == "looked_at":
            return None
        return PhotoRuled if round_ in shot.decided else NotFound

    @rule(shot=shots, times=times)
    def is_appealed(self, shot: Shot, times: int) -> None:
        found = self.deliver(times, shot.rider, photo_rulings.appeal, shot.case.number, "不是同一张")
        if shot.stands in ("held", "refused"):
            shot.stands = "appealed"
            assert Counter(found) == Counter([None, *[AppealedBefore] * (times - 1)])
            return
        self.again.pop()
        over = shot.stands in ("appealed", "refused_for_good")
        assert found == [AppealedBefore if over else NothingToAppeal] * times
