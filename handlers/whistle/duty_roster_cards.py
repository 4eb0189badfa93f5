"""How the duty roster looks: a unit's board by day, the steps that put somebody down, and what they are told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from aiogram.filters.callback_data import CallbackData

from handlers.desk import Reader
from handlers.when import at_moment, on_day
from services.people.invitations import Page
from services.ports import Button, Message
from services.whistle import duty_roster
from services.whistle.duty_roster import Board, Candidate, Turn

PER_ROW = 3


class DutyRosterTap(CallbackData, prefix="ro"):
    """`do`: units, board, kinds, shifts, people; put, un (from the list of people), back (from the board). `id` is a
    unit, a held role to put, or a turn to take back; `day` an ordinal, `after` where a page starts."""

    do: str
    id: int = 0
    day: int = 0
    kind: str = ""
    shift: str = ""
    after: int = 0


def units_card(reader: Reader, page: Page) -> Message:
    t, today = reader.t, reader.act.ctx.today.toordinal()
    rows = [(Button(name, DutyRosterTap(do="board", id=id_, day=today).pack()),) for id_, name in page.rows]
    if page.after is not None:
        rows.append((Button(t.plain("list-more"), DutyRosterTap(do="units", after=page.after).pack()),))
    return Message(text=t("duty-roster-units"), buttons=tuple(rows), card="duty-roster", fresh=True)


def board_card(reader: Reader, board: Board) -> Message:
    """One day of it; the other days stand below with how many are on each."""
    t, today, day = reader.t, reader.act.ctx.today, board.day.toordinal()
    lines = [t("duty-roster-board", unit=board.unit, day=on_day(t, board.day, today)), ""]
    lines += [_turn_line(reader, turn) for turn in board.turns] or [t("duty-roster-nobody")]
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                t.plain("duty-roster-back", who=_who(reader, turn.name, turn.person_id)),
                DutyRosterTap(do="back", id=turn.id).pack(),
            ),
        )
        for turn in board.turns
        if turn.set_by_staff
    ]
    if board.after is not None:
        more = DutyRosterTap(do="board", id=board.unit_id, day=day, after=board.after)
        rows.append((Button(t.plain("list-more"), more.pack()),))
    rows.append((Button(t.plain("duty-roster-add"), DutyRosterTap(do="kinds", id=board.unit_id, day=day).pack()),))
    others = [
        Button(
            t.plain("duty-roster-day", day=on_day(t, each, today), count=count),
            DutyRosterTap(do="board", id=board.unit_id, day=each.toordinal()).pack(),
        )
        for each, count in board.days
        if each != board.day
    ]
    rows += [tuple(others[start : start + PER_ROW]) for start in range(0, len(others), PER_ROW)]
    return Message(text="\n".join(lines), buttons=tuple(rows), card="duty-roster")


def _turn_line(reader: Reader, turn: Turn) -> str:
    t, now, zone = reader.t, reader.act.clock.now(), reader.act.ctx.zone
    who, kind = _who(reader, turn.name, turn.person_id), t.plain(f"force-{turn.kind}")
    since = at_moment(t, turn.starts_at, now, zone)
    if turn.ends_at is None:
        return t("duty-roster-turn-open", who=who, kind=kind, since=since)
    return t("duty-roster-turn", who=who, kind=kind, since=since, until=at_moment(t, turn.ends_at, now, zone))


def _who(reader: Reader, name: str, id_: int) -> str:
    return name or reader.t.plain("invite-no-name", id=str(id_)[-4:])


def kinds_card(reader: Reader, unit_id: int, day: date, kinds: tuple[tuple[str, int], ...]) -> Message:
    t = reader.t
    rows = [
        (
            Button(
                t.plain("duty-roster-kind", kind=t.plain(f"force-{kind}"), count=count),
                DutyRosterTap(do="shifts", id=unit_id, day=day.toordinal(), kind=kind).pack(),
            ),
        )
        for kind, count in kinds
    ]
    rows.append((_to_board(reader, unit_id, day),))
    text = t("duty-roster-kinds", day=on_day(t, day, reader.act.ctx.today)) if kinds else t("duty-roster-no-kinds")
    return Message(text=text, buttons=tuple(rows), card="duty-roster")


def shifts_card(reader: Reader, unit_id: int, day: date, kind: str) -> Message:
    t = reader.t
    rows = [
        (
            Button(
                t.plain(
                    "duty-roster-shift",
                    shift=t.plain(f"shift-{shift.key}"),
                    since=f"{shift.since:%H:%M}",
                    until=f"{shift.until:%H:%M}",
                ),
                DutyRosterTap(do="people", id=unit_id, day=day.toordinal(), kind=kind, shift=shift.key).pack(),
            ),
        )
        for shift in reader.act.ctx.settings.forces.shifts
    ]
    text = t("duty-roster-shifts", day=on_day(t, day, reader.act.ctx.today), kind=t.plain(f"force-{kind}"))
    return Message(text=text, buttons=(*rows, (_to_board(reader, unit_id, day),)), card="duty-roster")


def people_card(
    reader: Reader, tap: DutyRosterTap, people: tuple[Candidate, ...], after: int | None, *, toast: str | None = None
) -> Message:
    """Names are switched on and off; `tap` opened the list, its `id` is the unit."""
    t, day = reader.t, date.fromordinal(tap.day)
    rows: list[tuple[Button, ...]] = []
    for one in people:
        text = t.plain(
            "duty-roster-choose" if one.duty is None else "duty-roster-chosen",
            who=_who(reader, one.name, one.person_id),
        )
        do, id_ = ("put", one.held_id) if one.duty is None else ("un", one.duty)
        to = DutyRosterTap(do=do, id=id_, day=tap.day, shift=tap.shift, after=tap.after)
        rows.append((Button(text, to.pack()),))
    if after is not None:
        rows.append((Button(t.plain("list-more"), tap.model_copy(update={"do": "people", "after": after}).pack()),))
    rows.append((_to_board(reader, tap.id, day),))
    text = t(
        "duty-roster-people",
        day=on_day(t, day, reader.act.ctx.today),
        kind=t.plain(f"force-{tap.kind}"),
        shift=t.plain(f"shift-{tap.shift}"),
    )
    return Message(text=text, buttons=tuple(rows), card="duty-roster", toast=toast)


def _to_board(reader: Reader, unit_id: int, day: date) -> Button:
    return Button(
        reader.t.plain("duty-roster-to-board"), DutyRosterTap(do="board", id=unit_id, day=day.toordinal()).pack()
    )


async def duty_roster_changed(reader: Reader, values: Mapping[str, Any]) -> Message | None:
    """What the reader is put down for now, after however many changes."""
    t, now, zone = reader.t, reader.act.clock.now(), reader.act.ctx.zone
    turns = await reader.act.look(duty_roster.my_turns)
    lines = [
        t(
            "duty-roster-own-turn",
            unit=turn.unit,
            kind=t.plain(f"force-{turn.kind}"),
            since=at_moment(t, turn.starts_at, now, zone),
            until=at_moment(t, turn.ends_at, now, zone),
        )
        for turn in turns
    ]
    return Message(
        text="\n".join([t("notice-duty-roster-changed"), *lines]) if lines else t("notice-duty-roster-empty")
    )
