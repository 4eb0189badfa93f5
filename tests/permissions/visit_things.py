"""The leaves and visits that use cases are about."""

from typing import Any

from domain.cadence import Outcome, Period, window_of
from services.visit import leave, unmet_cases, visit_log, visit_windows
from services.visit.coverage import Question
from services.visit.leave import Wish
from services.visit.visit_log import Report
from tests.permissions.things import ONE_DAY, TODAY, VISIT, Make, resident_of
from tests.support.neighbours import build_beside, offered_home
from tests.support.street import COMMUNITY, LI, WANG, ZHOU, Street

MONTH = window_of(Period.MONTH, TODAY), TODAY


def asked() -> Question:
    return Question(COMMUNITY, *MONTH)


def leave_of_worker(*more: Any, stage: str = "asked") -> Make:
    """The id of a leave: asked for, granted with the worker beside asked to stand in, taken over by them,
    or begun yesterday."""

    async def make(street: Street) -> tuple[Any, ...]:
        id_ = await street.run(WANG, leave.ask, Wish("w1", TODAY, TODAY + 2 * ONE_DAY))
        if stage != "asked":
            await street.run(ZHOU, leave.grant, id_, LI)
        if stage in ("covered", "away"):
            await street.run(LI, leave.accept, id_)
        if stage == "away":
            street.clock.moment += ONE_DAY
        return id_, *more

    return make


def visited(*more: Any) -> Make:
    """A household, a visit of its worker's, and `more`."""

    async def make(street: Street) -> tuple[Any, ...]:
        where, _ = await street.household(("living_alone",))
        logged = await street.run(WANG, visit_log.log_visit, where, VISIT)
        return where, logged.visit_id, *more

    return make


async def unmet(street: Street) -> tuple[Any, ...]:
    """The number of the case that two fruitless visits made."""
    where, _ = await street.household(("living_alone",))
    await street.door.act(visit_windows.open_windows, TODAY)
    for submission in ("nobody-1", "nobody-2"):
        await street.run(WANG, visit_log.log_visit, where, Report(submission, Outcome.NOT_HOME))
    return (await street.run(ZHOU, unmet_cases.nobody_opened, where)).numbers


def offered(*more: Any) -> Make:
    """A household of grid 1 that the office has offered to the community beside."""

    async def make(street: Street) -> tuple[Any, ...]:
        await build_beside(street, grid=False)
        home, _ = await resident_of(street)
        return await offered_home(street, home), *more

    return make
