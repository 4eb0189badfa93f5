"""A wish or a complaint: words, photos, a voice note and a place in any order; then one card to confirm."""

from dataclasses import replace
from typing import Any, ClassVar

from domain.case_flow import CaseKind, CollectionChannel
from handlers.case.more import ask_where
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.buttons import choices, skip_row
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Input, Kind
from handlers.people.home import HOME_PIECES, NOWHERE, ask_home, missing_home, took_home
from handlers.report import ask_category
from handlers.report.report_cards import confirm_card, edits, filed_card, speaks_of_danger, with_received
from handlers.report.similar import near, similar_card
from services.case import case_place, cases, categories
from services.ports import Button, Message


class ReportForm(Form):
    name = "report"
    takes: ClassVar = {Kind.WORDS: "words", Kind.PHOTO: "media", Kind.VOICE: "media", Kind.PLACE: "place"}
    many = frozenset({"media"})
    gathers = True

    def completes(self, desk: Desk, draft: Draft) -> bool:
        """In danger nobody fills in a form: what is known is filed at once."""
        return speaks_of_danger(desk, draft.pieces.get("words", "")) is not None

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        """Words (or a voice note), then where. In danger only the consent, without which nothing may be stored."""
        pieces = draft.pieces
        home = await missing_home(desk, draft)
        if self.completes(desk, draft):
            return home if home == "consent" else None
        if home and not (
            home in ("street", "community") and "household" in pieces
        ):  # a need belongs to the household visited
            return home
        if not pieces.get("words") and not any(m["kind"] == "voice" for m in pieces.get("media", [])):
            return "words"
        if "place" not in pieces and "place" not in draft.skipped and "household" not in pieces:
            return "place"
        if not pieces.get("category"):
            return "category"
        return "different" if not pieces.get("different") and await near(desk, draft) else None

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, media = desk.t, draft.pieces.get("media", [])
        if piece in HOME_PIECES:
            return await ask_home(desk, draft, piece)
        if piece == "place":
            text = with_received(desk, media, t("report-ask-place"))
            return Message(text=text, buttons=(skip_row(desk, draft, "place"),))
        if piece == "different":
            return await similar_card(desk, draft)
        if piece == "media":
            return Message(text=t("report-ask-media"), buttons=(skip_row(desk, draft, "media"),))
        if piece == "category":
            kind = draft.pieces["kind"] if draft.pieces.get("category") else _known_kind(draft)
            return ask_category.ask(desk, draft, kind)
        if piece == "kind":
            options = [(str(kind), t.plain(f"kind-{kind}")) for kind in (CaseKind.WISH, CaseKind.COMPLAINT)]
            return Message(text=t("report-ask-kind"), buttons=tuple(choices(draft, "kind", options)))
        placed = bool(draft.pieces.get("place"))
        about = "more" if media or placed else draft.pieces.get("kind", "any")
        return Message(text=with_received(desk, media, t(f"report-ask-words-{about}"), place=placed))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """In answer to where, words say where. A place outside the street is refused at once."""
        pieces = draft.pieces
        if piece == "place":
            case_place.inside(desk.act.ctx, value["lat"], value["lon"])
        await super().put(desk, draft, piece, value)
        if piece == "words" and draft.asking == "place":
            draft.skipped.append("place")
        if piece in ("words", "kind") and "category_chosen" not in pieces:
            pieces["kind"] = ask_category.propose(desk, draft, _known_kind(draft))

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> Desk | None:
        if piece == "different":
            draft.pieces["different"] = True
            return None
        if piece == "anonymous":
            draft.pieces["anonymous"] = value == "yes"
            return None
        if piece == "category" and value == ask_category.ALL:
            draft.pieces["category_all"] = True
            return None
        if piece in ("kind", "category"):
            draft.pieces[f"{piece}_chosen"] = True
        self._keep_in_step(desk, draft, piece, value)
        await self.put(desk, draft, piece, value)
        if piece in HOME_PIECES:
            return await took_home(desk, draft, piece)
        return None

    def _keep_in_step(self, desk: Desk, draft: Draft, piece: str, value: str) -> None:
        """A category that the chosen kind does not have is open again; a chosen one says the kind, if nobody has."""
        ctx, pieces = desk.act.ctx, draft.pieces
        if piece == "kind" and pieces.get("category") not in categories.choices_for(ctx, CaseKind(value)):
            pieces.pop("category_chosen", None)
        if piece == "category" and _known_kind(draft) is None:
            pieces["kind"] = categories.chosen_kind(ctx, value, CaseKind(pieces.get("kind", CaseKind.COMPLAINT)))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return confirm_card(desk, draft)

    def lines(self, desk: Desk, draft: Draft) -> list[Button]:
        return edits(desk, draft)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        compound = pieces.get("compound")
        anonymous, need = pieces.get("anonymous", False), "household" in pieces
        filing = replace(
            filing_of(draft),
            # Where somebody lives was asked for to find their grid; an anonymous case does not tell it.
            compound_id=int(compound) if compound and compound != NOWHERE and not anonymous else None,
            household_id=pieces.get("household"),
            anonymous=anonymous,
            collected=CollectionChannel.FACE_TO_FACE if need else CollectionChannel.ONLINE,
        )
        filed = await desk.act(cases.submit, filing)
        pieces["number"] = filed.number
        return (filed_card(desk, draft, filed),)

    async def afterwards(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        known = "place" in draft.pieces or "household" in draft.pieces
        return () if known or not self.completes(desk, draft) else await ask_where(desk, draft.pieces["number"])


def _known_kind(draft: Draft) -> CaseKind | None:
    """The kind that somebody chose; None while it follows from the words."""
    return CaseKind(draft.pieces["kind"]) if draft.pieces.get("kind_chosen") else None


def filing_of(draft: Draft) -> cases.Filing:
    """What was said and shown, and the place if one was shared."""
    pieces = draft.pieces
    place = pieces.get("place") or {}
    return cases.Filing(
        kind=CaseKind(pieces["kind"]),
        category=pieces.get("category") or pieces["proposed"],  # in danger nobody is asked
        proposed=pieces.get("proposed"),
        confidence=pieces.get("confidence"),
        words=pieces.get("words", ""),
        submission=draft.submission,
        sources=draft.words_by_message,
        media=pieces.get("media", ()),
        lat=place.get("lat"),
        lon=place.get("lon"),
    )


REPORT = ReportForm()
"""Also a part of other forms that collect what somebody wants dealt with."""
register(REPORT)


async def start_report(desk: Desk, inputs: list[Input], kind: CaseKind | None = None) -> Replies:
    """A new report with what was already sent."""
    pieces: dict[str, Any] = {"kind": kind, "kind_chosen": True} if kind else {}
    return await open_report(desk, Draft("report", pieces=pieces), inputs)


async def open_report(desk: Desk, draft: Draft, inputs: list[Input]) -> tuple[Message, ...]:
    """Danger in the words is answered before anything is asked."""
    asked = await forms.start(desk, draft, inputs)
    danger = speaks_of_danger(desk, " ".join(str(i.value) for i in inputs if i.kind is Kind.WORDS))
    if danger is None or desk.actor.consented:  # whoever could be heard at once has the numbers on the record already
        return asked
    return Message(text=desk.t("danger-call", numbers=" ".join(danger.numbers))), *asked


async def start_need(desk: Desk, household_id: int) -> Replies:
    """A need found on a visit: the worker says it in words, and it is filed for that household."""
    pieces = {"kind": CaseKind.NEED, "kind_chosen": True, "household": household_id}
    return await forms.start(desk, Draft("report", pieces=pieces))
