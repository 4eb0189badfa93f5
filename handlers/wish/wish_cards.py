"""How the wall and a wish look: a line and a button each, one glyph and one word for where it stands."""

from domain.case_flow import CaseKind
from domain.wish_flow import WishMove, WishParty, WishState
from handlers.back import way_back
from handlers.case.case_cards import MOST_BUTTONS, CaseTap
from handlers.clip import WORDS_ON_CARD, clip, short
from handlers.desk import Reader
from handlers.when import by_when
from handlers.wish.wish_tap import WishTap
from services.ports import Button, Message
from services.wish import wish_views
from services.wish.wish_views import Wall, WallRow, WishCard

BUTTONS_PER_ROW = 2
KILOMETRE = 1000
VIEWS, WAYS = ("wall", "done"), "ways"
Rows = tuple[tuple[Button, ...], ...]
# Moves with a button of their own elsewhere, or none.
NOT_BUTTONS = frozenset({WishMove.CONFIRM, WishMove.NOT_FULFILLED, WishMove.OFFER})
NEEDS_WORDS = frozenset({WishMove.REWORD, WishMove.DECLINE, WishMove.GIVE_BACK, WishMove.FULFIL, WishMove.THANK})


def wall_card(reader: Reader, page: Wall, here: WishTap, *, fresh: bool = False) -> Message:
    """A page of the wall, of what waits for approval, or of one party's own; `here` is the tap that leads to it."""
    t = reader.t
    lines = [t(f"wish-list-{here.do}") if page.rows else t(f"wish-list-{here.do}-none")]
    if here.category:
        lines.append(t("wish-list-kind", category=t.plain(f"category-{here.category}")))
    lines += ["", *(_row(reader, row) for row in page.rows)] if page.rows else []
    rows = [(Button(_label(reader, row), WishTap(do="see", code=row.code).pack()),) for row in page.rows]
    if page.after is not None:
        rows.append((Button(t.plain("list-more"), here.model_copy(update={"after": page.after}).pack()),))
    if page.waiting and here.do in VIEWS:
        rows.append((_way(reader, here, "approve_list", count=page.waiting),))
    ways = ways_from(reader, here)
    if len(rows) + sum(map(len, ways)) > MOST_BUTTONS and here.do in VIEWS:
        ways = ((_way(reader, here, WAYS),),)
    return Message(text="\n".join(lines), buttons=(*rows, *ways), card="wishes", fresh=fresh)


def _row(reader: Reader, row: WallRow) -> str:
    t = reader.t
    state, category = t.plain(f"wish-state-{row.state}"), t.plain(f"category-{row.category}")
    line = t("wish-row", wording=row.wording or t.plain("wish-not-worded"), state=state, category=category)
    return f"{line}　{distance(reader, row.metres)}" if row.metres is not None else line


def distance(reader: Reader, metres: int) -> str:
    if metres < KILOMETRE:
        return reader.t("wish-metres", metres=metres)
    return reader.t("wish-kilometres", kilometres=f"{metres / KILOMETRE:g}")


def _label(reader: Reader, row: WallRow) -> str:
    return short(row.wording) or f"{row.code} {reader.t.plain(f'category-{row.category}')}"


def ways_from(reader: Reader, here: WishTap, *, back: bool = False) -> Rows:
    """From one view of the wall to the others, and, where they stand in its place, `back` to it."""
    if here.do not in VIEWS:
        return ((_way(reader, here, "wall"),),)
    other = "done" if here.do == "wall" else "wall"
    first = Button(reader.t.plain("list-first"), here.model_copy(update={"after": None}).pack())
    second = (_way(reader, here, other), *((first,) if here.after is not None else ()))
    rows: Rows = ((_way(reader, here, "kinds"), _way(reader, here, "near")), second)
    return (*rows, (Button(reader.t.plain("wish-way-back"), here.pack()),)) if back else rows


def _way(reader: Reader, here: WishTap, do: str, **values: int) -> Button:
    """`WAYS` keeps where it was tapped, every other begins anew."""
    anew = {"code": here.do} if do == WAYS else {"after": None}
    return Button(reader.t.plain(f"wish-way-{do}", **values), here.model_copy(update={"do": do, **anew}).pack())


def wish_kinds(reader: Reader) -> list[str]:
    """Categories that a wish may have, in the config's order."""
    return [one.key for one in reader.act.ctx.settings.cases.categories if CaseKind.WISH in one.kinds]


def kinds_card(reader: Reader, here: WishTap) -> Message:
    """The kinds of wish that the config knows, and all of them."""
    t = reader.t
    known = wish_kinds(reader)

    def kind(key: str, text: str) -> Button:
        return Button(text, here.model_copy(update={"do": "wall", "category": key, "after": None}).pack())

    options = [kind("", t.plain("wish-all-kinds")), *(kind(key, t.plain(f"category-{key}")) for key in known)]
    rows = tuple(tuple(options[n : n + BUTTONS_PER_ROW]) for n in range(0, len(options), BUTTONS_PER_ROW))
    return Message(text=t("wish-which-kind"), buttons=rows, card="wishes")


