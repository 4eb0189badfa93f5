"""How a call of forces looks: the task of whoever was called, the desk's board, duty."""

from aiogram.filters.callback_data import CallbackData

from domain.case_flow import Move
from domain.whistle_flow import OPEN, WhistleState
from handlers.case.case_cards import CaseTap
from handlers.clip import NOTE_ON_CARD, WORDS_ON_CARD, clip, short
from handlers.desk import Reader
from handlers.when import at_moment, by_when
from services.ports import Button, Message
from services.whistle.duties import OnDuty
from services.whistle.whistle_unheard import RingList, Unheard
from services.whistle.whistle_views import Board, Call, Task, TaskRow


class WhistleTap(CallbackData, prefix="w"):
    """`do`: task, in, decline, photos, place, sign_off, hand_back; call_off, ring, board, blow; list, duty, on, today,
    always, off."""

    do: str
    value: str = ""


def button(reader: Reader, do: str, value: str | int = "") -> Button:
    """Its text is `whistle-button-<do>`."""
    return Button(reader.t.plain(f"whistle-button-{do}"), WhistleTap(do=do, value=str(value)).pack())


def task_card(reader: Reader, task: Task, *, fresh: bool = False, toast: str | None = None) -> Message:
    """All that they need to come; when it is over only what became of it."""
    t = reader.t
    lines = [t("whistle-task", number=task.number, kind=t.plain(f"force-{task.kind}")), _standing(reader, task)]
    if task.about is not None:
        lines += ["", t("whistle-needed", needed=clip(task.needed, WORDS_ON_CARD)), *_about(reader, task)]
    return Message(
        text="\n".join(lines),
        buttons=_task_buttons(reader, task),
        card=f"whistle:{task.id}",
        fresh=fresh,
        toast=toast,
    )


def _standing(reader: Reader, task: Task) -> str:
    t, now, zone = reader.t, reader.act.clock.now(), reader.act.ctx.zone
    match task.state:
        case WhistleState.CALLED if task.declined:
            return t("whistle-declined")
        case WhistleState.CALLED:
            return t("whistle-waiting")
        case WhistleState.REPORTED_IN if task.mine and task.work_by:
            return t("whistle-yours", when=by_when(t, task.work_by, now, zone))
        case WhistleState.REPORTED_IN:
            return t("whistle-taken", unit=task.unit)
    return t(f"whistle-over-{task.state}")


def _about(reader: Reader, task: Task) -> list[str]:
    t, about = reader.t, task.about
    if about is None:
        return []
    lines = [t("case-danger")] if about.danger else []
    lines.append(t("case-category", category=t.plain(f"category-{about.category}")))
    if about.place:
        lines.append(t("case-place", place=about.place))
    return [*lines, t("case-words", words=clip(about.words, WORDS_ON_CARD) or t.plain("case-no-words"))]


def _task_buttons(reader: Reader, task: Task) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if Move.REPORT_IN in task.moves:
        rows.append((button(reader, "in", task.id),))
        if not task.declined:
            rows.append((button(reader, "decline", task.id),))
    if Move.SIGN_OFF in task.moves:
        rows.append((button(reader, "sign_off", task.id), button(reader, "hand_back", task.id)))
    if task.about is not None:
        more = [button(reader, "photos", task.id)] if task.about.media else []
        more += [button(reader, "place", task.id)] if task.about.point else []
        rows += [tuple(more)] if more else []
    return tuple(rows)


def board_card(reader: Reader, board: Board, *, fresh: bool = False, toast: str | None = None) -> Message:
    """Every call with where it stands; one that is open can be called off, and whom no chat reaches can be rung."""
    t = reader.t
    lines = [t("whistle-board", number=board.number)]
    rows: list[tuple[Button, ...]] = []
    for call in board.calls:
        lines += ["", *_call_lines(reader, call)]
        if call.unheard:
            text = t.plain("whistle-button-ring", kind=t.plain(f"force-{call.kind}"))
            rows.append((Button(text, WhistleTap(do="ring", value=str(call.id)).pack()),))
        if call.state in OPEN:
            text = t.plain("whistle-button-call_off", kind=t.plain(f"force-{call.kind}"))
            rows.append((Button(text, WhistleTap(do="call_off", value=str(call.id)).pack()),))
    case = Button(t.plain("case-open"), CaseTap(do="open", number=board.number).pack())
    rows.append((*([button(reader, "blow", board.number)] if board.may_call else []), case))
    return Message(text="\n".join(lines), buttons=tuple(rows), card=f"board:{board.number}", fresh=fresh, toast=toast)


