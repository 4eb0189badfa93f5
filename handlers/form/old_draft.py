"""A draft of yesterday is not gone on with unasked: what comes is held until its owner has said what it belongs to."""

from dataclasses import asdict
from datetime import timedelta

from handlers.begin import begin
from handlers.clip import NOTE_ON_CARD, clip
from handlers.desk import Desk, Replies
from handlers.form import drafts, forms
from handlers.form.buttons import tap
from handlers.form.forms import FORMS, Draft
from handlers.form.inputs import Input, Kind
from handlers.report.report_cards import speaks_of_danger
from services.ports import Button, Message


def is_asked(desk: Desk, draft: Draft) -> bool:
    """A draft with nothing on it is simply used."""
    age = timedelta(hours=desk.act.ctx.settings.cases.draft_hours)
    old = draft.older_than(age, desk.act.clock.now()) and FORMS[draft.form].holds_something(draft)
    return bool(draft.held) or old


async def hold(desk: Desk, draft: Draft, inputs: list[Input]) -> Replies:
    """Nobody in danger is asked about yesterday."""
    if speaks_of_danger(desk, " ".join(str(given.value) for given in inputs if given.kind is Kind.WORDS)):
        held, draft.held = [Input(**one) for one in draft.held], []
        await drafts.keep(desk, draft)
        return await begin(desk, [*held, *inputs])
    draft.held += [asdict(given) for given in inputs]
    await drafts.keep(desk, draft)
    return question(desk, draft, fresh=True)


def question(desk: Desk, draft: Draft, *, fresh: bool = False) -> Message:
    t, words = desk.t, draft.pieces.get(FORMS[draft.form].takes.get(Kind.WORDS, ""))
    said = clip(words, NOTE_ON_CARD) if isinstance(words, str) and words else t.plain("case-no-words")
    rows = (
        (Button(t.plain("old-draft-go-on"), tap(draft, "go_on")),),
        (Button(t.plain("old-draft-anew"), tap(draft, "anew")),),
    )
    return Message(text=t("old-draft", words=said), buttons=rows, card=draft.card, fresh=fresh)


async def go_on(desk: Desk, draft: Draft) -> Replies:
    form = FORMS[draft.form]
    held, draft.held = [Input(**one) for one in draft.held], []
    return await forms.take_all(desk, draft, [given for given in held if form.piece_for(draft, given)])


async def begin_anew(desk: Desk, draft: Draft) -> Replies:
    """The old one is gone; what came is a matter of its own."""
    await drafts.drop(desk)
    said = await begin(desk, [Input(**one) for one in draft.held])
    begun = (said,) if isinstance(said, Message) else said or ()
    return Message(text=desk.t("old-draft-dropped"), card=draft.card), *begun
