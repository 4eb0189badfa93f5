"""A job that an upgrade brings to a house that has been at work."""

from dataclasses import replace
from pathlib import Path

from scheduler.jobs import jobs
from scheduler.tick import tick
from tests.support.street import at, street_in


async def test_a_job_that_an_upgrade_brings_catches_up_the_downtime_of_the_upgrade_and_no_more(
    tmp_path: Path,
) -> None:
    street = await street_in(tmp_path, at("2026-11-16", "00:10"))
    (known,) = [job for job in jobs(street.door.settings) if job.name == "visit_windows"]
    brought, later = replace(known, name="brought"), replace(known, name="later")

    await tick(street.door, at("2026-11-16", "00:10"), [known])
    running = await tick(street.door, at("2026-11-17", "00:20"), [known, brought])
    stood_still = await tick(street.door, at("2026-11-20", "00:10"), [known, brought, later])

    assert [one.job for one in running] == ["visit_windows", "brought"], "nothing of before it was there"
    days = {name: [one.due_at for one in stood_still if one.job == name] for name in ("visit_windows", "later")}
    assert len(days["visit_windows"]) == 3
    assert days["later"] == days["visit_windows"], "as late as the others, who were away just as long"
    await street.door.database.close()
