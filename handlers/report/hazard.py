"""A hazard snapshot 随手拍 by a rider: photo, place, what it is about, confirm; at most five updates, with one hand."""

from collections.abc import Sequence
from typing import Any, ClassVar

from domain.case_flow import CaseKind
from handlers.case.more import ask_where
from handlers.desk import Desk
from handlers.form import drafts, forms
from handlers.form.buttons import place_keyboard
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Input, Kind
from handlers.people.home import ask_home, took_home
from handlers.report import report_cards
from handlers.report.hazard_cards import (
    LAST,
    after_ask,
    agreement_ask,
    category_ask,
    confirm_card,
    edits,
    filed_card,
    media_ask,
    photos_of,
    similar_card,
    with_danger,
)
from handlers.report.report_cards import speaks_of_danger
from services.case import case_nearby, case_place, case_solved, cases, categories
from services.case.case_nearby import Joined, Similar
from services.ports import Button, Message
from services.rider import hazard_guess, riders

IN_DANGER = "facilities"
"""What it counts as where nobody could be asked."""
ALL = "all"


class HazardForm(Form):
    """Pieces: consent and agreement (once for ever), media, place, category, words; "different" says that it is none
    of those near by, and goes when place or category change; "solved" says that it is gone already, which "after"
    shows; "at_once": one tap on the card said both, and sends it."""

    name = "hazard"
    takes: ClassVar = {Kind.PHOTO: "media", Kind.VOICE: "media", Kind.PLACE: "place", Kind.WORDS: "words"}
    many = frozenset({"media", "after"})
    gathers = True

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return _urgent(desk, draft) or bool(draft.pieces.get("at_once"))

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        pieces = draft.pieces
        if not desk.actor.consented and not pieces.get("consent"):
            return "consent"
        if _urgent(desk, draft):
            return None
        if not pieces.get("agreement"):
            return "agreement"
        if not photos_of(draft):
            return "media"
        if "place" not in pieces:
            return "place"
        if not pieces.get("category"):
            return "category"
        if pieces.get("solved") and not pieces.get("after"):
            return "after"
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
            case "category":
                return with_danger(desk, draft, category_ask(desk, draft, await self._offered(desk, draft)))
            case "after":
                return after_ask(desk, draft)
            case "different":
                return similar_card(desk, draft, await near(desk, draft))
        return Message(text=t("hazard-ask-words"))

    async def _offered(self, desk: Desk, draft: Draft) -> list[str]:
        """The likeliest few at first; all of them to correct one, or for whoever found none of those right."""
        pieces = draft.pieces
        if pieces.get("category") or pieces.get("category_all"):
            return offered_categories(desk)
        place = pieces["place"]
        return await desk.act.look(hazard_guess.likely, pieces.get("words", ""), place["lat"], place["lon"])

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        """Once it is said to be gone, a photo shows that, however many come, unless one more of before is asked for."""
        if given.kind is Kind.PHOTO and draft.pieces.get("solved") and draft.asking != "media":
            return "after"
        return super().piece_for(draft, given)

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """A place outside the street is refused at once."""
        pieces = draft.pieces
        if piece == "after" and any(one["unique_id"] == value["unique_id"] for one in pieces["media"]):
            return  # the photo of before does not show that it is gone
        if piece == "place":
            case_place.inside(desk.act.ctx, value["lat"], value["lon"])
            pieces.pop("different", None)
        await super().put(desk, draft, piece, value)
        if piece == "words" and not pieces.get("category_chosen"):
            _categorise(draft, sure_category(desk, pieces["words"]))

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> Desk | None:
        match piece:
            case "category" if value == ALL:
                draft.pieces["category_all"] = True
            case "category" if value in offered_categories(desk):
                draft.pieces["category_chosen"] = True
                _categorise(draft, value)
            case "consent":
                draft.pieces["consent"] = value
                return await took_home(desk, draft, piece)
            case "agreement":
                await desk.act(riders.accept_agreement)
                draft.pieces["agreement"] = True
            case "different":
                draft.pieces["different"] = True
            case "solved" if value == LAST and len(photos := photos_of(draft)) > 1:
                draft.pieces |= {"solved": True, "after": photos[-1:], "at_once": True}
                draft.pieces["media"] = [one for one in draft.pieces["media"] if one != photos[-1]]
            case "solved":
                draft.pieces["solved"] = value == "yes"
                draft.pieces.pop("after", None)
        return None

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return with_danger(desk, draft, confirm_card(desk, draft))

    def lines(self, desk: Desk, draft: Draft) -> list[Button]:
        return edits(desk, draft)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """The agreement is looked at again: it may have been ended, or its text renewed, since the draft began. In
        danger nobody is asked for one: without it, it is a complaint like anybody's."""
        urgent, pieces = _urgent(desk, draft), draft.pieces
        if not urgent:
            await desk.act.look(riders.need_agreement)
        hazard = not urgent or await desk.act.look(riders.agreement_live)
        place = pieces.get("place") or {}
        filing = cases.Filing(
            kind=CaseKind.HAZARD if hazard else CaseKind.COMPLAINT,
            category=pieces.get("category") or IN_DANGER,
            words=pieces.get("words", ""),
            submission=draft.submission,
            sources=draft.words_by_message,
            media=pieces.get("media", ()),
            lat=place.get("lat"),
            lon=place.get("lon"),
        )
        if hazard and not urgent and pieces.get("after"):
            filed = await desk.act(case_solved.submit_solved, filing, pieces["after"])
        else:
            filed = await desk.act(cases.submit, filing)
        pieces["number"] = filed.number
        return ((report_cards.filed_card if urgent else filed_card)(desk, draft, filed),)

    async def afterwards(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        if not _urgent(desk, draft) or draft.pieces.get("place"):
            return ()
        return await ask_where(desk, draft.pieces["number"])


def _urgent(desk: Desk, draft: Draft) -> bool:
    """In danger nobody fills in a form: what is known is filed at once."""
    return speaks_of_danger(desk, draft.pieces.get("words", "")) is not None


def _categorise(draft: Draft, category: str | None) -> None:
    """None: the words do not say; what was there stays."""
    if category is not None and draft.pieces.get("category") != category:
        draft.pieces["category"] = category
        draft.pieces.pop("different", None)


def offered_categories(desk: Desk) -> list[str]:
    return [c.key for c in desk.act.ctx.settings.cases.categories if CaseKind.HAZARD in c.kinds]


def sure_category(desk: Desk, words: str) -> str | None:
    """None: the words do not say it, and the rider is asked."""
    ctx = desk.act.ctx
    return categories.sure(ctx, categories.proposed(ctx, words, CaseKind.HAZARD))


async def near(desk: Desk, draft: Draft) -> Sequence[Similar]:
    """Open hazards that might be the same one; none before the place is known."""
    place, category = draft.pieces.get("place"), draft.pieces.get("category")
    if place is None or category is None:
        return ()
    return await desk.act.look(case_nearby.similar, category, place["lat"], place["lon"])


async def start_hazard(desk: Desk, inputs: list[Input]) -> tuple[Message, ...]:
    """A hazard with what was already sent; one that is open already is gone on with."""
    draft = await drafts.current(desk)
    if draft is None or draft.form != HazardForm.name:
        draft = Draft(HazardForm.name)
    if not draft.pieces.get("agreement"):
        draft.pieces["agreement"] = await desk.act.look(riders.agreement_live)
    return await forms.start(desk, draft, inputs)


async def join_near(desk: Desk, draft: Draft, number: str) -> Joined | None:
    """Join instead of filing, and the draft ends; None for a number that this draft was never shown."""
    if not any(one.number == number for one in await near(desk, draft)):
        return None
    joined = await desk.act(case_nearby.join, number)
    await drafts.drop(desk)
    return joined


register(HazardForm())
