"""What a reporter does with a case that stands: adding to it, changing its words, urging it on."""

from typing import Any, ClassVar

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain.case_flow import CaseState, Move
from domain.errors import UrgedToday
from handlers.case.case_cards import CaseTap, case_card
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk, Replies
from handlers.form import forms
from handlers.form.buttons import place_keyboard, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.report.report_cards import speaks_of_danger, with_received
from handlers.when import by_when
from services.case import case_moves, case_place, case_views, case_words
from services.case.case_words import Said
from services.ports import Button, Message

router = Router(name="more")


class MoreForm(Form):
    """Pieces: words, media, place. `number` is there from the start; `instead`: the words replace those of the case;
    `urgent`: somebody is in danger, and whatever comes is passed on at once."""

    name = "more"
    takes: ClassVar = {Kind.WORDS: "words", Kind.PHOTO: "media", Kind.VOICE: "media", Kind.PLACE: "place"}
    many = frozenset({"media"})
    gathers = True
    about = ("number", "instead", "urgent")
    cancelled = "more-cancelled"

    def completes(self, desk: Desk, draft: Draft) -> bool:
        """In danger nobody confirms anything."""
        words = draft.pieces.get("words", "")
        return bool(draft.pieces.get("urgent")) or speaks_of_danger(desk, words) is not None

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if self.holds_something(draft) else "words"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        t, number = desk.t, draft.pieces["number"]
        if draft.pieces.get("urgent"):
            return Message(text=t("more-ask-place"), keyboard=place_keyboard(desk))
        if draft.pieces["instead"]:
            standing = await desk.act.look(case_words.standing, number)
            words = clip(standing.words, WORDS_ON_CARD) or t.plain("case-no-words")
            return Message(text=t("move-ask-edit", number=number, words=words))
        return Message(text=t("move-ask-add", number=number))

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """A place outside the street is refused at once."""
        if piece == "place":
            case_place.inside(desk.act.ctx, value["lat"], value["lon"])
        await super().put(desk, draft, piece, value)

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        lines = [t("more-card-edit" if pieces["instead"] else "more-card", number=pieces["number"]), ""]
        if pieces.get("words"):
            lines.append(t("more-words", words=clip(pieces["words"], WORDS_ON_CARD)))
        placed = bool(pieces.get("place"))
        lines.append(with_received(desk, pieces.get("media", []), t("more-go-on"), place=placed))
        send = Button(t.plain("form-send"), tap(draft, "send"))
        return Message(text="\n".join(lines), buttons=((send,),))

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        pieces = draft.pieces
        place = pieces.get("place")
        more = case_words.More(
            words=pieces.get("words", ""),
            files=pieces.get("media", ()),
            place=(place["lat"], place["lon"]) if place else None,
            instead=pieces["instead"],
            sources=draft.words_by_message,
        )
        said = await desk.act(case_words.say, pieces["number"], more)
        return said_text(desk, said, card=draft.card), await case_card(desk, said.number, fresh=True)


register(MoreForm())


async def ask_where(desk: Desk, number: str) -> tuple[Message, ...]:
    """Somebody in danger was heard at once; where it is comes after."""
    return await forms.start(desk, Draft("more", pieces={"number": number, "instead": False, "urgent": True}))


def said_text(desk: Desk, said: Said, card: str | None = None) -> Message:
    """The record of what became of it; the numbers to call stand first."""
    lines = [desk.t("danger-call", numbers=" ".join(said.call_now)), ""] if said.call_now else []
    lines.append(desk.t("said-late" if said.late else f"said-{said.move}", number=said.number))
    return Message(text="\n".join(lines), card=card)


def numbers_first(desk: Desk, numbers: tuple[str, ...]) -> Message:
    return Message(text=desk.t("danger-call", numbers=" ".join(numbers)))


@router.callback_query(CaseTap.filter((F.do == "move") & F.value.in_({Move.ADD, Move.EDIT})))
async def say_more(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """Where the case was taken in meanwhile, what was to be changed is added."""
    standing = await desk.act.look(case_words.standing, callback_data.number)
    instead = callback_data.value == Move.EDIT and standing.editable
    return await forms.start(desk, Draft("more", pieces={"number": standing.number, "instead": instead}))


@router.callback_query(CaseTap.filter((F.do == "move") & (F.value == Move.URGE)))
async def urge(query: CallbackQuery, desk: Desk, callback_data: CaseTap) -> Replies:
    """Told once a day; the second time the deadline is said again."""
    number, t = callback_data.number, desk.t
    try:
        await desk.act(case_moves.move, number, Move.URGE)
    except UrgedToday as refusal:
        stage, when = await _promise(desk, number)
        sentence = t.plain(refusal.key, **refusal.values)
        return Message(toast=t.plain(f"urged-today-{stage}", sentence=sentence, when=when), alert=True)
    stage, when = await _promise(desk, number)
    return await case_card(desk, number, toast=t.plain(f"urged-{stage}", when=when))


async def _promise(desk: Desk, number: str) -> tuple[str, str]:
    """What comes next, and by when."""
    card = await desk.act.look(case_views.case_card, number)
    waits = card.state is CaseState.SUBMITTED
    moment = card.respond_by if waits else card.resolve_by
    return ("respond" if waits else "resolve"), by_when(desk.t, moment, desk.act.clock.now(), desk.act.ctx.zone)
