"""The things that use cases are about, each in the state in which whoever may do something can."""

from collections.abc import Awaitable, Callable
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select

from domain.cadence import Outcome
from domain.case_flow import CaseKind, CaseState, Move
from domain.contact import Contact
from domain.photo_check import Because, Round, Verdict
from domain.points_rules import Reason
from domain.rates import Span, period_of
from domain.roles import Role
from models.case import CaseRating
from models.case_alarm import CaseAlarm, CaseAlarmTold
from models.people import PhoneClaim, RoleHeld
from models.photo_check import PhotoCheck, PhotoRuling
from models.reward import RewardStock
from models.station import Mailbox, Station, StationProvision
from models.whistle import Duty
from services.case import case_callback, collecting
from services.case.case_callback import Heard
from services.case.case_moves import Given
from services.case.case_words import More
from services.people import invitations
from services.points import rewards
from services.points.points import SystemAccount, account_of, transfer
from services.rate.rates import Question
from services.roster import roster_files
from services.visit.home_moves import Stood
from services.visit.home_places import Target
from services.visit.visit_log import EVERYBODY, Report
from services.whistle import duty_roster, whistles
from services.wish import wish_takeups, wishes
from tests.permissions.world import MERCHANT, PEOPLE, STATION
from tests.support.callbacks import closed
from tests.support.cases import case_in, filing
from tests.support.copies import IN_GRID_1
from tests.support.counting import count_on
from tests.support.street import COMMUNITY, GRID_1, GRID_2, OUTSIDER, WANG, ZHOU, Street
from tests.support.wishes import PHOTO, WORDING

S, K = CaseState, CaseKind
Make = Callable[[Street], Awaitable[tuple[Any, ...]]]
HEARD, VISIT = Heard(True, True, 5), Report("visit-1", Outcome.MET, met=EVERYBODY)
TODAY, ONE_DAY, NUMBER = date(2026, 11, 18), timedelta(days=1), "13800000000"


def case(state: CaseState = S.SUBMITTED, *more: Any, kind: CaseKind = K.COMPLAINT, **changes: Any) -> Make:
    """The number of a case of the reporter's in grid 1, and `more`."""

    async def make(street: Street) -> tuple[Any, ...]:
        return (await case_in(street, state, kind, **changes)).number, *more

    return make


def moved(state: CaseState, name: Move, kind: CaseKind = K.COMPLAINT, **given: Any) -> Make:
    return case(state, name, Given(**{"note": "说明", **given}), kind=kind)


async def two_cases(street: Street) -> tuple[Any, ...]:
    return *await case()(street), *await case()(street)


async def call_for(street: Street) -> tuple[Any, ...]:
    return (await case_in(street, S.HANDLING)).number, ("building_heads",), "带梯子来"


def checked(*more: Any) -> Make:
    """A case whose reporter is being asked."""

    async def make(street: Street) -> tuple[Any, ...]:
        now = street.clock.now()
        one = await case_in(street, S.CHECKED, resolved_at=now, resolved_by=WANG)
        await street.add(CaseRating(case_id=one.id, round=0, asked_at=now))
        return one.number, *more

    return make


def called_back(*more: Any, asked: bool = False) -> Make:
    """A closed case that was drawn; `asked`: its reporter, through the chat."""

    async def make(street: Street) -> tuple[Any, ...]:
        number = await closed(street, resolved_by=None)
        if asked:
            await street.run(ZHOU, case_callback.ask, number)
        return number, *more

    return make


def wish(stage: str, *more: Any) -> Make:
    """Its code, and `more`: offered, worded by the office, on the wall, taken up by `partner`, or fulfilled."""

    async def make(street: Street) -> tuple[Any, ...]:
        one = await case_in(street, S.SUBMITTED, K.WISH, category="things", words="想要一副老花镜", compound_id=1)
        code = await street.run(OUTSIDER, wishes.offer, one.number)
        if stage != "offered":
            await street.run(ZHOU, wishes.reword, code, WORDING)
        if stage not in ("offered", "worded"):
            await street.run(ZHOU, wishes.approve, code)
        if stage in ("taken", "contact", "fulfilled"):
            await street.run(PEOPLE["partner"], wish_takeups.take_up, code)
        if stage == "contact":
            await street.run(OUTSIDER, wishes.share_contact, code, NUMBER)
        if stage == "fulfilled":
            await street.run(PEOPLE["partner"], wish_takeups.fulfil, code, "送到了", [PHOTO])
        return code, *more

    return make


def call(*more: Any, taken: bool = False) -> Make:
    """The id of a call of building heads, blown by the worker of the grid."""

    async def make(street: Street) -> tuple[Any, ...]:
        one = await case_in(street, S.HANDLING)
        id_ = (await street.run(WANG, whistles.blow, one.number, ("building_heads",), "带梯子来"))[0]
        if taken:
            await street.run(PEOPLE["force"], whistles.report_in, id_)
        return id_, *more

    return make


async def for_somebody(street: Street) -> tuple[Any, ...]:
    """Filed face to face by the worker, for a name and a number."""
    left = filing(for_somebody=True, unit_id=GRID_1, contact=Contact("张阿姨", NUMBER))
    return ((await street.run(WANG, collecting.file_for_somebody, left)).number,)


async def roster_file(street: Street) -> tuple[Any, ...]:
    return (await street.run(ZHOU, roster_files.take, "file", "名册.xlsx", 1),)


async def open_station(street: Street) -> tuple[Any, ...]:
    hours = {"opens": time(8), "closes": time(18)}
    await street.add(
        Station(unit_id=STATION, level="grid", lat=43.8, lon=126.5, address="一号", feature="书吧", **hours)
    )
    return (STATION,)


