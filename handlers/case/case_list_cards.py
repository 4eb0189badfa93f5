"""How lists of cases look: a line and a button each, the pages both ways, and what the desk can look at."""

from collections.abc import Mapping, Sequence

from domain.case_flow import UNRESOLVED, CaseState
from handlers.back import CASES
from handlers.case.case_cards import CaseTap
from handlers.clip import short
from handlers.desk import Reader
from handlers.when import by_when
from services.case.case_lists import COUNTED, Page, Row, Scope, Turn
from services.ports import Button, Message

LONGEST_TURN = 20
SCOPES_PER_ROW = 2


def my_cases_card(desk: Reader, page: Page, *, fresh: bool = False) -> Message:
    t = desk.t
    if not page.rows:
        return Message(text=t("my-cases-none"), card="list", fresh=fresh)
    return _card(desk, t("my-cases"), page.rows, [_turns(desk, page, "list", "")], fresh=fresh)


def queue_card(
    desk: Reader, page: Page, scope: Scope, counts: Mapping[Scope, int] | None = None, *, fresh: bool = False
) -> Message:
    """`counts` on the first page only: the buttons that choose what to look at."""
    t = desk.t
    title = t("queue", scope=t.plain(f"scope-{scope}"))
    if not page.rows:
        title = f"{title}\n\n{t('queue-none')}"
    rows = [_turns(desk, page, "queue", f"{scope}.")]
    if counts is not None:
        rows += _scopes(desk, scope, counts)
    return _card(desk, title, page.rows, rows, fresh=fresh)


def found_card(desk: Reader, line: str, rows: Sequence[Row], older: tuple[str, str] | None, *, fresh: bool) -> Message:
    """`older`: text and data of the button that goes on."""
    t = desk.t
    title = t("find-found", line=line) if rows else t("find-none", line=line)
    more = [(Button(*older),)] if older else []
    again = (Button(t.plain("find-again"), CaseTap(do="find", value="again").pack()),)
    return _card(desk, title, rows, [*more, again], fresh=fresh)


def _card(desk: Reader, title: str, rows: Sequence[Row], more: Sequence[tuple[Button, ...]], *, fresh: bool) -> Message:
    lines = [title, *([""] if rows else []), *(_row(desk, row) for row in rows)]
    buttons = [(Button(_label(desk, row), CaseTap(do="open", number=row.number, value=CASES).pack()),) for row in rows]
    return Message(text="\n".join(lines), buttons=(*buttons, *(row for row in more if row)), card="list", fresh=fresh)


def _turns(desk: Reader, page: Page, do: str, of: str) -> tuple[Button, ...]:
    """A page has a way on and a way back."""
    t, buttons = desk.t, []
    if page.before is not None:
        tap = CaseTap(do=do, value=f"{of}{packed(Turn(page.before, back=True))}")
        buttons.append(Button(t.plain("list-back"), tap.pack()))
    if page.after is not None:
        tap = CaseTap(do=do, value=f"{of}{packed(Turn(page.after))}")
        buttons.append(Button(t.plain("list-more"), tap.pack()))
    return tuple(buttons)


def packed(turn: Turn) -> str:
    """As it travels in a button: "a17" after case 17, "b17" before it."""
    return f"{'b' if turn.back else 'a'}{turn.id}"


def unpacked(text: str) -> Turn | None:
    """None for what no button of ours says."""
    if text[:1] not in ("a", "b") or not text[1:].isdecimal() or len(text) > LONGEST_TURN:
        return None
    return Turn(int(text[1:]), back=text[0] == "b")


def _scopes(desk: Reader, shown: Scope, counts: Mapping[Scope, int]) -> list[tuple[Button, ...]]:
    """A scope that holds nothing is not offered, nor the one that is being looked at."""
    t = desk.t
    buttons = []
    for scope, count in counts.items():
        if scope is shown or not count:
            continue
        number = t.plain("count-more", count=COUNTED) if count > COUNTED else str(count)
        text = t.plain("scope-with-count", scope=t.plain(f"scope-{scope}"), count=number)
        buttons.append(Button(text, CaseTap(do="queue", value=f"{scope}.").pack()))
    return [tuple(buttons[start : start + SCOPES_PER_ROW]) for start in range(0, len(buttons), SCOPES_PER_ROW)]


def _row(desk: Reader, row: Row) -> str:
    """What is done has no deadline any more; what is late says so in words."""
    t, now = desk.t, desk.act.clock.now()
    state, category = t.plain(f"state-{row.state}"), t.plain(f"category-{row.category}")
    if row.state not in UNRESOLVED:
        return t("list-row-done", number=row.number, state=state, category=category)
    when = by_when(t, row.due_by, now, desk.act.ctx.zone)
    late = row.due_by < now and row.state is not CaseState.SUSPENDED
    key = "list-row-late" if late else "list-row"
    return t(key, number=row.number, state=state, category=category, when=when)


def _label(desk: Reader, row: Row) -> str:
    """The first words, or what it is about where there are none."""
    return f"{row.number} {short(row.words) or desk.t.plain(f'category-{row.category}')}"
