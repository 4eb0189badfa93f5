"""The cases of somebody planted: one of each kind that an erasure treats in its own way."""

from datetime import timedelta
from typing import Any

from domain.case_flow import CaseState
from models.case import Case, CaseEvent, CaseFollower, CaseMedia, CaseSource
from models.case_callback import CaseCallback
from models.case_look import CaseLook, CaseLookOffer
from models.photo_check import PhotoAppealMedia, PhotoCheck, PhotoRuling
from models.unmet import UnmetCase
from models.whistle import Whistle, WhistleCalled
from models.wish import TakeUp, Wish
from services.act import Ctx
from tests.services.privacy.planted import (
    Planted,
    add,
    plant_chats,
    plant_files,
    plant_person,
    plant_rider,
    plant_visits,
)
from tests.support.street import COMMUNITY, GRID_1, STREET, WANG, ZHAO, ZHOU, Street

CASES = {
    "running": ("complaint", CaseState.HANDLING),
    "over": ("complaint", CaseState.CLOSED),
    "wish": ("wish", CaseState.HANDLING),
    "thanked": ("wish", CaseState.CLOSED),
    "hazard": ("hazard", CaseState.HANDLING),
}


async def plant_cases(ctx: Ctx, one: Planted, media: list[int]) -> None:
    for n, (name, (kind, state)) in enumerate(CASES.items()):
        case = await _case(ctx, one, name, kind, state)
        for party, actor, note in (("reporter", one.id, one.said()), ("worker", WANG, one.about())):
            await add(ctx, _event(ctx, case, party, actor, note))
        await add(ctx, CaseMedia(case_id=case.id, media_id=media[n]))
        source: dict[str, Any] = {
            "chat_id": one.chats[0],
            "message_id": 100 + n,
            "case_id": case.id,
            "words": one.said(),
        }
        await add(ctx, CaseSource(**source))
    over, wish, thanked, hazard = (one.cases[name] for name in ("over", "wish", "thanked", "hazard"))
    call: dict[str, Any] = {"community_id": COMMUNITY, "closed_at": ctx.now, "note": one.said(), "called_by": ZHOU}
    await add(ctx, CaseCallback(case_id=over, round=0, street_id=STREET, **call))
    times: dict[str, Any] = {"called_at": ctx.now, "community_at": ctx.now, "street_at": ctx.now}
    whistle = Whistle(
        case_id=one.cases["running"],
        force_kind="red_hats",
        round=1,
        state="called",
        needed=one.about(),
        called_by=WANG,
        note=one.about(),
        **times,
    )
    await add(ctx, whistle)
    await add(ctx, WhistleCalled(whistle_id=whistle.id, person_id=ZHAO, unit_id=GRID_1, reason=one.about()))
    for case_id, on_wall in ((wish, "taken"), (thanked, "thanked")):
        shown = Wish(
            case_id=case_id,
            code=f"{one.id}{case_id}"[-8:],
            state=on_wall,
            street_id=STREET,
            community_id=COMMUNITY,
            category="things",
            lat=43.8,
            lon=126.5,
            offered_at=ctx.now,
            wording=one.said(),
            reason=one.about(),
            photo_id=media[5],
        )
        await add(ctx, shown)
        shown.contact = ctx.vault.seal(f"{one.name} {one.phone}", f"wish:{shown.id}:contact")
        held: dict[str, Any] = {"wish_id": shown.id, "unit_id": COMMUNITY, "role": "partner", "person_id": ZHAO}
        until: dict[str, Any] = {"held_at": ctx.now, "held_until": ctx.now + timedelta(days=9)}
        thanks: dict[str, Any] = {"note": one.about(), "thanks": one.said(), "thanks_media": [one.word]}
        await add(ctx, TakeUp(**held, **until, **thanks))
    check: dict[str, Any] = {"verdict": "held", "because": "alike", "alike": 8, "person": 14}
    await add(ctx, PhotoCheck(case_id=hazard, at=ctx.now, **check, media_id=media[4], like_id=media[0]))
    await add(ctx, PhotoRuling(case_id=hazard, round=1, asked_at=ctx.now, words=one.said(), why=one.about()))
    await add(ctx, PhotoAppealMedia(case_id=hazard, media_id=media[5]))
    await _plant_look(ctx, one, over, check)
    await add(ctx, UnmetCase(case_id=over, household_id=one.household, person_id=one.id))


async def _plant_look(ctx: Ctx, one: Planted, over: int, check: dict[str, Any]) -> None:
    """As a supervisor, whose points were held."""
    await add(
        ctx, CaseLook(case_id=over, community_id=COMMUNITY, drawn_at=ctx.now, looked_at=ctx.now, looked_by=one.id)
    )
    await add(ctx, CaseLookOffer(case_id=over, person_id=one.id, offered_at=ctx.now, metres=40))
    await add(ctx, PhotoCheck(case_id=over, about="look", at=ctx.now, **check))
    await add(ctx, PhotoRuling(case_id=over, about="look", round=1, asked_at=ctx.now, words=one.said()))


async def _case(ctx: Ctx, one: Planted, name: str, kind: str, state: CaseState) -> Case:
    key = f"{one.id}-{name}"
    case = Case(
        number=f"C-{one.id}-{name}"[:20],
        kind=kind,
        state=state,
        category="things" if kind == "wish" else "facilities",
        route="tracked",
        collected="online",
        words=one.said(),
        street_id=STREET,
        community_id=COMMUNITY,
        grid_id=GRID_1,
        household_id=one.household,
        lat=43.8,
        lon=126.5,
        created_at=ctx.now,
        respond_by=ctx.now,
        resolve_by=ctx.now,
        submission=key,
        reporter_id=one.id,
        contact_name=ctx.vault.seal(one.name, f"case:{key}:contact_name"),
        contact_phone=ctx.vault.seal(one.phone, f"case:{key}:contact_phone"),
        contact_phone_index=ctx.vault.index(one.phone),
        closed_at=ctx.now if state is CaseState.CLOSED else None,
    )
    await add(ctx, case)
    one.cases[name] = case.id
    return case


def _event(ctx: Ctx, case: Case, party: str, actor: int, note: str) -> CaseEvent:
    state: dict[str, Any] = {"from_state": case.state, "to_state": case.state}
    return CaseEvent(case_id=case.id, at=ctx.now, move="add", actor_id=actor, party=party, note=note, **state)


async def join(street: Street, who: Planted, case_id: int) -> None:
    """They follow somebody else's case."""
    async with street.door.database.write() as session:
        ctx = street.door.within(session).ctx
        await add(ctx, CaseFollower(case_id=case_id, person_id=who.id, since=ctx.now))
        (await session.get_one(Case, case_id)).supporters += 1
        await session.flush()


async def plant(street: Street, one: Planted, household: int | None = None) -> None:
    """`household`: of others, with whom they live; None: they live alone."""
    async with street.door.database.write() as session:
        ctx = street.door.within(session).ctx
        await plant_person(ctx, one, household)
        media = await plant_files(ctx, one)
        await plant_cases(ctx, one, media)
        await plant_visits(ctx, one, media)
        await plant_rider(ctx, one)
        await plant_chats(ctx, one)
