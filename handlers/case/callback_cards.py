"""How a call-back looks: the list with the month's figure, and the card of one case."""

from aiogram.filters.callback_data import CallbackData

from handlers.case.case_cards import history_line
from handlers.case.case_list_cards import packed
from handlers.clip import WORDS_ON_CARD, clip, short
from handlers.desk import Reader
from handlers.when import at_moment
from services.case.case_callback_views import CallCard, Month
from services.case.case_lists import Page, Turn
from services.ports import Button, Message

HISTORY_SHOWN = 8


class CallTap(CallbackData, prefix="cb"):
    """`do`: list, open, contact, ask, note; the reporter's: answer."""

    do: str
    number: str = ""
    value: str = ""


def list_card(reader: Reader, page: Page, month: Month, *, fresh: bool) -> Message:
    t = reader.t
    figure = t(
        "callback-month",
        called=month.called,
        reached=month.reached,
        solved=month.solved,
        satisfied=month.satisfied,
    )
    lines = [t("callback-title"), figure, "", t("callback-waiting" if page.rows else "callback-none")]
    rows = [(Button(f"{row.number} {short(row.words)}".strip(), _tap("open", row.number)),) for row in page.rows]
    turns = []
    if page.before is not None:
        turns.append(Button(t.plain("list-back"), _tap("list", value=packed(Turn(page.before, back=True)))))
    if page.after is not None:
        turns.append(Button(t.plain("list-more"), _tap("list", value=packed(Turn(page.after)))))
    return Message(
        text="\n".join(lines), buttons=(*rows, *([tuple(turns)] if turns else [])), card="callbacks", fresh=fresh
    )


def call_card(
    reader: Reader, card: CallCard, back: Button | None, *, fresh: bool = False, toast: str | None = None
) -> Message:
    """What was asked, what was done, what the reporter has said of their own accord; `back` leads to the list."""
    t, case = reader.t, card.case
    lines = [
        t("callback-of", number=case.number, category=t.plain(f"category-{case.category}")),
        t("case-words", words=clip(case.words, WORDS_ON_CARD) or t.plain("case-no-words")),
        "",
        t("callback-done"),
        *[history_line(reader, line) for line in card.done[-HISTORY_SHOWN:]],
        "",
        _said(reader, card),
    ]
    if case.anonymous:
        lines.append(t("callback-anonymous"))
    if card.tries:
        lines.append(t("callback-tries", count=card.tries, most=reader.act.ctx.settings.cases.callback.tries))
    if card.asked_at is not None:
        when = at_moment(t, card.asked_at, reader.act.clock.now(), reader.act.ctx.zone)
        lines.append(t("callback-was-asked", when=when))
    return Message(
        text="\n".join(lines),
        buttons=_buttons(reader, card, back or Button(reader.t.plain("back-callbacks"), _tap("list"))),
        card=f"callback:{case.number}",
        fresh=fresh,
        toast=toast,
    )


def answer_rows(reader: Reader, number: str) -> tuple[tuple[Button, ...], ...]:
    """Under the question to the reporter."""
    t = reader.t
    solved = Button(t.plain("rate-solved"), _tap("answer", number, "yes"))
    return ((solved, Button(t.plain("rate-not-solved"), _tap("answer", number, "no"))),)


def _said(reader: Reader, card: CallCard) -> str:
    t = reader.t
    if not card.answered:
        return t("callback-said-nothing")
    if not card.solved:
        return t("callback-said-not-solved")
    return t("callback-said", satisfaction=card.satisfaction or 0)


def _buttons(reader: Reader, card: CallCard, back: Button) -> tuple[tuple[Button, ...], ...]:
    t, number = reader.t, card.case.number
    reach = []
    if card.contact:
        reach.append(Button(t.plain("case-contact"), _tap("contact", number)))
    if card.ask:
        reach.append(Button(t.plain("callback-ask"), _tap("ask", number)))
    note = (Button(t.plain("callback-note"), _tap("note", number)),)
    return (*([tuple(reach)] if reach else []), note, (back,))


def _tap(do: str, number: str = "", value: str = "") -> str:
    return CallTap(do=do, number=number, value=value).pack()
