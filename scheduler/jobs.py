"""Every job of the clock in one table, in the order in which one tick runs them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import partial

from domain.settings import Settings
from services import hold_clock, slots
from services.act import Ctx
from services.case import case_alarms, case_look_draw, case_rating, case_resume, case_street
from services.points import photo_waits, points_expiry, rewards, statements
from services.privacy import retention
from services.rate import rate_reports
from services.rider import agreement_news
from services.roster import roster_files
from services.slots import Slot, UseCase
from services.visit import home_offers, visit_escalation, visit_reminders, visit_shortfall, visit_windows, walk_plans
from services.whistle import whistle_clock
from services.wish import wish_month, wish_takeups


@dataclass(frozen=True)
class DailyAt:
    """Once a day at a local time."""

    at: time

    def between(self, after: datetime, until: datetime, zone: tzinfo) -> Iterator[datetime]:
        """Slots later than `after`, up to and including `until`, in UTC, in order."""
        day = after.astimezone(zone).date()
        while (due := datetime.combine(day, self.at, zone).astimezone(UTC)) <= until:
            if due > after:
                yield due
            day += timedelta(days=1)


@dataclass(frozen=True)
class Every:
    """At every multiple of `minutes` since midnight UTC; `minutes` divides a day."""

    minutes: int

    def between(self, after: datetime, until: datetime, zone: tzinfo) -> Iterator[datetime]:
        """Slots later than `after`, up to and including `until`, in UTC, in order."""
        step = timedelta(minutes=self.minutes)
        midnight = after.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        due = midnight + ((after - midnight) // step + 1) * step
        while due <= until:
            yield due
            due += step


class CatchUp(StrEnum):
    """What becomes of slots that passed while nothing ran."""

    EACH = "each"
    """Every one is run, oldest first."""
    NEWEST = "newest"
    """The newest stands for all."""


@dataclass(frozen=True)
class Job:
    name: str
    when: DailyAt | Every
    use_case: UseCase
    catch_up: CatchUp
    in_batches: bool = False
    """Whether the use case says that there may be more; then it runs again, in a transaction of its own."""


async def _tell_of_wishes(ctx: Ctx, slot: Slot) -> None:
    """Holds that end soon, and on the first of a month what came of the month before."""
    await wish_takeups.remind(ctx)
    await wish_month.tell_month(ctx, slot.day)


async def _tell_of_vouchers(ctx: Ctx, slot: Slot) -> None:
    """Those that end soon."""
    await rewards.remind(ctx)


def jobs(settings: Settings) -> tuple[Job, ...]:
    """Windows come before the plans that they are in, and these before the digest that tells of them."""
    reminders, deadlines, opens = settings.visits.reminders, settings.cases.deadlines, settings.work.hours[0][0]
    missed = settings.visits.escalation
    # name                                when                          what                        after a downtime
    table = (
        Job(walk_plans.WINDOWS, DailyAt(time(0, 5)), visit_windows.open_day, CatchUp.EACH),
        Job("walk_plans", Every(10), walk_plans.make, CatchUp.NEWEST, in_batches=True),
        Job("points_expiry", DailyAt(time(0, 10)), points_expiry.expire, CatchUp.NEWEST),
        Job("holds", Every(60), hold_clock.run_out, CatchUp.NEWEST, in_batches=True),
        Job("visit_digest", DailyAt(reminders.morning), visit_reminders.morning, CatchUp.NEWEST),
        Job("visit_remainder", DailyAt(reminders.afternoon), visit_reminders.afternoon, CatchUp.NEWEST),
        Job("unmet_open", DailyAt(missed.worker_at), visit_escalation.tell_workers, CatchUp.NEWEST),
        Job("unmet_missed", DailyAt(missed.office_at), visit_escalation.tell_offices, CatchUp.NEWEST),
        Job("unmet_shortfall", DailyAt(missed.office_at), visit_shortfall.tell_streets, CatchUp.NEWEST),
        Job("home_offers", DailyAt(reminders.morning), home_offers.remind, CatchUp.NEWEST),
        Job("case_ratings", Every(60), case_rating.close_unanswered, CatchUp.NEWEST, in_batches=True),
        Job("looks", Every(60), case_look_draw.next_rounds, CatchUp.NEWEST, in_batches=True),
        Job("photo_waits", Every(60), photo_waits.pass_on, CatchUp.NEWEST, in_batches=True),
        Job("whistles", Every(1), whistle_clock.escalate, CatchUp.NEWEST),
        Job("wish_news", DailyAt(settings.wishes.at), _tell_of_wishes, CatchUp.EACH),
        Job("case_deadlines", Every(deadlines.every_minutes), case_alarms.take, CatchUp.NEWEST, in_batches=True),
        Job("case_resume", DailyAt(opens), case_resume.resume_due, CatchUp.NEWEST, in_batches=True),
        Job("case_street_waits", DailyAt(reminders.morning), case_street.remind, CatchUp.NEWEST),
        Job("rates", DailyAt(settings.rates.monthly_at), rate_reports.monthly, CatchUp.EACH),
        Job("roster_files", Every(60), roster_files.forget, CatchUp.NEWEST),
        Job("points_news", DailyAt(settings.points.vouchers.at), points_expiry.warn, CatchUp.EACH),
        Job("voucher_news", DailyAt(settings.points.vouchers.at), _tell_of_vouchers, CatchUp.EACH),
        Job("agreement", DailyAt(settings.points.vouchers.at), agreement_news.tell_of_new_text, CatchUp.NEWEST),
        Job("statements", DailyAt(settings.points.vouchers.at), statements.monthly, CatchUp.EACH),
        Job("retention", DailyAt(time(3, 40)), retention.keep_no_longer, CatchUp.NEWEST, in_batches=True),
    )
    often = frozenset(job.name for job in table if isinstance(job.when, Every))
    return (*table, Job("tidy", DailyAt(time(3, 30)), partial(slots.tidy, often=often), CatchUp.NEWEST))
