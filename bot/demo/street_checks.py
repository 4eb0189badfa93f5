"""The whole street: seeded with the source's exact figures, changed by what was played and by nothing else, and every
promise of the audit kept."""

from collections import Counter

from bot.demo.stage import Check, Stage
from bot.operator.audit import breaches
from services.seed.counts import EXPECTED, Counts, counts


def seed_checks(seeded: Counts) -> list[Check]:
    """Figures that the source does not give are only counted."""
    return [Check("the seeded street has the source's figures", EXPECTED, {name: seeded[name] for name in EXPECTED})]


async def counts_now(stage: Stage) -> Counts:
    async with stage.house.app.door.database.read() as session:
        return await counts(session)


def count_checks(seeded: Counts, now: Counts, brought: Counter[str]) -> list[Check]:
    """`brought`: by how much each figure grew by what was said in the chat."""
    grown = {name: now[name] - seeded[name] for name in now if now[name] != seeded[name]}
    return [Check("since then its figures changed by what was played, and by nothing else", dict(brought), grown)]


async def audit_checks(stage: Stage) -> list[Check]:
    return [Check(f"audit: {name}", [], list(found)) async for name, found in breaches(stage.house.app.door)]
