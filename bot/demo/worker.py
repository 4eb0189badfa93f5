"""Job 3: the next morning a grid worker is told the day's walk, records it in a few taps, and is told what is left."""

import re
from datetime import datetime, timedelta

from bot.demo import script
from bot.demo.case_checks import case_checks, of_case
from bot.demo.stage import Check, Player, Stage, number_in
from bot.demo.visit_checks import doors_met, reminders_on, visit_checks, visited_on, windows_settled
from domain.case_flow import CaseState
from domain.notices import Notice
from handlers.visit.visit_cards import HomeTap
from models.case import Case
from webchat.person import Message, text_of
from webchat.transcript import buttons_of

CATEGORY = "help_at_home"
ONE_DAY = timedelta(days=1)
AGAIN = timedelta(minutes=1)
FIGURE = re.compile(r"\d+")


async def act(stage: Stage) -> list[Check]:
    reminders = stage.house.settings.visits.reminders
    day = stage.house.clock.now().astimezone(stage.zone).date() + ONE_DAY
    morning, afternoon = (datetime.combine(day, at, stage.zone) for at in (reminders.morning, reminders.afternoon))
    worker = await stage.enter("worker")
    stage.heading(f"The next morning, {morning:%H:%M}: the walk of the day")
    digest = await remind(stage, worker, morning, stage.t.plain("visit-digest-hello"))
    await stage.photograph(worker, "worker-digest")
    met, toast = await meet(stage, worker, digest)
    away = await find_nobody(stage, worker)
    needy, number = await find_need(stage, worker)
    stage.heading(f"{afternoon:%H:%M}: what is left")
    remainder = await remind(stage, worker, afternoon, beginning(stage, "visit-remainder-title"))
    await stage.photograph(worker, "worker-remainder")
    settled = stage.t.plain("visit-toast-met", count=await windows_settled(stage, met, day))
    left = figures(stage, digest, "visit-walk-title")[-1] - await doors_met(stage, "worker", day)
    return [
        Check("what the visit settled, as the page said it", toast, settled),
        *await visit_checks(stage, met, away, day),
        Check("doors left in the afternoon", figures(stage, remainder, "visit-remainder-title"), [left]),
        Check("doors that were met and are asked for again", set(), {met, needy} & set(stops(remainder))),
        *await case_checks(stage, number, CaseState.SUBMITTED, script.NEED, CATEGORY, photos=False),
        Check(
            f"{number}: the household",
            [needy],
            [row[0] for row in await stage.rows(of_case(number, Case.household_id))],
        ),
        Check(
            "reminders of the day, though the clock was asked again and again",
            {Notice.VISIT_DIGEST: 1, Notice.VISIT_REMAINDER: 1},
            await reminders_on(stage, "worker", day),
        ),
    ]


async def remind(stage: Stage, worker: Player, at: datetime, beginning: str) -> Message:
    """The clock comes to the hour, and is asked again a minute later: then there is nothing more to say."""
    await stage.house.tick_at(at)
    heard = await worker.hears(beginning)
    await stage.house.tick_at(at + AGAIN)
    return heard


async def meet(stage: Stage, worker: Player, digest: Message) -> tuple[int, str]:
    """Two taps from the digest. Returns the household and what flashed up."""
    t = stage.t
    household, button = next(iter(stops(digest).items()))
    await worker.tap(button, message=digest)
    await worker.offered(t.plain("visit-button-met"))
    await stage.photograph(worker, "worker-household")
    tapped = await worker.tap(t.plain("visit-button-met"))
    await worker.hears(t.plain("visit-home-today"))
    return household, (await worker.answered(tapped))["text"]


async def next_door(stage: Stage, worker: Player) -> int:
    """Back to the walk, and on to its first door where nothing is recorded yet."""
    t = stage.t
    await worker.tap(t.plain("back-walk"))
    walk = await worker.hears(beginning(stage, "visit-walk-title"))
    await stage.photograph(worker, "worker-walk")
    visited = await visited_on(stage, stage.house.clock.now().astimezone(stage.zone).date())
    household, button = next((home, tap) for home, tap in stops(walk).items() if home not in visited)
    await worker.tap(button, message=walk)
    await worker.offered(t.plain("visit-button-away"))
    return household


async def find_nobody(stage: Stage, worker: Player) -> int:
    t = stage.t
    household = await next_door(stage, worker)
    await worker.tap(t.plain("visit-button-away"))
    await worker.hears(t.plain("visit-recorded-not-home"))
    return household


async def find_need(stage: Stage, worker: Player) -> tuple[int, str]:
    """Somebody is met who needs something: a case in two taps more. Returns household and number."""
    t = stage.t
    household = await next_door(stage, worker)
    await worker.tap(t.plain("visit-button-met"))
    await worker.hears(t.plain("visit-home-today"))
    await worker.tap(t.plain("visit-button-need"))
    await worker.hears(t.plain("report-ask-words-need"))
    await worker.say(script.NEED)
    await worker.offered(t.plain("form-send"))
    await worker.tap(t.plain("form-send"))
    number = number_in(await worker.offered(t.plain("report-follow")))
    await stage.photograph(worker, "worker-need")
    return household, number


def stops(walk: Message) -> dict[int, str]:
    """The doors on a walk's card, in its order: the household's id, and what its button sends."""
    taps = [one.get("callback_data", "") for one in buttons_of(walk)]
    return {HomeTap.unpack(tap).household: tap for tap in taps if tap.startswith(f"{HomeTap.__prefix__}:")}


def beginning(stage: Stage, key: str) -> str:
    """A text up to its first figure."""
    return stage.t.plain(key, total=0, left=0).partition("0")[0]


def figures(stage: Stage, message: Message, key: str) -> list[int]:
    """The figures in the line that this text makes."""
    lines = [line for line in text_of(message).split("\n") if line.startswith(beginning(stage, key))]
    return [int(figure) for line in lines for figure in FIGURE.findall(line)]
