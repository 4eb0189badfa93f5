"""Writing down later a visit of the last days: which day, who was met, and, beyond the limit, why only now."""

from datetime import date, timedelta
from typing import Any, ClassVar

from domain.cadence import Outcome
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.buttons import choices, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.visit.household_cards import name, show_household
from handlers.when import on_day
from services.ports import Button, Message
from services.visit import visit_log, visits
from services.visit.visit_log import EVERYBODY, Report

DAYS_OFFERED = 6
ALL, AWAY = "all", "away"


class EarlierVisitForm(Form):
    """`household` is there from the start. Names are read when they are shown: a draft is not sealed."""

    name = "visit_earlier"
    takes: ClassVar = {Kind.WORDS: "reason"}

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        pieces = draft.pieces
        for piece in ("day", "met"):
            if piece not in pieces:
                return piece
        late = visit_log.needs_reason(desk.act.ctx, date.fromisoformat(pieces["day"]))
        return "reason" if late and not pieces.get("reason") else None

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, today = desk.t, desk.act.ctx.today
        if piece == "day":
            days = [today - timedelta(days=n) for n in range(1, DAYS_OFFERED + 1)]
            options = [(day.isoformat(), on_day(t, day, today)) for day in days]
            return Message(text=t("visit-earlier-day"), buttons=tuple(choices(draft, "day", options)))
        if piece == "met":
            people = await self._people(desk, draft)
            each = [(id_, t.plain("visit-earlier-only", name=one)) for id_, one in people.items() if len(people) > 1]
            fixed = (ALL, t.plain("visit-button-met")), (AWAY, t.plain("visit-button-away"))
            rows = choices(draft, "met", [fixed[0], *each, fixed[1]])
            return Message(text=t("visit-earlier-met"), buttons=tuple(rows))
        return Message(text=t("visit-earlier-reason"))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """A day that cannot be is refused here, before anything else is asked."""
        pieces = draft.pieces | {piece: value}
        if piece in ("day", "met"):
            met = pieces.get("met", ALL)
            people = () if met in (ALL, AWAY) else (int(met),)
            day = date.fromisoformat(pieces["day"])
            await desk.act.look(visit_log.check_first_day, pieces["household"], day, people)
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        day = on_day(t, date.fromisoformat(pieces["day"]), desk.act.ctx.today)
        lines = [t("visit-earlier-confirm", day=day, met=await self._met_words(desk, draft))]
        if pieces.get("reason"):
            lines.append(t("visit-earlier-why", reason=pieces["reason"]))
        return Message(text="\n".join(lines), buttons=((Button(t.plain("form-send"), tap(draft, "send")),),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        met = pieces["met"]
        report = Report(
            submission=f"{desk.actor.person_id or 0:x}.{draft.submission}",
            outcome=Outcome.NOT_HOME if met == AWAY else Outcome.MET,
            met=EVERYBODY if met == ALL else frozenset() if met == AWAY else {int(met)},
            visited_on=date.fromisoformat(pieces["day"]),
            late_reason=pieces.get("reason"),
        )
        await desk.act(visit_log.log_visit, pieces["household"], report)
        kept = Message(text=desk.t("visit-earlier-kept"), card=draft.card)
        return kept, await show_household(desk, pieces["household"])

    async def _met_words(self, desk: Desk, draft: Draft) -> str:
        met = draft.pieces["met"]
        if met in (ALL, AWAY):
            return desk.t.plain("visit-button-met" if met == ALL else "visit-button-away")
        people = await self._people(desk, draft)
        return desk.t.plain("visit-earlier-only", name=people.get(met) or desk.t.plain("visit-no-name"))

    async def _people(self, desk: Desk, draft: Draft) -> dict[str, str]:
        card = await desk.act(visits.household, draft.pieces["household"])
        return {str(person.person_id): name(desk, person) for person in card.people}


register(EarlierVisitForm())


async def start_earlier(desk: Desk, household_id: int) -> Replies:
    await desk.act.look(visits.home_for, household_id)
    return await forms.start(desk, Draft("visit_earlier", pieces={"household": household_id}))
