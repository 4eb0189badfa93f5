"""Who raised what, and what became of it: 141 solved cases, 52 of them riders' hazards, and 30 on the desks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from domain.case_flow import CaseKind, CaseState, CollectionChannel, Move, Party
from services.seed.case_story import Story
from services.seed.case_topics import HAZARDS, REQUESTS, Topic
from services.seed.ground import Ground
from services.seed.households import Roster
from services.seed.rows import PERIOD_DAYS, Seeding, moment
from services.seed.staff import Staff

SOLVED, BY_RIDERS = 141, 52
LONGEST_LIFE = 9
"""Days in which every solved case of the demo is closed."""
ANSWERED = 0.7
"""Share of the reporters who say how it went; the others are waited for in vain, 72 hours."""
REPORTING_RIDERS = 40
# state of an open case: how many, how many hours ago the newest of them was filed
OPEN = (
    (CaseState.SUBMITTED, 8, 0.5),
    (CaseState.ACCEPTED, 8, 4),
    (CaseState.HANDLING, 8, 20),
    (CaseState.SUSPENDED, 3, 30),
    (CaseState.RESOLVED, 3, 26),
)
IN_CAST_GRID = 6
"""Open cases on the desk of the cast's worker."""
OVERDUE_AGE = timedelta(days=12)
MOVES_TO = {
    CaseState.SUBMITTED: (),
    CaseState.ACCEPTED: (Move.ACCEPT,),
    CaseState.HANDLING: (Move.ACCEPT, Move.START),
    CaseState.SUSPENDED: (Move.ACCEPT, Move.START, Move.SUSPEND),
    CaseState.RESOLVED: (Move.ACCEPT, Move.START, Move.RESOLVE),
}


class Lives:
    """Makes the stories; `rng` is theirs alone."""

    def __init__(self, seeding: Seeding, ground: Ground, roster: Roster, staff: Staff) -> None:
        self._seeding, self._ground, self._roster, self._staff = seeding, ground, roster, staff
        self._rng: Random = seeding.random("cases")

    def solved(self) -> Iterator[Story]:
        riders = self._rng.sample(self._staff.riders, REPORTING_RIDERS)
        for n in range(SOLVED):
            rider = riders[n % len(riders)] if n < BY_RIDERS else None
            topics = HAZARDS if n < BY_RIDERS else REQUESTS
            story = self._story(topics[n % len(topics)], self._rng.choice(list(self._roster.by_grid)), rider)
            self._solve(story)
            yield story

    def open(self) -> Iterator[Story]:
        """Filed by residents of late, two of them long overdue. The cast itself has raised nothing yet."""
        number = 0
        for state, count, hours in OPEN:
            for n in range(count):
                in_cast_grid = number % (30 // IN_CAST_GRID) == 0
                grids = [g for g in self._roster.by_grid if g != self._roster.cast_grid]
                grid_id = self._roster.cast_grid if in_cast_grid else self._rng.choice(grids)
                story = self._story(REQUESTS[number % len(REQUESTS)], grid_id, None)
                age = timedelta(hours=hours + n * 0.2)
                if state is CaseState.HANDLING and n < 2:
                    age = OVERDUE_AGE
                self._leave_open(story, state, age)
                number += 1
                yield story

    def _story(self, topic: Topic, grid_id: int, rider: int | None) -> Story:
        cast = (self._roster.resident, self._roster.elderly)
        home = self._rng.choice([home for home in self._roster.by_grid[grid_id] if home not in cast])
        place = self._ground.buildings[home.building_id - 1]
        if rider is not None:
            return Story(topic, place, home, rider, rider, CollectionChannel.ONLINE)
        worker = self._staff.workers[grid_id]
        if topic.kind is CaseKind.NEED:
            return Story(topic, place, home, None, worker, CollectionChannel.FACE_TO_FACE)
        resident = home.first_person
        if self._rng.random() < 0.2:
            return Story(topic, place, home, resident, worker, CollectionChannel.FACE_TO_FACE)
        return Story(topic, place, home, resident, resident, CollectionChannel.ONLINE)

    def _solve(self, story: Story) -> None:
        """Submitted in the morning, taken up within hours, resolved within three days, then checked and closed."""
        rng, worker, officer = self._rng, self._worker(story), self._officer(story)
        day = self._seeding.days_ago(rng.randint(LONGEST_LIFE, PERIOD_DAYS))
        story.submit(moment(day, rng.randint(480, 720)))
        if story.is_hazard:
            story.move(Move.CONFIRM, _minutes(rng, 10, 150), Party.COMMUNITY, officer)
        else:
            story.move(Move.ACCEPT, _minutes(rng, 10, 150), Party.WORKER, worker)
        story.move(Move.START, _minutes(rng, 15, 90), Party.WORKER, worker)
        days = timedelta(days=rng.choices((0, 1, 2, 3), (4, 3, 2, 1))[0])
        story.move(Move.RESOLVE, days + _minutes(rng, 30, 120), Party.WORKER, worker, story.topic.done)
        story.move(Move.CHECK, _minutes(rng, 20, 120), Party.COMMUNITY, officer)
        if story.reporter_id is not None and rng.random() < ANSWERED:
            story.satisfaction = rng.choices((5, 4, 3, 2), (60, 28, 9, 3))[0]
            story.move(Move.CLOSE, _minutes(rng, 5, 240), Party.REPORTER, story.reporter_id)
        else:
            story.move(Move.CLOSE, timedelta(hours=72), Party.SYSTEM, None)

    def _leave_open(self, story: Story, state: CaseState, age: timedelta) -> None:
        """The steps lie evenly between filing and now, two hours apart at most."""
        worker = self._worker(story)
        story.submit(self._now - age)
        pause = min(age / (len(MOVES_TO[state]) + 1), timedelta(hours=2))
        for move in MOVES_TO[state]:
            notes = {Move.SUSPEND: "等配件，下周到", Move.RESOLVE: story.topic.done}
            story.move(move, pause, Party.WORKER, worker, notes.get(move))

    @property
    def _now(self) -> datetime:
        return self._seeding.now

    def _worker(self, story: Story) -> int:
        return self._staff.workers[story.home.grid_id]

    def _officer(self, story: Story) -> int:
        return self._rng.choice(self._staff.officers[story.home.community_id])


def _minutes(rng: Random, least: int, most: int) -> timedelta:
    return timedelta(minutes=rng.randint(least, most))
