"""What people are told without having asked, how urgent each is, and when it may go out."""

from datetime import datetime, time, timedelta, tzinfo
from enum import IntEnum, StrEnum


class Urgency(IntEnum):
    """The order of sending within a chat."""

    DANGER = 0
    REPLY = 1
    PUSH = 2
    ROUTINE = 3


class Notice(StrEnum):
    """Each has a composer in handlers/notices.py and texts in locales/."""

    CASE_NEW = "case_new"
    CASE_DANGER = "case_danger"
    CASE_UNPLACED = "case_unplaced"
    CASE_ASSIGNED = "case_assigned"
    CASE_PASSED_ON = "case_passed_on"
    CASE_ASKED = "case_asked"
    CASE_MOVED = "case_moved"
    CASE_TO_CHECK = "case_to_check"
    CASE_RATE = "case_rate"
    CASE_REOPENED = "case_reopened"
    PHONE_CLAIMED = "phone_claimed"
    PHONE_ANSWERED = "phone_answered"
    CASE_ADDED = "case_added"
    CASE_URGED = "case_urged"
    CASE_SEEN = "case_seen"
    CASE_ALARM = "case_alarm"
    CASE_ALARMS = "case_alarms"
    CASE_RESUMED = "case_resumed"
    CASE_STREET_WAITS = "case_street_waits"
    MEDIA_BAD = "media_bad"
    POINTS_EARNED = "points_earned"
    VISIT_DIGEST = "visit_digest"
    VISIT_REMAINDER = "visit_remainder"
    VISIT_UNMET = "visit_unmet"
    VISIT_ESCALATED = "visit_escalated"
    VISIT_SHORT = "visit_short"
    GRID_UNCOVERED = "grid_uncovered"
    LEAVE_NEWS = "leave_news"
    GRID_HANDED_OVER = "grid_handed_over"
    HOME_MOVED = "home_moved"
    HOME_OFFER = "home_offer"
    REST_DUTY = "rest_duty"
    CALENDAR_UNCONFIRMED = "calendar_unconfirmed"
    WHISTLE_CALLED = "whistle_called"
    WHISTLE_DANGER = "whistle_danger"
    WHISTLE_TAKEN = "whistle_taken"
    WHISTLE_REPORTED = "whistle_reported"
    WHISTLE_NOBODY = "whistle_nobody"
    WHISTLE_SIGNED_OFF = "whistle_signed_off"
    WHISTLE_HANDED_BACK = "whistle_handed_back"
    WHISTLE_CALLED_OFF = "whistle_called_off"
    DUTY_ROSTER_CHANGED = "duty_roster_changed"
    INVITATION_ACCEPTED = "invitation_accepted"
    ROLE_ENDED = "role_ended"
    UPDATE_FAILED = "update_failed"
    RATES_MONTH = "rates_month"
    WISH_TO_APPROVE = "wish_to_approve"
    WISH_FULFILLED = "wish_fulfilled"
    WISH_NEWS = "wish_news"
    WISH_MONTH = "wish_month"
    CALLBACK_ASKED = "callback_asked"
    VOUCHER_NEWS = "voucher_news"
    STATEMENT_MONTH = "statement_month"
    HAZARD_LOOK = "hazard_look"
    LOOK_LEFT = "look_left"
    PHOTO_HELD = "photo_held"
    PHOTO_TO_RULE = "photo_to_rule"
    PHOTO_RULED = "photo_ruled"
    SUPERVISOR_NEWS = "supervisor_news"
    RIDER_THANKED = "rider_thanked"
    AGREEMENT_ENDED = "agreement_ended"
    AGREEMENT_CHANGED = "agreement_changed"
    POINTS_EXPIRING = "points_expiring"
    ROSTER_FILE = "roster_file"
    ROSTER_GIVEN_OUT = "roster_given_out"
    DATA_EXPORT = "data_export"
    ERASED = "erased"
    RESIDENT_ERASED = "resident_erased"


URGENCY = {
    Notice.CASE_DANGER: Urgency.DANGER,
    Notice.WHISTLE_DANGER: Urgency.DANGER,
    Notice.CASE_ALARM: Urgency.DANGER,
    Notice.VISIT_UNMET: Urgency.DANGER,
    Notice.CASE_ALARMS: Urgency.ROUTINE,
    Notice.CASE_RESUMED: Urgency.ROUTINE,
    Notice.CASE_STREET_WAITS: Urgency.ROUTINE,
    Notice.VISIT_DIGEST: Urgency.ROUTINE,
    Notice.RATES_MONTH: Urgency.ROUTINE,
    Notice.VISIT_REMAINDER: Urgency.ROUTINE,
    Notice.CALENDAR_UNCONFIRMED: Urgency.ROUTINE,
    Notice.WISH_MONTH: Urgency.ROUTINE,
    Notice.POINTS_EXPIRING: Urgency.ROUTINE,
    Notice.STATEMENT_MONTH: Urgency.ROUTINE,
    Notice.HAZARD_LOOK: Urgency.ROUTINE,
    Notice.LOOK_LEFT: Urgency.ROUTINE,
}

OF_CASES = frozenset(
    {Notice.CASE_ALARMS, Notice.CASE_RESUMED, Notice.CASE_STREET_WAITS, Notice.HAZARD_LOOK, Notice.LOOK_LEFT}
)
"""Routine pushes that do not count as a worker's share of the day, which is for visits."""


def urgency_of(notice: Notice) -> Urgency:
    return URGENCY.get(notice, Urgency.PUSH)


def goes_out_at(moment: datetime, urgency: Urgency, quiet_from: time, quiet_until: time, zone: tzinfo) -> datetime:
    """When something said at `moment` may go out: a routine push waits for the end of the quiet hours, all else goes
    at once. The quiet hours span midnight (21:00 to 07:30)."""
    local = moment.astimezone(zone)
    if urgency is not Urgency.ROUTINE or quiet_until <= local.time() < quiet_from:
        return moment
    day = local.date() if local.time() < quiet_until else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet_until, tzinfo=zone).astimezone(moment.tzinfo)
