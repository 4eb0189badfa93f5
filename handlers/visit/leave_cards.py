"""How leave looks: one leave with what may be done about it, one's own list, and what a community has to see to."""

from aiogram.filters.callback_data import CallbackData

from domain.leave_flow import LeaveParty, LeaveStep
from domain.roles import Role
from handlers.desk import Reader
from handlers.when import on_day
from services.ports import Button, Message
from services.visit.leave_choices import Candidate
from services.visit.leave_views import Board, Leave

TO_CHOOSE = frozenset({LeaveStep.GRANT, LeaveStep.NAME})


class LeaveTap(CallbackData, prefix="l"):
    """`do`: mine, board, ask, workers, enter, open, people, refuse, or a step. `who` is whom the step names, or where a
    page starts."""

    do: str
    id: int = 0
    who: int = 0


class HandoverTap(CallbackData, prefix="ho"):
    """`do`: grids, grid, sure, give. `id` is a grid or a page's start, `who` a person or a page's start."""

    do: str
    id: int = 0
    who: int = 0


class RestDutyTap(CallbackData, prefix="rd"):
    """`do`: day, days, grid, name. `day` is an ordinal, 0 the next; `who` a person (0: the worker), a page's start, or
    of a day its page."""

    do: str
    day: int = 0
    grid: int = 0
    who: int = 0


def mine_card(reader: Reader, leaves: tuple[Leave, ...], *, may_ask: bool) -> Message:
    """What one has asked for, and in what one stands in."""
    t = reader.t
    rows = [(Button(line(reader, leave), LeaveTap(do="open", id=leave.id).pack()),) for leave in leaves]
    if may_ask:
        rows.append((Button(t.plain("leave-ask"), LeaveTap(do="ask").pack()),))
    return Message(text=t("leave-mine" if leaves else "leave-none"), buttons=tuple(rows), card="leaves", fresh=True)


def board_card(reader: Reader, board: Board) -> Message:
    """Who waits for an answer or for somebody to stand in comes first."""
    t = reader.t
    rows = [(Button(line(reader, leave), LeaveTap(do="open", id=leave.id).pack()),) for leave in board.leaves]
    if board.after is not None:
        rows.append((Button(t.plain("list-more"), LeaveTap(do="board", who=board.after).pack()),))
    rows += [
        (Button(t.plain("handover-vacant", grid=name), HandoverTap(do="grid", id=id_).pack()),)
        for id_, name in board.vacant
    ]
    rows.append((Button(t.plain("leave-enter"), LeaveTap(do="workers").pack()),))
    if reader.actor.has(Role.COMMUNITY_STAFF):
        rows.append((Button(t.plain("rest-open"), RestDutyTap(do="day").pack()),))
        rows.append((Button(t.plain("handover-open"), HandoverTap(do="grids").pack()),))
    text = t("leave-board" if board.leaves or board.vacant else "leave-board-empty")
    return Message(text=text, buttons=tuple(rows), card="leaves", fresh=True)


def workers_card(reader: Reader, people: tuple[Candidate, ...], after: int | None) -> Message:
    """For whom leave is entered; who has no chat cannot ask there, and comes first."""
    t = reader.t
    rows = []
    for one in people:
        name = one.name or t.plain("visit-no-name")
        text = name if one.in_chat else t.plain("leave-not-in-chat", name=name)
        rows.append((Button(text, LeaveTap(do="enter", who=one.person_id).pack()),))
    if after is not None:
        rows.append((Button(t.plain("list-more"), LeaveTap(do="workers", who=after).pack()),))
    rows.append((Button(t.plain("leave-board-back"), LeaveTap(do="board").pack()),))
    return Message(text=t("leave-enter-whose" if people else "leave-enter-nobody"), buttons=tuple(rows), card="leaves")


def leave_card(
    reader: Reader,
    leave: Leave,
    people: tuple[Candidate, ...] = (),
    after: int | None = None,
    *,
    headline: str | None = None,
    toast: str | None = None,
) -> Message:
    """The card changes in place as the leave goes its way; its buttons are what the reader may do now."""
    t = reader.t
    lines = [*([headline, ""] if headline else []), *_lines(reader, leave)]
    choose = [step for step in leave.steps if step in TO_CHOOSE]
    if choose and people:
        lines += ["", t("leave-who")]
    rows = [(_name_button(reader, leave, choose[0], one),) for one in people if choose]
    if after is not None:
        rows.append((Button(t.plain("list-more"), LeaveTap(do="people", id=leave.id, who=after).pack()),))
    rows += [(_step_button(reader, leave, step),) for step in leave.steps if step is not LeaveStep.NAME]
    return Message(
        text="\n".join(lines),
        buttons=tuple(rows),
        card=f"leave:{leave.id}",
        fresh=toast is None,
        toast=toast,
    )


def line(reader: Reader, leave: Leave) -> str:
    """A leave on a button, by what is needed or known of it."""
    t = reader.t
    days = {"who": _name(reader, leave.worker), **_days(reader, leave)}
    if leave.needs_somebody:
        return t.plain("leave-line-nobody", **days)
    return t.plain(f"leave-line-{leave.state}", **days)


def _lines(reader: Reader, leave: Leave) -> list[str]:
    t = reader.t
    grids = t.plain("visit-and").join(leave.grids)
    lines = [t("leave-title", who=_name(reader, leave.worker), grids=grids, **_days(reader, leave))]
    if leave.reason:
        lines.append(t("leave-reason", reason=leave.reason))
    lines.append(t(f"leave-state-{leave.state}"))
    if leave.answer:
        lines.append(t("leave-answer", answer=leave.answer))
    if leave.stand_in is not None:
        lines.append(t("leave-stand-in", who=_name(reader, leave.stand_in)))
    elif leave.offered is not None:
        lines.append(t("leave-offered", who=_name(reader, leave.offered)))
    elif leave.needs_somebody:
        lines.append(t("leave-nobody"))
    return lines


def _days(reader: Reader, leave: Leave) -> dict[str, str]:
    t, today = reader.t, reader.act.ctx.today
    return {"first": on_day(t, leave.starts_on, today), "last": on_day(t, leave.ends_on, today)}


def _name(reader: Reader, name: str) -> str:
    return name or reader.t.plain("visit-no-name")


def _name_button(reader: Reader, leave: Leave, step: LeaveStep, one: Candidate) -> Button:
    text = reader.t.plain("leave-name" if one.in_chat else "leave-name-no-chat", who=_name(reader, one.name))
    return Button(text, LeaveTap(do=step, id=leave.id, who=one.person_id).pack())


def _step_button(reader: Reader, leave: Leave, step: LeaveStep) -> Button:
    """To take a request back, and to call a granted leave off, are two things in words."""
    t = reader.t
    if step is LeaveStep.GRANT:
        return Button(t.plain("leave-step-grant"), LeaveTap(do=step, id=leave.id).pack())
    if step is LeaveStep.CANCEL and LeaveParty.WORKER not in leave.parties:
        return Button(t.plain("leave-step-call_off"), LeaveTap(do=step, id=leave.id).pack())
    return Button(t.plain(f"leave-step-{step}"), LeaveTap(do=step, id=leave.id).pack())
