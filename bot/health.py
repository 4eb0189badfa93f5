"""Whether the house is well, for a supervisor and for Prometheus: /healthz and /metrics, on loopback unless told else.

Numbers only: no id, no name. What waits is counted at the moment of asking, by indexes.
"""

import asyncio
from time import monotonic

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from sqlalchemy.exc import SQLAlchemyError

from services import operations
from services.act import Door

STUCK_SECONDS = 120.0
"""A loop looks by itself every second or so, the clock every 15: one that has not been through for this long is ill."""
DATABASE_SECONDS = 5.0


class Watch:
    """Called by every loop after each of its rounds. `done` is how much it did; None: it failed."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        names = ["loop"]
        self._done = Counter("doorstep_done", "What the rounds of a loop did", names, registry=self.registry)
        self._failed = Counter("doorstep_rounds_failed", "Rounds that failed", names, registry=self.registry)
        self._seconds = Histogram("doorstep_round_seconds", "Rounds with work", names, registry=self.registry)
        self._waiting = Gauge("doorstep_waiting", "What waits in a queue", ["queue"], registry=self.registry)
        self._oldest = Gauge("doorstep_oldest_seconds", "Age of what waits longest", ["queue"], registry=self.registry)
        self._well_at: dict[str, float] = {}

    def __call__(self, loop: str, seconds: float, done: int | None) -> None:
        if done is None:
            self._failed.labels(loop).inc()
            self._well_at.setdefault(loop, 0.0)
            return
        self._well_at[loop] = monotonic()
        if done:
            self._done.labels(loop).inc(done)
            self._seconds.labels(loop).observe(seconds)

    def stuck(self) -> list[str]:
        """Loops that have not been through a round for too long."""
        return sorted(loop for loop, at in self._well_at.items() if monotonic() - at > STUCK_SECONDS)

    def page(self, queues: list[operations.Queue]) -> bytes:
        for queue in queues:
            self._waiting.labels(queue.name).set(queue.waiting)
            self._oldest.labels(queue.name).set(queue.oldest_seconds)
        return generate_latest(self.registry)


def create_health(door: Door, watch: Watch) -> web.Application:
    async def metrics(request: web.Request) -> web.Response:
        page = watch.page(await door.look(operations.queues))
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def healthz(request: web.Request) -> web.Response:
        """200 while the database answers and every loop goes round, else 503; the body says what is ill."""
        database = await _answers(door)
        stuck = watch.stuck()
        well = database and not stuck
        return web.json_response({"well": well, "database": database, "stuck": stuck}, status=200 if well else 503)

    app = web.Application()
    app.add_routes([web.get("/metrics", metrics), web.get("/healthz", healthz)])
    return app


async def _answers(door: Door) -> bool:
    try:
        async with asyncio.timeout(DATABASE_SECONDS):
            await door.look(operations.has_street)
    except (TimeoutError, OSError, SQLAlchemyError):
        return False
    return True