async def wish_card(reader: Reader, code: str, *, fresh: bool = False, toast: str | None = None) -> Message:
    card = await reader.act.look(wish_views.wish_card, code)
    return render(reader, card, fresh=fresh, toast=toast, back=await way_back(reader, f"wish:{code}"))


def render(
    reader: Reader, card: WishCard, *, fresh: bool = False, toast: str | None = None, back: Button | None = None
) -> Message:
    """Everything on one message, and a button for every move that the reader may make; `back` leads to the page of the
    wall that it was opened from."""
    return Message(
        text="\n".join(_lines(reader, card)),
        buttons=(*_buttons(reader, card), *(((back,),) if back else ())),
        card=f"wish:{card.code}",
        media=(card.photo,) if card.photo is not None and fresh else (),
        fresh=fresh,
        toast=toast,
    )


def _lines(reader: Reader, card: WishCard) -> list[str]:
    t = reader.t
    lines = [
        t("wish-title", code=card.code),
        t("wish-stands", state=t.plain(f"wish-state-{card.state}")),
        t("wish-kind", category=t.plain(f"category-{card.category}"), community=card.community),
    ]
    if card.number:
        lines.append(t("wish-case", number=card.number))
    if card.words is not None:
        lines += ["", t("wish-private", words=clip(card.words, WORDS_ON_CARD) or t.plain("case-no-words"))]
    proposed = card.state is WishState.OFFERED
    wording = card.wording or t.plain("wish-not-worded")
    lines += ["", t("wish-proposal" if proposed else "wish-wording", wording=clip(wording, WORDS_ON_CARD))]
    if proposed and WishParty.OFFICE in card.who and not card.stands:
        lines.append(t("wish-may-not-stand"))
    if card.reason and card.state is WishState.DECLINED:
        lines.append(t("wish-reason", reason=card.reason))
    return [*lines, *_holding(reader, card)]


def _holding(reader: Reader, card: WishCard) -> list[str]:
    """For those inside: who holds it until when; for the party: how to go about it."""
    t, lines = reader.t, []
    if card.holder is not None:
        lines += ["", t("wish-holder", name=card.holder.name, role=t.plain(f"role-{card.holder.role}"))]
    if card.until is not None and card.state is WishState.TAKEN:
        when = by_when(t, card.until, reader.act.clock.now(), reader.act.ctx.zone)
        lines.append(t("wish-until", when=when))
    if WishParty.TAKER in card.who and card.state is WishState.TAKEN:
        lines += ["", t("wish-how", community=card.community)]
        lines += [t("wish-guide", name=card.guide)] if card.guide else []
    return lines


def _buttons(reader: Reader, card: WishCard) -> Rows:
    t = reader.t

    def do(name: str) -> Button:
        return Button(t.plain(f"wish-do-{name}"), WishTap(do=name, code=card.code).pack())

    hidden = NOT_BUTTONS if card.stands else NOT_BUTTONS | {WishMove.APPROVE}
    names: list[str] = [move for move in card.moves if move not in hidden]
    held = card.state is WishState.TAKEN
    if WishParty.OWNER in card.who:
        names += ["photo"] if card.state is WishState.OFFERED else []
        names += ["reply", "share"] if held else []
        names += ["show"] if card.state in (WishState.CONFIRMED, WishState.THANKED) and not card.shown else []
    if WishParty.TAKER in card.who:
        names += ["ask"] if held else []
        names += ["contact"] if card.has_contact else []
    buttons = [do(name) for name in names]
    rows = [tuple(buttons[n : n + BUTTONS_PER_ROW]) for n in range(0, len(buttons), BUTTONS_PER_ROW)]
    if WishParty.OWNER in card.who and card.number and WishMove.OFFER in card.moves:
        rows.append((Button(t.plain("wish-do-offer"), WishTap(do="offer", code=card.number).pack()),))
    if card.number:
        rows.append((Button(t.plain("wish-do-case"), CaseTap(do="open", number=card.number).pack()),))
    return tuple(rows)


def offer_card(reader: Reader, number: str) -> Message:
    """What the wall is, and whether they would like it; what they do not tap does not happen."""
    t = reader.t
    buttons = (
        (Button(t.plain("wish-do-offer"), WishTap(do="offer", code=number).pack()),),
        (Button(t.plain("wish-do-keep"), CaseTap(do="open", number=number).pack()),),
    )
    return Message(text=t("wish-offer", number=number), buttons=buttons, card=f"offer:{number}", fresh=True)
