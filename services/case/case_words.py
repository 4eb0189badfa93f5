"""More words for a case that stands already: said on its card, or by changing a message in the chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from domain.case_flow import OPEN_STATES, CaseState, Move, Party
from domain.errors import NotAllowed, SaidAfterClosing, SaidAfterMerging, SaidAfterWithdrawing
from models.case import Case, CaseEvent, CaseMedia, CaseSource
from services.access import case_for
from services.act import Ctx
from services.case.case_moves import Given, move
from services.case.cases import keep_sources


@dataclass(frozen=True)
class More:
    """What came: words, files as handlers.form.inputs gives them, a place in WGS84 degrees. `instead`: the words are
    meant to replace those of the case. `sources` are the words by the message that they came in."""

    words: str = ""
    files: Sequence[Mapping[str, Any]] = ()
    place: tuple[float, float] | None = None
    instead: bool = False
    sources: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """What became of it. `late`: it should have changed the words, and was added, since the case had been taken in.
    `call_now` are the numbers to call, where the words speak of danger."""

    number: str
    move: Move
    late: bool = False
    call_now: tuple[str, ...] = ()


async def say(ctx: Ctx, number: str, more: More) -> Said:
    """Change or add. Raises NotFound, NotAllowed, and what to do instead where nothing can be added any more."""
    case = await _own(ctx, number)
    changes = more.instead and bool(more.words)
    name = Move.EDIT if changes and case.state == CaseState.SUBMITTED else Move.ADD
    await move(ctx, number, name, Given(note=more.words or None, files=more.files, place=more.place))
    await keep_sources(ctx, case.id, more.sources)
    danger = ctx.settings.cases.danger_in(more.words)
    return Said(number, name, changes and name is Move.ADD, danger.numbers if danger else ())


@dataclass(frozen=True)
class Standing:
    """A case that more can be said about. `editable`: nobody has taken it in, so that its words can still change."""

    number: str
    words: str
    editable: bool


async def standing(ctx: Ctx, number: str) -> Standing:
    """Asked before anybody says more. Raises as `say` does."""
    case = await _own(ctx, number)
    return Standing(number, case.words, case.state == CaseState.SUBMITTED)


async def open_case_of(ctx: Ctx, media_id: int) -> tuple[str, bool] | None:
    """The actor's own open case that a file went into, and whether it was to show that it is solved; None: it is over,
    or not theirs."""
    query = (
        select(Case.number, func.coalesce(CaseEvent.move == Move.SOLVE, False))
        .join(CaseMedia, CaseMedia.case_id == Case.id)
        .outerjoin(CaseEvent, CaseEvent.id == CaseMedia.event_id)
        .where(CaseMedia.media_id == media_id, Case.reporter_id == ctx.actor.person_id, Case.state.in_(OPEN_STATES))
    )
    row = (await ctx.session.execute(query.order_by(Case.id.desc()).limit(1))).one_or_none()
    return None if row is None else (row[0], bool(row[1]))


async def _own(ctx: Ctx, number: str) -> Case:
    case, parties = await case_for(ctx, number)
    if Party.REPORTER not in parties:
        raise NotAllowed
    state = CaseState(case.state)
    if state in OPEN_STATES:
        return case
    if state is CaseState.DUPLICATE:
        raise SaidAfterMerging(number=case.number)
    if state in (CaseState.CHECKED, CaseState.CLOSED):
        raise SaidAfterClosing(number=case.number)
    raise SaidAfterWithdrawing(number=case.number)


async def change_message(ctx: Ctx, message_id: int, words: str) -> Said | None:
    """A message of the actor's chat reads otherwise now. None where it gave no case its words, or says the same: a
    redelivery changes nothing."""
    source = await ctx.session.get(CaseSource, (ctx.actor.chat_id, message_id))
    if source is None or source.words == words:
        return None
    case = (await ctx.session.scalars(select(Case).where(Case.id == source.case_id))).one()
    whole = with_line(case.words, source.words, words)
    changes = whole is not None and case.state == CaseState.SUBMITTED
    said = await say(ctx, case.number, More(words=whole if changes and whole else words, instead=whole is not None))
    source.words = words
    await ctx.session.flush()
    return said


async def message_is_known(ctx: Ctx, message_id: int) -> bool:
    return await ctx.session.get(CaseSource, (ctx.actor.chat_id, message_id)) is not None


def with_line(words: str, old: str, new: str) -> str | None:
    """`words` with the lines `old` replaced; None where they are not there (any longer)."""
    bounded = f"\n{words}\n"
    if f"\n{old}\n" not in bounded:
        return None
    return bounded.replace(f"\n{old}\n", f"\n{new}\n", 1)[1:-1]
