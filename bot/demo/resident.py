"""Job 1: a newcomer is let in; a resident's complaint goes its whole way, and the resident follows it to the rating."""

from sqlalchemy import select

from bot.demo import photos, script
from bot.demo.case_checks import case_checks, history_of, ratings_of
from bot.demo.stage import Check, Player, Stage, number_in
from domain.case_flow import CaseState
from models.people import Consent
from models.people import Person as PersonRow
from models.places import Compound, Unit
from services.seed.cast import BY_KEY
from webchat.person import text_of

STARS = 5


async def act(stage: Stage) -> list[Check]:
    stage.heading("A newcomer is asked whether they agree, and where they live")
    checks = await let_in(stage)
    stage.heading("A resident's complaint: filed in any order, corrected by a tap, solved, checked, rated")
    resident, worker, officer = [await stage.enter(key) for key in ("resident", "worker", "officer")]
    number = await file(stage, resident)
    await solve(stage, number, worker, officer)
    await rate(stage, resident, number)
    stage.brought["problems_solved"] += 1
    timeline = await look_back(stage, resident, number)
    return [
        *checks,
        *await case_checks(stage, number, CaseState.CLOSED, script.COMPLAINT, script.PROPERTY),
        Check(f"{number}: timeline", timeline, await history_of(stage, number)),
        Check(f"{number}: rating, solved and satisfaction", [(True, STARS)], await ratings_of(stage, number)),
    ]


async def let_in(stage: Stage) -> list[Check]:
    t, home = stage.t, await stage.home_of("resident")
    newcomer = await stage.enter("outsider")
    await newcomer.say("/start")
    await newcomer.offered(t.plain("consent-agree"))
    await stage.photograph(newcomer, "newcomer-notice")
    await newcomer.tap(t.plain("consent-agree"))
    await newcomer.offered(home.community)
    await newcomer.tap(home.community)
    await newcomer.offered(home.compound)
    await newcomer.tap(home.compound)
    await newcomer.offered(t.plain("menu-complaint"))
    await stage.photograph(newcomer, "newcomer-menu")
    lives = (
        select(Unit.name, Compound.name, Consent.notice_version)
        .select_from(PersonRow)
        .join(Unit, Unit.id == PersonRow.community_id)
        .join(Compound, Compound.id == PersonRow.compound_id)
        .join(Consent, Consent.person_id == PersonRow.id)
        .where(PersonRow.id == await stage.person_id("outsider"))
    )
    said = [(home.community, home.compound, stage.house.settings.street.notice_version)]
    held = [tuple(row) for row in await stage.rows(lives)]
    return [Check(f"{BY_KEY['outsider'].name}: community, compound, notice agreed to", said, held)]


async def file(stage: Stage, resident: Player) -> str:
    """A photo out of the blue, then a place, then the words: the bot asks only for what is missing, and once
    whether what a neighbour reported is the same."""
    t, home = stage.t, await stage.home_of("resident")
    await resident.send_photo(photos.stairwell(lit=False))
    await resident.hears(t.plain("report-ask-words-more"))
    await resident.send_location(home.lat, home.lon)
    await resident.hears(t.plain("report-ask-words-more"))
    await resident.say(script.COMPLAINT)
    await resident.offered(t.plain("form-send"))
    await resident.tap(t.plain("report-edit-category"))
    await resident.offered(t.plain("category-property"))
    await resident.tap(t.plain("category-property"))
    await resident.offered(t.plain("similar-none"))
    await stage.photograph(resident, "resident-similar")
    await resident.tap(t.plain("similar-none"))
    await resident.hears(t.plain("report-category", category=t.plain("category-property")))
    await stage.photograph(resident, "resident-confirm")
    await resident.tap(t.plain("form-send"))
    return number_in(await resident.offered(t.plain("report-follow")))


async def solve(stage: Stage, number: str, worker: Player, officer: Player) -> None:
    """Two hands: the worker resolves with a photo and words, the community's officer checks."""
    t = stage.t
    await worker.hears(t.plain("notice-case-new", number=number))
    await stage.photograph(worker, "worker-new-case")
    await stage.later(minutes=12)
    await worker.tap(t.plain("move-accept"))
    await worker.offered(t.plain("move-start"))
    await stage.later(minutes=30)
    await worker.tap(t.plain("move-start"))
    await worker.offered(t.plain("move-resolve"))
    await stage.later(minutes=45)
    await worker.tap(t.plain("move-resolve"))
    await worker.hears(t.plain("move-ask-resolve", number=number))
    await worker.send_photo(photos.stairwell(lit=True))
    await worker.hears(t.plain("move-ask-resolve", number=number))
    await worker.say(script.LAMP_CHANGED)
    await worker.hears(t.plain("move-said", note=script.LAMP_CHANGED))
    await worker.tap(t.plain("form-send"))
    await worker.hears(t.plain("case-state", state=t.plain("state-resolved")))
    await officer.hears(t.plain("notice-case-to-check", number=number))
    await stage.photograph(officer, "officer-check")
    await stage.later(minutes=20)
    await officer.tap(t.plain("move-check"))
    await officer.hears(t.plain("case-state", state=t.plain("state-checked")))


async def rate(stage: Stage, resident: Player, number: str) -> None:
    t = stage.t
    await resident.hears(t.plain("notice-case-rate", number=number))
    await stage.later(minutes=5)
    await resident.tap(t.plain("rate-solved"))
    await resident.offered(t.plain("rate-5"))
    await resident.tap(t.plain("rate-5"))
    await resident.hears(t.plain("case-state", state=t.plain("state-closed")))


async def look_back(stage: Stage, resident: Player, number: str) -> list[str]:
    """ "My cases", and the timeline of this one. Returns its lines."""
    t = stage.t
    await resident.say("/my")
    listed = await resident.hears(t.plain("my-cases"))
    await resident.tap(next(label for label in resident.buttons(listed) if label.startswith(number)))
    card = await resident.hears(t.plain("case-history"))
    await stage.photograph(resident, "resident-timeline")
    return text_of(card).partition(t.plain("case-history") + "\n")[2].split("\n")
