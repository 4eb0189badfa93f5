"""One process of the clock, for the soak: told over its standard input what time it is, it ticks and says what it ran.

python -m tests.oracle.ticker DATABASE_URL
"""

import asyncio
import json
import sys
from datetime import datetime

from models.database import Database
from scheduler.tick import tick
from tests.oracle.engine import of_visits
from tests.support.street import StandingClock, door_on


async def serve(url: str) -> None:
    clock: StandingClock | None = None
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        now = datetime.fromisoformat(line)
        if clock is None:
            clock = StandingClock(now)
            door = door_on(Database(url), clock)
        clock.moment = now
        ran = await tick(door, now, of_visits(door))
        sys.stdout.write(json.dumps([(slot.job, slot.due_at.isoformat()) for slot in ran]) + "\n")
        sys.stdout.flush()
    if clock is not None:
        await door.database.close()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
