"""The one forms mechanism: a draft with named pieces, filled in any order, edited, left, resumed, cancelled.

A form says which pieces it has, which of them takes what is sent, what is still missing, and how it asks. Everything
else (back, skip, cancel, the card that changes, the submission key that makes one case of two confirmations) is here.
handlers/form/drafts.py keeps them.
"""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, ClassVar

from domain.bad_photo import PhotoNotUsed
from domain.errors import DomainError
from handlers.desk import Desk
from handlers.form import drafts
from handlers.form.buttons import LINES, in_rows, tap
from handlers.form.draft import Draft as Draft
from handlers.form.inputs import Input, Kind, one_more
from services.case import cases
from services.ports import Button, Keyboard, Message

PUT_ASIDE = 3
"""How many unfinished drafts wait besides the open one."""


class Form(ABC):
    """One form. Subclasses say what their pieces are; they keep nothing themselves."""

    name: ClassVar[str]
    takes: ClassVar[dict[Kind, str]]
    """Which piece takes an input that was not asked for."""
    many: ClassVar[frozenset[str]] = frozenset()
    """Pieces that collect a list."""
    gathers: ClassVar[bool] = False
    """Whether more words are added to those that are there, unless they are asked for anew; else they replace them."""
    about: ClassVar[tuple[str, ...]] = ()
    """Pieces, there from the start, that name what a draft is about: a second draft about it is the first."""
    sealed: ClassVar[frozenset[str]] = frozenset()
    """Pieces whose words are kept as the form keeps them and nowhere else: names, numbers."""
    cancelled: ClassVar[str] = "form-cancelled"
    """The text for whoever stops."""

    @abstractmethod
    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        """The next piece to ask for; None when all that is needed is there. The one place that decides it."""

    @abstractmethod
    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        """The question for `piece`: text and choices; back and cancel are added to it."""

    @abstractmethod
    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        """The card with everything on it, each line with its button."""

    def lines(self, desk: Desk, draft: Draft) -> list[Button]:
        """The buttons of a confirm card that stand behind one: `lines_button`."""
        return []

    @abstractmethod
    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """Do it. The first message replaces the card and stays as the record."""

    async def afterwards(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        """What else is asked once it is done and the draft is gone."""
        return ()

    def completes(self, desk: Desk, draft: Draft) -> bool:
        """Whether the last answer ends it, with no card to confirm."""
        return False

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """Take `value` for `piece`; may refuse with a DomainError (words with TooLong). Overridden where more follows
        from a piece."""
        if piece == self.takes.get(Kind.WORDS) and isinstance(value, str):
            value = self._all_words(desk, draft, piece, value)
        if piece in self.many:
            draft.pieces[piece] = one_more(draft.pieces.get(piece, []), value, desk.act.ctx.settings.cases.photos_limit)
        else:
            draft.pieces[piece] = value

    def _all_words(self, desk: Desk, draft: Draft, piece: str, more: str) -> str:
        known = draft.pieces.get(piece) if self.gathers and draft.asking != piece else None
        words = f"{known}\n{more}" if known else more
        cases.check_length(desk.act.ctx, words)
        return words

    async def pick(self, desk: Desk, draft: Draft, piece: str, value: str) -> Desk | None:
        """A choice was tapped. Returns the desk anew where that has made somebody else of who speaks."""
        await self.put(desk, draft, piece, value)
        return None

    def piece_for(self, draft: Draft, given: Input) -> str | None:
        """The piece asked for, if it takes this; else the one that does."""
        if draft.asking and self.accepts(draft.asking, given.kind):
            return draft.asking
        return self.takes.get(given.kind)

    def are_one(self, one: Draft, other: Draft) -> bool:
        """Whether two drafts of it are about the same thing."""
        known, asked = one.pieces, other.pieces
        return bool(self.about) and one.form == other.form and all(known.get(p) == asked.get(p) for p in self.about)

    def holds_something(self, draft: Draft) -> bool:
        """Whether anything of the person's own would be lost with `draft`."""
        return any(draft.pieces.get(piece) for piece in self.takes.values())

    async def other(self, desk: Desk, draft: Draft, inputs: list[Input]) -> tuple[Message, ...]:
        """Nothing of `inputs` fits a piece: that is said, and the card stays."""
        return await show(desk, draft, fresh=True, note=desk.t("form-cannot-use"))

    def accepts(self, piece: str, kind: Kind) -> bool:
        return self.takes.get(kind) == piece


FORMS: dict[str, Form] = {}


def register(form: Form) -> Form:
    FORMS[form.name] = form
    return form


async def _put_aside(desk: Desk, draft: Draft) -> tuple[Message, ...]:
    """Make room for `draft`. A card with nothing on it becomes the new one's; any other says how to come back to it."""
    left, waited = await drafts.current(desk), await drafts.aside_of(desk)
    aside = [one for one in waited if one["submission"] != draft.submission]
    said: tuple[Message, ...] = ()
    if left is not None and left.submission != draft.submission:
        if FORMS[left.form].holds_something(left):
            aside = [*aside, left.as_data()][-PUT_ASIDE:]
            again = Button(desk.t.plain("form-take-up"), tap(left, "take_up"))
            said = (Message(text=desk.t("form-put-aside"), buttons=((again,),), card=left.card),)
        elif len(aside) == len(waited):
            draft.submission = left.submission
    await desk.state.set_data({"aside": aside, **await drafts.beside_of(desk)})
    return said


async def start(desk: Desk, draft: Draft, inputs: list[Input] | None = None) -> tuple[Message, ...]:
    """Open `draft` with what was already sent, or the one about the same thing; another that was open waits aside."""
    form = FORMS[draft.form]
    draft = next((one for one in await drafts.drafts(desk) if form.are_one(one, draft)), draft)
    held, draft.held = [Input(**one) for one in draft.held], []
    refused = await _refused(desk, draft, [*held, *(inputs or [])], PhotoNotUsed)
    put_aside = await _put_aside(desk, draft)
    return *put_aside, *await proceed(desk, draft, fresh=True, note="\n".join(dict.fromkeys(refused)) or None)


async def take(desk: Desk, draft: Draft, piece: str, given: Input) -> None:
    """Words are remembered by their message: changed there, they change here. Raises PhotoNotUsed for a picture that is
    known to be none, and whatever the form refuses."""
    form = FORMS[draft.form]
    if given.kind is Kind.PHOTO and (bad := given.value.get("bad")):
        raise PhotoNotUsed(why=(f"bad-photo-{bad}",))
    await form.put(desk, draft, piece, given.value)
    if given.kind is Kind.WORDS and given.source is not None and piece not in form.sealed:
        draft.sources[str(given.source)] = given.value


async def take_all(desk: Desk, draft: Draft, inputs: list[Input]) -> tuple[Message, ...]:
    """What is refused is said above the card, which asks again; the rest is not lost."""
    form = FORMS[draft.form]
    draft.remember()
    beside = any(one.kind is Kind.WORDS and form.piece_for(draft, one) != draft.asking for one in inputs)
    refused = await _refused(desk, draft, inputs, DomainError)
    note = "\n".join(dict.fromkeys(refused)) or None
    if len(refused) < len(inputs):
        return await proceed(desk, draft, fresh=True, note=note, beside=beside)
    draft.step_back()
    return await show(desk, draft, fresh=True, note=note)


async def _refused(desk: Desk, draft: Draft, inputs: list[Input], kind: type[DomainError]) -> list[str]:
    """Each input goes to the piece that takes it, if any does. Returns the refusals of that kind, in words."""
    said: list[str] = []
    for given in inputs:
        piece = FORMS[draft.form].piece_for(draft, given)
        try:
            if piece is not None:
                await take(desk, draft, piece, given)
        except kind as refusal:
            said.append(desk.t(refusal.key, **refusal.values))
    return said


async def proceed(
    desk: Desk, draft: Draft, *, fresh: bool = False, note: str | None = None, beside: bool = False
) -> tuple[Message, ...]:
    """Ask for what is missing, or show the confirm card, and keep the draft; a form that needs no confirming ends.
    `beside`: words came that answer something else; asked the same again, their writer reads that they were kept."""
    form = FORMS[draft.form]
    asked, draft.asking = draft.asking, await form.missing(desk, draft)
    if beside and asked is not None and draft.asking == asked:
        note = note or desk.t("form-noted")
    if draft.asking is None and form.completes(desk, draft):
        return await finish(desk, draft, fresh=fresh)
    return await show(desk, draft, fresh=fresh, note=note)


async def finish(desk: Desk, draft: Draft, *, fresh: bool = False) -> tuple[Message, ...]:
    """`fresh`: the last answer was sent, not tapped, so its record comes below it."""
    said = await FORMS[draft.form].submit(desk, draft)
    await drafts.drop(desk, sent=draft.submission)
    below = [replace(one, fresh=True) if fresh and one.card == draft.card else one for one in said]
    return *below, *await FORMS[draft.form].afterwards(desk, draft)


async def show(desk: Desk, draft: Draft, *, fresh: bool = False, note: str | None = None) -> tuple[Message, ...]:
    """The draft's card as it stands; with it, where a place or a number is asked for, the keyboard that shares one."""
    shown = await body(desk, draft)
    draft.keyboard = draft.keyboard or shown.keyboard is not None
    await drafts.keep(desk, draft)
    text = f"{note}\n\n{shown.text}" if note else shown.text
    rows = (*shown.buttons, _ways_out(desk, draft))
    card = Message(text=text, buttons=rows, card=draft.card, fresh=fresh, toast=shown.toast)
    if shown.keyboard is None:
        return (card,)
    return card, Message(text=desk.t(f"form-share-{shown.keyboard.asks}-hint"), keyboard=shown.keyboard)


async def body(desk: Desk, draft: Draft) -> Message:
    """What the card says and offers now, but for the ways out."""
    form = FORMS[draft.form]
    if draft.asking is not None and draft.asking != LINES:
        return await form.ask(desk, draft, draft.asking)
    card = await form.confirm(desk, draft)
    if draft.asking is None:
        return card
    buttons = tuple(in_rows(form.lines(desk, draft)))
    return replace(card, text=f"{card.text}\n\n{desk.t('form-which-line')}", buttons=buttons)


async def cancel(desk: Desk, draft: Draft) -> tuple[Message, ...]:
    """The card says that nothing was sent; the keyboard goes, which takes a message of its own."""
    await drafts.drop(desk)
    card = Message(text=desk.t(FORMS[draft.form].cancelled), card=draft.card)
    if not draft.keyboard:
        return (card,)
    return card, Message(text=desk.t("form-keyboard-away"), keyboard=Keyboard())


def _ways_out(desk: Desk, draft: Draft) -> tuple[Button, ...]:
    cancel = Button(desk.t.plain("form-cancel"), tap(draft, "cancel"))
    if not draft.before:
        return (cancel,)
    return (Button(desk.t.plain("form-back"), tap(draft, "back")), cancel)
