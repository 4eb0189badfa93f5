"""A hazard snapshot 随手拍 by a rider: photo, place, confirm; everything else is proposed and one tap to correct."""

from collections.abc import Sequence
from typing import Any, ClassVar

from domain.case_flow import CaseKind
from handlers.case.more import ask_where
from handlers.desk import Desk
from handlers.form import forms
from handlers.form.forms import Draft, Form, place_keyboard, register
from handlers.form.inputs import Input, Kind
from handlers.people.home import ask_home, took_home
from handlers.report import report_cards
from handlers.report.hazard_cards import agreement_ask, confirm_card, filed_card, media_ask, similar_card, with_danger
from handlers.report.report_cards import speaks_of_danger
from services.case import case_nearby, case_place, cases, categories
from services.case.case_nearby import Joined, Similar
from services.ports import Message
from services.rider import riders

LIKELY = "facilities"
"""What most hazards are about, where no word says otherwise."""


class HazardForm(Form):
    """Pieces: consent and agreement (once for ever), media, place, category, words; "different" says that it is none
    of those near by, and goes when place or category change."""

    name = "hazard"
    takes: ClassVar = {Kind.PHOTO: "media", Kind.VOICE: "media", Kind.PLACE: "place", Kind.WORDS: "words"}
    many = frozenset({"media"})

    def completes(self, desk: Desk, draft: Draft) -> bool:
        """In danger nobody fills in a form: what is known is filed at once."""
        return speaks_of_danger(desk, draft.pieces.get("words", "")) is not None

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        pieces = draft.pieces
        if not desk.actor.consented and not pieces.get("consent"):
            return "consent"
        if self.completes(desk, draft):
            return None
        if not pieces.get("agreement"):
            return "agreement"
        if not any(file["kind"] == "photo" for file in pieces.get("media", [])):
            return "media"
        if "place" not in pieces:
            return "place"
        if not pieces.get("different") and await near(desk, draft):
            return "different"
        return None

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t = desk.t
        match piece:
            case "consent":
                return await ask_home(desk, draft, piece)
            case "agreement":
                return agreement_ask(desk, draft)
            case "media":
                return with_danger(desk, draft, media_ask(desk, draft))
            case "place":
                # An album comes photo by photo: the keyboard is shown with the first of them only.
                keyboard = place_keyboard(desk) if not draft.keyboard or "place" in draft.pieces else None
                text = t("hazard-ask-place-words" if draft.pieces.get("words") else "hazard-ask-place")
                return with_danger(desk, draft, Message(text=text, keyboard=keyboard))
            case "different":
                return similar_card(desk, draft, await near(desk, draft))
        return Message(text=t("hazard-ask-words"))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """A place outside the street is refused at once; more words are added to those that are there."""
        pieces = draft.pieces
        if piece == "place":
            case_place.inside(desk.act.ctx, value["lat"], value["lon"])
            pieces.pop("different", None)
        if piece == "words":
            if pieces.get("words") and draft.asking != "words":
                value = f"{pieces['words']}\n{value}"
            cases.check_length(desk.act.ctx, value)
        await super().put(desk, draft, piece, value)
        if piece == "words" and not pieces.get("category_chosen"):
            _categorise(draft, likely_category(desk, value))

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> None:
        match piece:
            case "category" if value in offered_categories(desk):
                draft.pieces["category_chosen"] = True
                _categorise(draft, value)
            case "consent":
                draft.pieces["consent"] = value
                await took_home(desk, draft, piece)
            case "agreement":
                await desk.act(riders.accept_agreement)
                draft.pieces["agreement"] = True
            case "different":
                draft.pieces["different"] = True

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        others = [key for key in offered_categories(desk) if key != draft.pieces["category"]]
        return with_danger(desk, draft, confirm_card(desk, draft, others))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """The agreement is looked at again: it may have been ended, or its text renewed, since the draft began. In
        danger nobody is asked for one: without it, it is a complaint like anybody's."""
        urgent, pieces = self.completes(desk, draft), draft.pieces
        if not urgent:
            await desk.act.look(riders.need_agreement)
        hazard = not urgent or await desk.act.look(riders.agreement_live)
        place = pieces.get("place") or {}
        filing = cases.Filing(
            kind=CaseKind.HAZARD if hazard else CaseKind.COMPLAINT,
            category=pieces["category"],
            words=pieces.get("words", ""),
            submission=draft.submission,
            sources=forms.sources_of(draft),
            media=pieces.get("media", ()),
            lat=place.get("lat"),
            lon=place.get("lon"),
        )
        filed = await desk.act(cases.submit, filing)
        pieces["number"] = filed.number
        return ((report_cards.filed_card if urgent else filed_card)(desk, draft, filed),)

    async def afterwards(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        if not self.completes(desk, draft) or draft.pieces.get("place"):
            return ()
        return await ask_where(desk, draft.pieces["number"])


def _categorise(draft: Draft, category: str) -> None:
    if draft.pieces["category"] != category:
        draft.pieces["category"] = category
        draft.pieces.pop("different", None)


def offered_categories(desk: Desk) -> list[str]:
    return [c.key for c in desk.act.ctx.settings.cases.categories if CaseKind.HAZARD in c.kinds]


def likely_category(desk: Desk, words: str) -> str:
    """By the words; else the usual one, or the first that the street has left of them."""
    ctx, offered = desk.act.ctx, offered_categories(desk)
    guess = categories.sure(ctx, categories.proposed(ctx, words, CaseKind.HAZARD))
    return next(key for key in (guess, LIKELY, *offered) if key in offered)


async def near(desk: Desk, draft: Draft) -> Sequence[Similar]:
    """Open hazards that might be the same one; none before the place is known."""
    place = draft.pieces.get("place")
    if place is None:
        return ()
    return await desk.act.look(case_nearby.similar, draft.pieces["category"], place["lat"], place["lon"])


async def start_hazard(desk: Desk, inputs: list[Input]) -> tuple[Message, ...]:
    """A hazard with what was already sent; one that is open already is gone on with."""
    draft = await forms.current(desk)
    if draft is None or draft.form != HazardForm.name:
        draft = Draft(HazardForm.name, pieces={"category": likely_category(desk, "")})
    if not draft.pieces.get("agreement"):
        draft.pieces["agreement"] = await desk.act.look(riders.agreement_live)
    return await forms.start(desk, draft, inputs)


async def join_near(desk: Desk, draft: Draft, number: str) -> Joined | None:
    """Join instead of filing, and the draft ends; None for a number that this draft was never shown."""
    if not any(one.number == number for one in await near(desk, draft)):
        return None
    joined = await desk.act(case_nearby.join, number)
    await forms.drop(desk)
    return joined


register(HazardForm())
