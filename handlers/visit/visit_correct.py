"""What was noted at the last visits, and putting one right that was written down wrongly."""

from typing import ClassVar

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.cadence import Outcome, Way
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.buttons import choices, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.visit.household_cards import name, show_household
from handlers.visit.visit_cards import HomeTap
from handlers.when import on_day
from services.ports import Button, Message
from services.visit import visit_corrections, visits
from services.visit.visit_corrections import Fix
from services.visit.visit_log import EVERYBODY, Report

PAST_SHOWN = 6
MEDIA_SHOWN = 10
ALL, AWAY, NOBODY = "all", "away", "nobody"

router = Router(name="visit_correct")


@router.callback_query(HomeTap.filter(F.do == "past"))
async def past(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    """The last visits in words, with their photos and voice notes, each to be put right."""
    t, today, household = desk.t, desk.act.ctx.today, callback_data.household
    address, people, noted = await desk.act(visits.past, household, PAST_SHOWN)
    names = {one.person_id: name(desk, one) for one in people}
    lines = [t("visit-past", compound=address.compound, building=address.building, door=address.door)]
    rows = []
    for one in noted:
        visit, day = one.visit, on_day(t, one.visit.on, today)
        who = t.plain("visit-and").join(names[id_] for id_ in visit.met if id_ in names) or t.plain("visit-anyone")
        met = t("visit-past-met", day=day, way=t.plain(f"way-{visit.way}"), who=who)
        lines.append(met if visit.outcome is Outcome.MET else t("visit-past-away", day=day))
        lines += [t("visit-past-note", note=one.note)] if one.note else []
        fix = HomeTap(do="fix", household=household, mask=visit.visit_id)
        rows.append((Button(t.plain("visit-fix-one", day=day), fix.pack()),))
    media = tuple(id_ for one in noted for id_ in one.media)[:MEDIA_SHOWN]
    back = Button(t.plain("visit-button-household"), HomeTap(do="again", household=household).pack())
    return Message(text="\n".join(lines), buttons=(*rows, (back,)), media=media)


@router.callback_query(HomeTap.filter(F.do == "fix"))
async def fix(query: CallbackQuery, desk: Desk, callback_data: HomeTap) -> Replies:
    """Whether it may be, and whether a reason is needed, is said before anything is asked."""
    household, visit = callback_data.household, callback_data.mask
    why = await desk.act.look(visit_corrections.wants_reason, household, visit)
    return await forms.start(desk, Draft(FixForm.name, pieces={"household": household, "visit": visit, "why": why}))


class FixForm(Form):
    """`household`, `visit` and `why` (whether a reason is needed) are there from the start."""

    name = "visit_fix"
    takes: ClassVar = {Kind.WORDS: "reason"}
    sealed = frozenset({"reason"})

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        pieces = draft.pieces
        if "met" not in pieces:
            return "met"
        if pieces["met"] not in (AWAY, NOBODY) and "way" not in pieces:
            return "way"
        return "reason" if pieces["why"] and not pieces.get("reason") else None

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t = desk.t
        if piece == "reason":
            return Message(text=t("visit-fix-why"))
        if piece == "way":
            options = [(str(way), t.plain(f"way-{way}")) for way in Way]
            return Message(text=t("visit-fix-way"), buttons=tuple(choices(draft, "way", options)))
        people = await self._people(desk, draft)
        each = [(id_, t.plain("visit-earlier-only", name=one)) for id_, one in people.items() if len(people) > 1]
        first, last = (ALL, t.plain("visit-button-met")), (AWAY, t.plain("visit-button-away"))
        rows = choices(draft, "met", [first, *each, last, (NOBODY, t.plain("visit-fix-nobody"))])
        return Message(text=t("visit-fix-met"), buttons=tuple(rows))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        right = t.plain("visit-fix-nobody") if pieces["met"] == NOBODY else await self._words(desk, draft)
        lines = [t("visit-fix-confirm", right=right)]
        if pieces.get("reason"):
            lines.append(t("visit-fix-reason", reason=pieces["reason"]))
        return Message(text="\n".join(lines), buttons=((Button(t.plain("form-send"), tap(draft, "send")),),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces, submission = draft.pieces, f"{desk.actor.person_id or 0:x}.{draft.submission}"
        met = pieces["met"]
        report = Report(
            submission=submission,
            outcome=Outcome.NOT_HOME if met == AWAY else Outcome.MET,
            way=Way(pieces.get("way", Way.IN_PERSON)),
            met=EVERYBODY if met == ALL else frozenset() if met in (AWAY, NOBODY) else {int(met)},
        )
        right = None if met == NOBODY else report
        done = Fix(submission, right, pieces.get("reason"))
        await desk.act(visit_corrections.correct, pieces["household"], pieces["visit"], done)
        kept = Message(text=desk.t("visit-fix-done"), card=draft.card)
        return kept, await show_household(desk, pieces["household"])

    async def _words(self, desk: Desk, draft: Draft) -> str:
        t, met = desk.t, draft.pieces["met"]
        if met == AWAY:
            return t.plain("visit-button-away")
        who = t.plain("visit-button-met") if met == ALL else (await self._people(desk, draft)).get(met, "")
        return t.plain("visit-fix-right", who=who, way=t.plain(f"way-{draft.pieces['way']}"))

    async def _people(self, desk: Desk, draft: Draft) -> dict[str, str]:
        card = await desk.act(visits.household, draft.pieces["household"])
        return {str(person.person_id): name(desk, person) for person in card.people}


register(FixForm())