def _call_lines(reader: Reader, call: Call) -> list[str]:
    t = reader.t
    kind = t.plain(f"force-{call.kind}")
    when = at_moment(t, call.called_at, reader.act.clock.now(), reader.act.ctx.zone)
    lines = [t("whistle-call", kind=kind, state=t.plain(f"whistle-state-{call.state}"), when=when)]
    lines.append(t("whistle-needed", needed=clip(call.needed, NOTE_ON_CARD)))
    if call.state is WhistleState.CALLED:
        lines.append(t("whistle-called", count=call.called))
        if call.unheard:
            lines += [t("whistle-unheard", count=len(call.unheard)), *(_who(reader, one) for one in call.unheard)]
        if call.silent:
            lines.append(t("whistle-silent", kind=kind))
    elif call.unit:
        lines.append(_who(reader, Unheard(call.name, call.unit)))
    lines += [t("whistle-cannot", reason=clip(reason, NOTE_ON_CARD)) for reason in call.reasons]
    return [*lines, t("case-line-note", note=clip(call.note, NOTE_ON_CARD))] if call.note else lines


def _who(reader: Reader, one: Unheard) -> str:
    return reader.t("whistle-who", name=one.name or reader.t.plain("whistle-somebody"), unit=one.unit)


def ring_card(reader: Reader, whistle_id: int, found: RingList) -> Message:
    """Whom to ring about a call, with a number where there is one."""
    t = reader.t
    lines = [t("whistle-ring", number=found.number, kind=t.plain(f"force-{found.kind}")), ""]
    lines += [_who(reader, one.who) + t("whistle-ring-phone", phone=one.phone or "none") for one in found.people]
    lines += [] if found.people else [t("whistle-ring-nobody")]
    back = Button(t.plain("whistle-button-board"), WhistleTap(do="board", value=found.number).pack())
    return Message(text="\n".join(lines), buttons=((back,),), card=f"ring:{whistle_id}", fresh=True)


def tasks_card(reader: Reader, rows: tuple[TaskRow, ...]) -> Message:
    t = reader.t
    if not rows:
        return Message(text=t("whistle-tasks-none"), buttons=((button(reader, "duty"),),), card="tasks", fresh=True)
    buttons = tuple(
        (Button(f"{row.number} {short(row.needed)}", WhistleTap(do="task", value=str(row.id)).pack()),) for row in rows
    )
    lines = [
        t(
            "whistle-row",
            number=row.number,
            kind=t.plain(f"force-{row.kind}"),
            state=t.plain(f"whistle-state-{row.state}"),
        )
        for row in rows
    ]
    return Message(text="\n".join([t("whistle-tasks"), "", *lines]), buttons=buttons, card="tasks", fresh=True)


def _row(reader: Reader, row: TaskRow) -> str:
    t = reader.t
    kind, state = t.plain(f"force-{row.kind}"), t.plain(f"whistle-state-{row.state}")
    return t("whistle-row", number=row.number, kind=kind, state=state)


def duty_card(reader: Reader, duty: OnDuty, *, fresh: bool = False) -> Message:
    """On or off, in one tap."""
    t, now, zone = reader.t, reader.act.clock.now(), reader.act.ctx.zone
    kinds = tuple(f"force-{kind}" for kind in duty.kinds)
    if not duty.on:
        standing = t("duty-off")
    elif duty.until is None:
        standing = t("duty-on-always")
    else:
        standing = t("duty-on-until", when=at_moment(t, duty.until, now, zone))
    hours = tuple(
        Button(t.plain("duty-hours", hours=count), WhistleTap(do="on", value=str(count)).pack())
        for count in reader.act.ctx.settings.forces.duty_hours
    )
    rows = [hours, (button(reader, "today"), button(reader, "always"))]
    if duty.on:
        rows.append((button(reader, "off"),))
    text = "\n".join([t("duty-title", kinds=kinds), standing])
    return Message(text=text, buttons=tuple(rows), card="duty", fresh=fresh)
