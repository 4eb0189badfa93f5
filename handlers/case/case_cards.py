"""How a case looks: one message with everything on it, and a button for every move that the reader may make."""

from aiogram.filters.callback_data import CallbackData

from domain.case_flow import UNRESOLVED, CaseKind, CaseState, Move, Party
from domain.photo_check import TO_RULE, About, Standing
from domain.photo_cluster import Cluster
from handlers.back import way_back
from handlers.case.standard_cards import measures_on_card
from handlers.clip import NOTE_ON_CARD, WORDS_ON_CARD, clip
from handlers.desk import Reader
from handlers.form.buttons import in_rows
from handlers.points.photo_tap import photo_button
from handlers.rider.look_tap import LookTap
from handlers.when import at_moment, by_when, on_day
from handlers.wish.wish_tap import WishTap
from services.case import case_views
from services.case.case_views import CaseCard, Line
from services.case.cases import Filed
from services.ports import Button, Message
from services.texts import Speech

HISTORY_SHOWN = 8
TAKEN_IN = UNRESOLVED - {CaseState.SUBMITTED}
# A rating closes.
NOT_BUTTONS = frozenset({Move.CLOSE})
FOLDED = (Move.WHISTLE, Move.ASK, Move.NOTE, Move.SUSPEND, Move.TRANSFER, Move.CATEGORISE, Move.MERGE)
"""What a worker in a stairwell seldom needs stands behind one button, what is needed oftener before what is not."""
MOST_BUTTONS = 6


class CaseTap(CallbackData, prefix="c"):
    """`do`: open (`value`: from which list), more (`value`: the page), less, standard, photos, place, contact, known,
    full, move, withdraw, rate, thank, list, queue, find."""

    do: str
    number: str = ""
    value: str = ""


async def case_card(
    desk: Reader, number: str, *, fresh: bool = False, toast: str | None = None, page: int = 0
) -> Message:
    """`page` counts what stands behind "more"; 0 is the card as it comes."""
    card = await desk.act.look(case_views.case_card, number)
    back = await way_back(desk, f"case:{number}")
    return render(desk, card, fresh=fresh, toast=toast, page=page, back=back)


def render(
    desk: Reader,
    card: CaseCard,
    *,
    fresh: bool = False,
    toast: str | None = None,
    page: int = 0,
    back: Button | None = None,
    spare: int = 0,
) -> Message:
    """`back` leads to the list that the card was opened from; `spare` is how many buttons it leaves room for."""
    return Message(
        text="\n".join(_lines(desk, card)),
        buttons=tuple(_buttons(desk, card, page, back, spare)),
        card=f"case:{card.number}",
        fresh=fresh,
        toast=toast,
    )


def _lines(desk: Reader, card: CaseCard) -> list[str]:
    t = desk.t
    waits = card.streets and card.state is CaseState.CHECKED and card.resolved_at is None
    state = t.plain("case-waits-for-street") if waits else t.plain(f"state-{card.state}")
    lines = [
        t("case-title", number=card.number, kind=t.plain(f"kind-{card.kind}")),
        t("case-state", state=state),
        t("case-category", category=t.plain(f"category-{card.category}")),
    ]
    if card.danger:
        lines.append(t("case-danger"))
    if card.place:
        lines.append(t("case-place", place=card.place))
    instead = t.plain("case-words-hidden" if card.words_hidden else "case-no-words")
    lines += ["", t("case-words", words=clip(card.words, WORDS_ON_CARD) or instead)]
    lines += measures_on_card(t, card)
    if card.like is not None:
        key = "case-photo-same" if card.like.same else "case-photo-alike"
        lines += ["", t(key, other=card.like.number, distance=card.like.distance)]
    if card.cluster is not None:
        lines += ["", cluster_line(t, card.cluster)]
    if card.points not in (None, Standing.PAID):
        lines += ["", t(f"photo-standing-{card.points}", about=About.HAZARD)]
    standing = _standing(desk, card)
    lines += ["", *standing] if standing else []
    lines += ["", t("case-history")]
    return lines + [history_line(desk, line) for line in card.history[-HISTORY_SHOWN:]]


def cluster_line(t: Speech, one: Cluster) -> str:
    return t("photo-cluster", reports=one.reports, photos=one.photos, metres=one.metres, minutes=one.minutes)


def _standing(desk: Reader, card: CaseCard) -> list[str]:
    """Where it stands: by when, how many, whose it is."""
    t, now, zone = desk.t, desk.act.clock.now(), desk.act.ctx.zone
    standing = []
    if card.joined_to and card.state is CaseState.DUPLICATE:
        standing.append(t("case-joined-to", other=card.joined_to))
    if card.streets:
        standing.append(t("case-streets"))
    if card.for_desk and not card.placed:
        standing.append(t("case-unplaced"))
    if card.state is CaseState.SUBMITTED:
        late = card.for_desk and card.respond_by < now
        key = "case-respond-late" if late else "case-respond-by"
        standing += [t(key, when=by_when(t, card.respond_by, now, zone)), *holidays_open(desk, card)]
    elif card.state is CaseState.SUSPENDED and card.suspended_until:
        standing.append(t("case-suspended-until", day=on_day(t, card.suspended_until, desk.act.ctx.today)))
    elif card.state in TAKEN_IN:
        late = card.for_desk and card.resolve_by < now
        key = "case-resolve-late" if late else "case-resolve-by"
        standing += [t(key, when=by_when(t, card.resolve_by, now, zone)), *holidays_open(desk, card)]
    if card.supporters > 1:
        standing.append(t("case-supporters", count=card.supporters))
    return standing


