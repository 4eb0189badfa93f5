"""Which slots of the clock run when, and whom they remind, read from the text: each once for ever."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from tests.oracle.duty import Duty
from tests.oracle.holidays import is_published
from tests.oracle.life import Tick
from tests.oracle.missed import Missed
from tests.oracle.reading import Reading
from tests.oracle.rules import DAY, ZONE

OPENING, MORNING, AFTERNOON, EVENING = time(0, 5), time(8, 30), time(16, 30), time(17, 30)
QUIET_FROM, QUIET_UNTIL = time(21), time(7, 30)
LATE_AFTER = timedelta(minutes=30)
A_DAY = 2

Push = tuple[str, int, str, bool]
"""Notice, person, for which day (or year), and whether it is marked as coming afterwards 补发."""


@dataclass
class Told:
    """Runs the clock for the reading, and remembers what was said to whom."""

    reading: Reading
    duty: Duty
    pushes: Counter[Push] = field(default_factory=Counter)
    ran: Counter[tuple[str, datetime]] = field(default_factory=Counter)
    missed: Missed = field(init=False)
    _last: dict[time, datetime] = field(default_factory=dict)
    _keys: set[tuple[str, int, str]] = field(default_factory=set)
    _routine: Counter[tuple[int, date]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.missed = Missed(self.reading, self.duty)

    def tick(self, event: Tick) -> None:
        """Every elapsed day is opened; of reminders only the newest is sent."""
        for day, due in self._elapsed(OPENING, event.shows):
            self.ran["visit_windows", due] += 1
            self.reading.open_day(day)
        for at, notice in ((MORNING, "visit_digest"), (AFTERNOON, "visit_remainder")):
            elapsed = list(self._elapsed(at, event.shows))
            if elapsed:
                day, due = elapsed[-1]
                self.ran[notice, due] += 1
                if notice == "visit_digest":
                    self._beside_the_digest(day, event.shows)
                self._remind(notice, day, event.shows, late=event.shows - due > LATE_AFTER)
            if elapsed and at == MORNING:
                moments = [due for _, due in elapsed]
                self._escalate("unmet_missed", self.missed.morning(moments, event.shows), moments, event.shows)
                self.missed.counts(moments)
                self.ran["unmet_shortfall", moments[-1]] += 1
        moments = [due for _, due in self._elapsed(EVENING, event.shows)]
        if moments:
            self._escalate("unmet_open", self.missed.afternoon(moments, event.shows), moments, event.shows)

    def _escalate(self, job: str, told: set[int], moments: list[datetime], now: datetime) -> None:
        """All that somebody is told by one run is one message; it is no routine, but the quiet hours hold it."""
        self.ran[job, moments[-1]] += 1
        local = now.astimezone(ZONE)
        if not QUIET_UNTIL <= local.time() < QUIET_FROM:
            local = datetime.combine(self._said_on(now), QUIET_UNTIL, ZONE)
        for person in told:
            self._say("visit_escalated", person, local.astimezone(UTC).isoformat(), late=False)

    def _elapsed(self, at: time, now: datetime) -> Iterator[tuple[date, datetime]]:
        """Days whose slot has come since the newest one that has run. The very first tick looks at today only."""
        today = now.astimezone(ZONE).date()
        last = self._last.get(at)
        day = today if last is None else last.astimezone(ZONE).date() + DAY
        while day <= today:
            due = datetime.combine(day, at, ZONE)
            if due <= now:
                self._last[at] = due
                yield day, due
            day += DAY

    def _remind(self, notice: str, day: date, now: datetime, late: bool) -> None:
        """What the quiet hours would hold until another day is merged into that day's digest."""
        said_on = self._said_on(now)
        if said_on != day:
            return
        for worker in self.duty.on_duty(day) - self.duty.street.without_chat:
            if self._routine[worker, day] < A_DAY:
                self._say(notice, worker, day.isoformat(), late)
                self._routine[worker, day] += 1

    @staticmethod
    def _said_on(now: datetime) -> date:
        local = now.astimezone(ZONE)
        return local.date() + DAY if local.time() >= QUIET_FROM else local.date()

    def _beside_the_digest(self, day: date, now: datetime) -> None:
        """Whoever answers for grids with nobody, or for workers whom no message reaches, hears of all of them in one
        message, and of the same ones once a week."""
        street = self.duty.street
        theirs: dict[int, list[object]] = defaultdict(list)
        alone, silent = self.duty.uncovered(day), self.duty.unreached(day)
        for community in sorted({*alone, *silent}):
            staff = set(street.community_staff.get(community, ())) - street.without_chat
            for person in staff or set(street.street_staff) - street.without_chat:
                theirs[person].append((alone.get(community), silent.get(community)))
        for person, gaps in theirs.items():
            monday = day - day.weekday() * DAY
            self._once("grid_uncovered", person, day.isoformat(), f"{monday} {gaps}")
        if not is_published(day):
            for person in set(street.street_staff) - street.without_chat:
                self._once("calendar_unconfirmed", person, str(day.year))

    def _once(self, notice: str, person: int, what: str, known_as: str | None = None) -> None:
        key = (notice, person, known_as or what)
        if key not in self._keys:
            self._keys.add(key)
            self._say(notice, person, what, late=False)

    def _say(self, notice: str, person: int, what: str, late: bool) -> None:
        self.pushes[notice, person, what, late] += 1
