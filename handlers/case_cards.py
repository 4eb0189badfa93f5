"""How a case looks: one message with everything on it, and a button for every move that the reader may make."""

from aiogram.filters.callback_data import CallbackData

from domain.case_flow import UNRESOLVED, CaseKind, CaseState, Move, Party
from handlers.clip import NOTE_ON_CARD, WORDS_ON_CARD, clip
from handlers.desk import Reader
from handlers.when import at_moment, by_when
from handlers.wish_tap import WishTap
from services import case_views
from services.case_views import CaseCard, Line, Page, Row
from services.ports import Button, Message

SHORT = 18
HISTORY_SHOWN = 8
BUTTONS_PER_ROW = 2
TAKEN_IN = UNRESOLVED - {CaseState.SUBMITTED}
# A rating has buttons of its own instead of these two.
NOT_BUTTONS = frozenset(
    {Move.CLOSE, Move.REOPEN}
    | {Move.DISPATCH, Move.TRANSFER, Move.MERGE, Move.UNMERGE, Move.CATEGORISE, Move.TAKE_OVER}
    | {Move.ASK, Move.NOTE}
)


class CaseTap(CallbackData, prefix="c"):
    """`do`: open, photos, place, contact, full, move, rate, list, queue."""

    do: str
    number: str = ""
    value: str = ""


async def case_card(desk: Reader, number: str, *, fresh: bool = False, toast: str | None = None) -> Message:
    card = await desk.act.look(case_views.case_card, number)
    return render(desk, card, fresh=fresh, toast=toast)


def render(desk: Reader, card: CaseCard, *, fresh: bool = False, toast: str | None = None) -> Message:
    return Message(
        text="\n".join(_lines(desk, card)),
        buttons=tuple(_buttons(desk, card)),
        card=f"case:{card.number}",
        fresh=fresh,
        toast=toast,
    )


def _lines(desk: Reader, card: CaseCard) -> list[str]:
    t, now, zone = desk.t, desk.act.clock.now(), desk.act.ctx.zone
    lines = [
        t("case-title", number=card.number, kind=t.plain(f"kind-{card.kind}")),
        t("case-state", state=t.plain(f"state-{card.state}")),
        t("case-category", category=t.plain(f"category-{card.category}")),
    ]
    if card.danger:
        lines.append(t("case-danger"))
    if card.place:
        lines.append(t("case-place", place=card.place))
    lines += ["", t("case-words", words=clip(card.words, WORDS_ON_CARD) or t.plain("case-no-words"))]
    standing = []
    if card.state is CaseState.SUBMITTED:
        standing.append(t("case-respond-by", when=by_when(t, card.respond_by, now, zone)))
    elif card.state in TAKEN_IN:
        standing.append(t("case-resolve-by", when=by_when(t, card.resolve_by, now, zone)))
    if card.supporters > 1:
        standing.append(t("case-supporters", count=card.supporters))
    lines += ["", *standing] if standing else []
    lines += ["", t("case-history")]
    return lines + [history_line(desk, line) for line in card.history[-HISTORY_SHOWN:]]


def history_line(desk: Reader, line: Line) -> str:
    t = desk.t
    when = at_moment(t, line.at, desk.act.clock.now(), desk.act.ctx.zone)
    text = t("case-line", when=when, move=t.plain(f"move-{line.move}-done"), who=t.plain(f"party-{line.party}"))
    return f"{text}\n{t('case-line-note', note=clip(line.note, NOTE_ON_CARD))}" if line.note else text


def is_clipped(card: CaseCard) -> bool:
    """Whether the card shows less than was said."""
    return len(card.words) > WORDS_ON_CARD or any(len(line.note or "") > NOTE_ON_CARD for line in card.history)


def _buttons(desk: Reader, card: CaseCard) -> list[tuple[Button, ...]]:
    t = desk.t
    if card.rate:
        return [
            (
                Button(t.plain("rate-solved"), CaseTap(do="rate", number=card.number, value="yes").pack()),
                Button(t.plain("rate-not-solved"), CaseTap(do="move", number=card.number, value=Move.REOPEN).pack()),
            )
        ]
    moves = [
        Button(t.plain(f"move-{move}"), CaseTap(do="move", number=card.number, value=move).pack())
        for move in card.moves
        if move not in NOT_BUTTONS
    ]
    rows = [tuple(moves[start : start + BUTTONS_PER_ROW]) for start in range(0, len(moves), BUTTONS_PER_ROW)]
    extras = []
    if card.kind is CaseKind.WISH and Party.REPORTER in card.parties:
        extras.append(Button(t.plain("case-wall"), WishTap(do="of", code=card.number).pack()))
    if is_clipped(card):
        extras.append(Button(t.plain("case-full"), CaseTap(do="full", number=card.number).pack()))
    if card.media:
        text = t.plain("case-photos", count=len(card.media))
        extras.append(Button(text, CaseTap(do="photos", number=card.number).pack()))
    if card.point and card.parties != {Party.REPORTER}:
        extras.append(Button(t.plain("case-map"), CaseTap(do="place", number=card.number).pack()))
    if card.contact:
        extras.append(Button(t.plain("case-contact"), CaseTap(do="contact", number=card.number).pack()))
    return [*rows, tuple(extras)] if extras else rows


def case_list(desk: Reader, page: Page, title: str, do: str, *, fresh: bool = False) -> Message:
    """A page of cases: a line and a button each, and the next page."""
    t = desk.t
    if not page.rows:
        return Message(text=t(f"{title}-none"), card="list", fresh=fresh)
    lines = [t(title), "", *(_row(desk, row) for row in page.rows)]
    buttons: list[tuple[Button, ...]] = [
        (Button(f"{row.number} {short(row.words)}", CaseTap(do="open", number=row.number).pack()),) for row in page.rows
    ]
    if page.after is not None:
        buttons.append((Button(t.plain("list-more"), CaseTap(do=do, value=str(page.after)).pack()),))
    return Message(text="\n".join(lines), buttons=tuple(buttons), card="list", fresh=fresh)


def _row(desk: Reader, row: Row) -> str:
    """What is done has no deadline any more."""
    t = desk.t
    state, category = t.plain(f"state-{row.state}"), t.plain(f"category-{row.category}")
    if row.state not in UNRESOLVED:
        return t("list-row-done", number=row.number, state=state, category=category)
    when = by_when(t, row.resolve_by, desk.act.clock.now(), desk.act.ctx.zone)
    return t("list-row", number=row.number, state=state, category=category, when=when)


def short(words: str) -> str:
    """The first words, for a button."""
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= SHORT else one_line[: SHORT - 1] + "…"