def holidays_open(desk: Reader, told: CaseCard | Filed) -> list[str]:
    """Said under a deadline that reaches into a year whose holidays are not published."""
    return [desk.t("case-provisional")] if told.provisional else []


def history_line(desk: Reader, line: Line) -> str:
    t = desk.t
    when = at_moment(t, line.at, desk.act.clock.now(), desk.act.ctx.zone)
    text = t("case-line", when=when, move=what_happened(desk, line), who=t.plain(f"party-{line.party}"))
    return f"{text}\n{t('case-line-note', note=clip(line.note, NOTE_ON_CARD))}" if line.note else text


def what_happened(desk: Reader, line: Line) -> str:
    """The move, and what it gave the case."""
    t = desk.t
    move = t.plain(f"move-{line.move}-done")
    gave = line.to
    if line.category:
        gave = t.plain(f"category-{line.category}")
    if line.until:
        gave = on_day(t, line.until, desk.act.ctx.today)
    return t.plain("case-line-gave", move=move, gave=gave) if gave else move


def is_clipped(card: CaseCard) -> bool:
    """Whether the card shows less than was said."""
    return len(card.words) > WORDS_ON_CARD or any(len(line.note or "") > NOTE_ON_CARD for line in card.history)


def _buttons(desk: Reader, card: CaseCard, page: int, back: Button | None, spare: int) -> list[tuple[Button, ...]]:
    t = desk.t
    if card.rate:
        solved = Button(t.plain("rate-solved"), CaseTap(do="rate", number=card.number, value="yes").pack())
        return [(solved, _move(desk, card, Move.REOPEN, "rate-not-solved"))]
    shown, folded = ([_move(desk, card, move, f"move-{move}") for move in moves] for moves in _folded(card))
    if card.for_desk:
        folded.append(Button(t.plain("case-standard"), CaseTap(do="standard", number=card.number).pack()))
    pages = _pages([*shown, *_looks(desk, card)], folded, MOST_BUTTONS - (back is not None) - spare)
    page = min(page, len(pages) - 1)
    turns = [("less", "")] if page else []
    if page < len(pages) - 1:
        turns.append(("others" if page else "more", str(page + 1)))
    turn = [
        Button(t.plain(f"case-{do}"), CaseTap(do="more" if at else do, number=card.number, value=at).pack())
        for do, at in turns
    ]
    ways = [*turn, *([back] if back and not page else [])]
    return [*in_rows(pages[page]), *in_rows(ways)]


def _pages(first: list[Button], folded: list[Button], most: int) -> list[list[Button]]:
    """What is on the card, `most` with the button that turns, and what is behind "more"."""
    if len(first) + len(folded) <= most:
        return [[*first, *folded]]
    pages, rest = [first[: most - 1]], [*first[most - 1 :], *folded]
    while len(rest) > MOST_BUTTONS - 1:
        pages.append(rest[: MOST_BUTTONS - 2])
        rest = rest[MOST_BUTTONS - 2 :]
    return [*pages, rest]


def _move(desk: Reader, card: CaseCard, move: Move, text: str) -> Button:
    return Button(desk.t.plain(text), CaseTap(do="move", number=card.number, value=move).pack())


def _folded(card: CaseCard) -> tuple[list[Move], list[Move]]:
    """The moves that stand on the card, and those behind "more": a case of no grid wants to be sent to one, a joint
    one its helpers."""
    hidden = NOT_BUTTONS if card.state is CaseState.CLOSED else NOT_BUTTONS | {Move.REOPEN}
    moves = [move for move in card.moves if move not in hidden]
    wanted = {*(() if card.placed else (Move.TRANSFER,)), *((Move.WHISTLE,) if card.joint else ())}
    folded = [move for move in FOLDED if move in moves and move not in wanted]
    return [move for move in moves if move not in folded], folded


def _looks(desk: Reader, card: CaseCard) -> list[Button]:
    """What there is to look at besides."""
    t, buttons = desk.t, []
    if card.thanks:
        buttons.append(Button(t.plain("case-thank"), CaseTap(do="thank", number=card.number).pack()))
    if card.look:
        buttons.append(Button(t.plain("case-look"), LookTap(do="open", number=card.number).pack()))
    if card.unmet:
        buttons.append(Button(t.plain("unmet-known-button"), CaseTap(do="known", number=card.number).pack()))
    if card.kind is CaseKind.WISH and Party.REPORTER in card.parties:
        buttons.append(Button(t.plain("case-wall"), WishTap(do="of", code=card.number).pack()))
    if card.points not in (None, Standing.PAID):
        do = "mine" if Party.REPORTER in card.parties else "open"
        buttons += [photo_button(t, do, card.number)] if do == "mine" or card.points in TO_RULE else []
    if card.joined_to and card.state is CaseState.DUPLICATE:
        tap = CaseTap(do="open", number=card.joined_to)
        buttons.append(Button(t.plain("case-open-other", other=card.joined_to), tap.pack()))
    if is_clipped(card):
        buttons.append(Button(t.plain("case-full"), CaseTap(do="full", number=card.number).pack()))
    if card.media:
        text = t.plain("case-photos", count=len(card.media))
        buttons.append(Button(text, CaseTap(do="photos", number=card.number).pack()))
    if card.point and card.parties != {Party.REPORTER}:
        buttons.append(Button(t.plain("case-map"), CaseTap(do="place", number=card.number).pack()))
    if card.contact:
        buttons.append(Button(t.plain("case-contact"), CaseTap(do="contact", number=card.number).pack()))
    return buttons