async def broken_provision(street: Street) -> tuple[Any, ...]:
    await open_station(street)
    await street.add(StationProvision(station_id=STATION, provision="charger"))
    return STATION, "charger", "充不上电"


def held_by(name: str, *more: Any) -> Make:
    """The id of a role that somebody holds."""

    async def make(street: Street) -> tuple[Any, ...]:
        async with street.door.database.read() as session:
            rows = (await session.execute(RoleHeld.__table__.select())).all()
        return next(row.id for row in rows if row.person_id == PEOPLE[name]), *more

    return make


def home(*more: Any) -> Make:
    async def make(street: Street) -> tuple[Any, ...]:
        return (await street.household(("living_alone",)))[0], *more

    return make


async def resident_of(street: Street) -> tuple[Any, ...]:
    home, (who,) = await street.household(("living_alone",))
    return home, who


async def resident_going(street: Street) -> tuple[Any, ...]:
    """The way to another door of the community."""
    home, who = await resident_of(street)
    await count_on(street.door.database)
    return home, who, Target(building_id=3, door="8室")


async def resident_leaving(street: Street) -> tuple[Any, ...]:
    home, who, to = await resident_going(street)
    return home, who, Stood(GRID_1, 1), to


async def resident_of_now(street: Street) -> tuple[Any, ...]:
    return *await resident_of(street), street.clock.now()


def fixed(*args: Any) -> Make:
    async def make(street: Street) -> tuple[Any, ...]:
        return args

    return make


def box(*more: Any, code: bool = False) -> Make:
    async def make(street: Street) -> tuple[Any, ...]:
        await street.add(Mailbox(unit_id=GRID_1, name="一号信箱", code="boxbox01"))
        return "boxbox01" if code else 1, *more

    return make


def stock(*more: Any) -> Make:
    async def make(street: Street) -> tuple[Any, ...]:
        await street.add(RewardStock(unit_id=MERCHANT, key="haircut", came_in=5, free=5))
        for rider in ("rider", "rider_abroad"):
            account = await street.run(PEOPLE[rider], account_of, PEOPLE[rider])
            keys = f"gift/{rider}", SystemAccount.ISSUED
            await street.run(PEOPLE[rider], transfer, *keys, account, 500, Reason.ACTIVITY)
        return 1, *more

    return make


async def voucher(street: Street) -> tuple[Any, ...]:
    stocked = await stock("request-1")(street)
    return (await street.run(PEOPLE["rider"], rewards.redeem, *stocked),)


def photo(*more: Any, held: bool = False) -> Make:
    """A hazard of the reporter's whose photo a person is asked about, or (`held`) is the same as an earlier one."""

    async def make(street: Street) -> tuple[Any, ...]:
        now = street.clock.now()
        one = await case_in(street, S.ACCEPTED, K.HAZARD)
        verdict, because = (Verdict.HELD, Because.SAME) if held else (Verdict.TO_A_PERSON, Because.LIKE)
        row = PhotoCheck(case_id=one.id, at=now, verdict=verdict, because=because, alike=8, person=14)
        await street.add(row)
        if not held:
            await street.add(PhotoRuling(case_id=one.id, round=Round.FIRST, asked_at=now))
        return one.number, *more

    return make


async def claim(street: Street) -> tuple[Any, ...]:
    """Of a number that a case in grid 1 was filed for."""
    index = street.door.vault.index(NUMBER)
    one = await case_in(street, S.SUBMITTED, reporter_id=None, contact_phone_index=index)
    row = PhoneClaim(person_id=PEOPLE["resident"], phone_index=index, claimed_at=street.clock.now())
    await street.add(row)
    return row.id, one.number


async def alarm(street: Street) -> tuple[Any, ...]:
    """Taken and told to the worker of the grid alone."""
    one, now = await case_in(street, S.HANDLING, danger="fire"), street.clock.now()
    due: dict[str, Any] = {"clock": "resolution", "level": "grid", "due_at": one.resolve_by}
    row = CaseAlarm(case_id=one.id, round=0, at=now, taken_at=now, told_at=now, urgent=True, **due)
    await street.add(row)
    await street.add(CaseAlarmTold(alarm_id=row.id, person_id=WANG))
    return (row.id,)


async def token(street: Street) -> tuple[Any, ...]:
    """An invitation that the community has issued."""
    return (await street.run(ZHOU, invitations.invite, Role.GRID_WORKER, GRID_2))[:1]


async def claim_only(street: Street) -> tuple[Any, ...]:
    return (await claim(street))[:1]


async def hazard_filed(street: Street) -> tuple[Any, ...]:
    return filing(kind=K.HAZARD, media=[PHOTO], lat=IN_GRID_1[0], lon=IN_GRID_1[1]), [PHOTO]


def posted(*, code: bool = False) -> Make:
    async def make(street: Street) -> tuple[Any, ...]:
        return filing(), *await box(code=code)(street)

    return make


async def put_down(street: Street) -> tuple[Any, ...]:
    return (await held_by("force")(street))[0], TODAY, "all_day"


async def duty(street: Street) -> tuple[Any, ...]:
    held, day, _ = await put_down(street)
    await street.run(ZHOU, duty_roster.put_down, held, day, "night")
    async with street.door.database.read() as session:
        return (await session.scalar(select(Duty.id)),)


def asked(unit: int = COMMUNITY) -> Question:
    return Question(unit, period_of(Span.MONTH, TODAY), TODAY, None)


MORE = More(words="还有一句")
