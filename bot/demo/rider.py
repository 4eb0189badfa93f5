"""Job 2: a rider signs, reports by photo, place and tap; another meets the same; both are paid once it is confirmed."""

from sqlalchemy import select

from bot.demo import photos, script
from bot.demo.case_checks import case_checks, of_case
from bot.demo.stage import Check, Player, Stage, number_in
from domain.case_flow import CaseState, Move
from handlers.when import moment
from models.case import Case, CaseEvent
from models.people import AgreementAccepted
from models.points import PointsAccount, PointsTransfer
from services.seed.cast import BY_KEY
from webchat.person import text_of

CATEGORY = "facilities"


async def act(stage: Stage) -> list[Check]:
    stage.heading("A rider signs the agreement and reports a hazard: photo, place, confirm")
    rider = await stage.enter("rider")
    number = await sign_and_report(stage, rider)
    stage.heading("A barber who also rides meets the same hazard: one tap joins it")
    second = await stage.enter("merchant")
    await join(stage, second, number)
    stage.heading("The community confirms it, and both are paid, once")
    officer = await stage.enter("officer")
    await confirm(stage, officer, number)
    earned = {key: await paid(stage, key, player, number) for key, player in (("rider", rider), ("merchant", second))}
    stage.brought.update(riders=2, rider_accounts=2, rider_reports=1)
    return [
        *await agreements(stage),
        *await case_checks(stage, number, CaseState.ACCEPTED, script.HAZARD, CATEGORY),
        Check(f"{number}: confirmed once", [Move.CONFIRM], await confirmations(stage, number)),
        Check(
            f"{number}: how many met it", [2], [row[0] for row in await stage.rows(of_case(number, Case.supporters))]
        ),
        *[
            Check(f"{BY_KEY[key].name}: balance, and what {number} paid", said, await ledger(stage, key, number))
            for key, said in earned.items()
        ],
    ]


async def sign_and_report(stage: Stage, rider: Player) -> str:
    """The photo comes first: it is kept while the agreement is read and signed."""
    t, home = stage.t, await stage.home_of("resident")
    await rider.send_photo(photos.manhole())
    await rider.offered(t.plain("rider-button-accept"))
    await stage.photograph(rider, "rider-agreement")
    await rider.tap(t.plain("rider-button-accept"))
    await rider.hears(t.plain("hazard-ask-place"))
    await rider.send_location(home.lat, home.lon)
    await rider.hears(t.plain("hazard-ask-category"))
    await rider.tap(t.plain(f"category-{CATEGORY}"))
    await rider.offered(t.plain("form-send"))
    await rider.say(script.HAZARD)
    await rider.hears(t.plain("hazard-category", category=t.plain("category-facilities")))
    await stage.photograph(rider, "rider-confirm")
    await rider.tap(t.plain("form-send"))
    filed = await rider.offered(t.plain("hazard-follow"))
    await stage.photograph(rider, "rider-filed")
    return number_in(filed)


async def join(stage: Stage, second: Player, number: str) -> None:
    """Anybody becomes a rider by signing. Already reported: shown before anything is filed."""
    t, home = stage.t, await stage.home_of("resident")
    await second.say("/rider")
    await second.offered(t.plain("rider-button-accept"))
    await second.tap(t.plain("rider-button-accept"))
    await second.hears(t.plain("agreement-accepted"))
    await second.send_photo(photos.manhole(angle=30))
    await second.hears(t.plain("hazard-ask-place"))
    await second.send_location(home.lat, home.lon)
    await second.hears(t.plain("hazard-ask-category"))
    await second.tap(t.plain(f"category-{CATEGORY}"))
    await second.offered(t.plain("hazard-me-too", number=number))
    await stage.photograph(second, "rider-similar")
    await second.tap(t.plain("hazard-me-too", number=number))
    await second.hears(t.plain("hazard-join-joined", number=number, supporters=2))


async def confirm(stage: Stage, officer: Player, number: str) -> None:
    """Somebody looks at the place: that takes a while."""
    t = stage.t
    await officer.say(number)
    await officer.offered(t.plain("move-confirm"))
    await stage.photograph(officer, "officer-hazard")
    await stage.later(minutes=40)
    await officer.tap(t.plain("move-confirm"))
    await officer.hears(t.plain("case-state", state=t.plain("state-accepted")))


async def paid(stage: Stage, key: str, player: Player, number: str) -> list[str]:
    """What the chat says of the points: the balance, and the history's lines about this case."""
    t, amount = stage.t, amounts(stage)[key]
    await player.hears(t.plain("points-earned", points=amount, balance=amount), ever=True)
    await player.tap(t.plain("rider-button-points"))
    balance = text_of(await player.offered(t.plain("rider-button-history"))).split("\n")[0]
    await stage.photograph(player, f"{key}-points")
    await player.tap(t.plain("rider-button-history"))
    history = text_of(await player.hears(t.plain("points-history"))).split("\n")
    return [balance, *(line for line in history if number in line)]


def amounts(stage: Stage) -> dict[str, int]:
    points = stage.house.settings.points
    return {"rider": points.hazard_confirmed, "merchant": points.hazard_joined}


async def agreements(stage: Stage) -> list[Check]:
    version = stage.house.settings.street.agreement_version
    held = {}
    for key in ("rider", "merchant"):
        mine = AgreementAccepted.person_id == await stage.person_id(key)
        rows = await stage.rows(select(AgreementAccepted.version).where(mine, AgreementAccepted.ended_at.is_(None)))
        held[key] = [row[0] for row in rows]
    return [Check("agreements signed", {"rider": [version], "merchant": [version]}, held)]


async def confirmations(stage: Stage, number: str) -> list[str]:
    query = of_case(number, CaseEvent.move).join(CaseEvent, CaseEvent.case_id == Case.id)
    return [row[0] for row in await stage.rows(query.where(CaseEvent.move.startswith(Move.CONFIRM)))]


async def ledger(stage: Stage, key: str, number: str) -> list[str]:
    """The balance of the account, and every transfer that this case brought it, in the chat's words."""
    t = stage.t
    mine = PointsAccount.person_id == await stage.person_id(key)
    balance = [
        t.plain("points-balance", balance=row[0]) for row in await stage.rows(select(PointsAccount.balance).where(mine))
    ]
    transfers = of_case(number, PointsTransfer.at, PointsTransfer.amount, PointsTransfer.reason)
    transfers = transfers.join(PointsTransfer, PointsTransfer.case_id == Case.id)
    paid_to_me = transfers.join(PointsAccount, PointsAccount.id == PointsTransfer.to_id).where(mine)
    return balance + [
        t.plain(
            "points-line-in",
            when=moment(t.speech, at, stage.zone),
            points=amount,
            reason=t.plain(f"points-reason-{reason}"),
            number=number,
        )
        for at, amount, reason in await stage.rows(paid_to_me)
    ]
