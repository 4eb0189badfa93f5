"""The shape of config.yaml. No default lives here: config.yaml holds every value, this says what each one means.

docs/settings.md is made from these docstrings, and a test holds it fresh.
"""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import available_timezones

from domain.cadence import VisitRule
from domain.case_flow import CaseKind, HandlingRoute
from domain.case_settings import CallbackSettings, DeadlineSettings, LookSettings, Terms
from domain.case_standard import Category, ClassifierSettings
from domain.channel_settings import ChannelSettings
from domain.closed import Closed
from domain.danger import Danger, spot
from domain.force_settings import ForceSettings, InvitationSettings
from domain.points_settings import PointsSettings
from domain.privacy_settings import PrivacySettings
from domain.rider_settings import RiderSettings
from domain.roster_settings import RosterSettings
from domain.station_settings import StationSettings
from domain.visit_escalation import EscalationSettings


@dataclass(frozen=True)
class StreetSettings(Closed):
    time_zone: str
    """The street's time zone, an IANA name."""
    call_instead: tuple[str, ...]
    """Numbers to call for what lies outside the street."""
    notice_version: str
    """Version of the privacy notice. Raise it when the notice changes: everybody is asked again."""
    agreement_version: str
    """Version of the riders' two-way agreement. Raise it when the text changes: riders are shown it again."""

    def __post_init__(self) -> None:
        if self.time_zone not in available_timezones():
            raise ValueError(f"no such time zone, write for example Asia/Shanghai: {self.time_zone}")


@dataclass(frozen=True)
class StorageSettings(Closed):
    database: str
    """The database, an SQLAlchemy URL with its driver. Also DATABASE_URL."""
    media: str
    """Folder of photos and voice notes."""
    photo_megabytes: int
    """Largest photo that is kept."""
    file_megabytes: int
    """Largest voice note or document that is kept."""
    photo_side: int
    """Longest side of a kept photo, in pixels; larger ones are scaled down."""
    category_model: str
    """The street's own category model, where it has trained one; else the one built from training/ is used."""
    keep_updates_days: int
    """How long the (emptied) record of a handled update stays, so that a second delivery is known."""

    @property
    def photo_bytes(self) -> int:
        return self.photo_megabytes * 1024 * 1024


@dataclass(frozen=True)
class DeliverySettings(Closed):
    at_most: int
    """Messages on their way at the same time."""
    lease_seconds: int
    """After this long without a word, another process takes over a chat's messages."""
    attempts: int
    """Tries before a message becomes a dead letter: 100 are eight hours, longer than a Bot API is away."""
    first_pause_seconds: float
    """Pause after the first failure; doubled each time."""
    longest_pause_seconds: float
    """The longest such pause."""
    update_attempts: int
    """Tries before an update that always fails is set aside."""
    updates_at_once: int
    """Updates handled in one transaction."""


@dataclass(frozen=True)
class HealthSettings(Closed):
    host: str
    """Address that /healthz and /metrics are served on. Keep it to this machine, or behind a wall."""
    port: int
    """Their port; 0: they are not served."""


@dataclass(frozen=True)
class WorkSettings(Closed):
    hours: tuple[tuple[time, time], ...]
    """Working hours of a working day: spans from, to."""
    override: dict[date, bool]
    """The office's own calendar: a date, and whether it is a working day. Goes before the published calendar."""


@dataclass(frozen=True)
class ReminderSettings(Closed):
    morning: time
    """When the digest of today's walk goes out."""
    afternoon: time
    """When the remainder goes out, if anything due today is open."""
    digest_shows: int
    """Households named in the digest; a button shows all."""
    remainder_days: int
    """How many days before the end of a week, half-month or month the digest says what is left of it."""
    quiet_from: time
    """Start of the quiet hours: routine pushes wait, danger passes."""
    quiet_until: time
    """End of the quiet hours."""
    routine_a_day: int
    """Routine pushes that one person gets a day, at most."""


@dataclass(frozen=True)
class VisitSettings(Closed):
    reminders: ReminderSettings
    """When workers are reminded."""
    rules: tuple[VisitRule, ...]
    """Who must be visited how often. A new rule is a new entry and nothing else."""
    escalation: EscalationSettings
    """Who is told, and when, of whom nobody met."""
    back_entry_hours: int
    """A visit may be written down this much later without a reason, in hours."""
    correct_hours: int
    """Whoever wrote a visit down may put it right for so long, in hours; the community's staff may afterwards."""
    unmet_category: str
    """The category of the case that two fruitless visits in a row make, for somebody of a daily or weekly rule."""
    move_grace_working_days: int
    """Windows that go along with a move close at the earliest after so many working days at the new place."""
    move_offer_days: int
    """So many days another community has to take a household that is offered to it, or to say why not."""
    move_offer_remind_days: int
    """Who has not answered an offer after so many days is reminded of it, once."""
    leave_days: int
    """The longest leave that a worker can ask for at a time, in days."""


@dataclass(frozen=True)
class CaseSettings(Closed):
    categories: tuple[Category, ...]
    """What cases are about."""
    classifier: ClassifierSettings
    """How a category is proposed from somebody's words."""
    routes: dict[HandlingRoute, Terms]
    """Deadlines by handling route."""
    own_terms: dict[str, Terms]
    """Deadlines of a category that differ from those of its route, by category."""
    deadlines: DeadlineSettings
    """What the clock does about deadlines."""
    look: LookSettings
    """Looks of rider supervisors."""
    callback: CallbackSettings
    """Calls after closing."""
    danger: dict[str, tuple[str, ...]]
    """Words of danger by kind (fire, gas, medical, police): they cut through everything."""
    not_danger: tuple[str, ...]
    """Phrases with a word of danger in them that speak of none: passed over where nothing in the message is urgent."""
    small_talk: tuple[str, ...]
    """What is answered with the menu and starts no report: greetings, thanks; in small letters, without signs."""
    joined_within_metres: int
    """An open case of the same category this near is offered for joining."""
    joined_within_days: int
    """And not older than this."""
    joined_complaints: tuple[str, ...]
    """Categories whose complaints are offered for joining too: public things, nothing between neighbours."""
    rating_hours: int
    """How long the reporter is waited for after the check."""
    words_limit: int
    """Longest text of a case, in characters."""
    photos_limit: int
    """Most photos of a case."""
    added_told_after_minutes: int
    """What a reporter adds within so many minutes is one push to whoever deals with the case."""
    suspend_days: int
    """Longest time that a case may wait for something, in days from today."""
    search_reads: int
    """How many cases one page of a search looks through; a button goes on from there."""
    draft_hours: int
    """A draft older than this asks whether to go on or to drop it."""

    def __post_init__(self) -> None:
        super().__post_init__()
        known = [category.key for category in self.categories]
        if unknown := [key for key in self.own_terms if key not in known]:
            raise ValueError(f"own_terms are those of a category: {', '.join(unknown)}")

    def danger_in(self, text: str) -> Danger | None:
        """What people send is in danger, or None."""
        return spot(text, self.danger, self.not_danger)

    def terms(self, category: str, route: HandlingRoute) -> Terms:
        """The category's own terms where the case goes the category's own way; danger, and what several parties were
        called to, go by their route."""
        own = self.own_terms.get(category)
        usual = next((one.route for one in self.categories if one.key == category), None)
        return own if own is not None and route == usual else self.routes[route]


@dataclass(frozen=True)
class WishSettings(Closed):
    hold_days: int
    """Whoever takes a wish up has this many days; then it is free again."""
    remind_days: int
    """So many days before the end they are reminded."""
    held_at_once: int
    """Wishes that one party holds at the same time, at most."""
    wall_days: int
    """A wish that waits on the wall for longer than this is overdue, and the desk's again."""
    wording_limit: int
    """Longest wording on the wall, in characters."""
    door_words: tuple[str, ...]
    """A number before one of these words names a door, which may not stand on the wall."""
    at: time
    """When holders are reminded and, on the first of a month, each party gets the picture of the month before."""


@dataclass(frozen=True)
class RateSettings(Closed):
    satisfied_from: int
    """So many of five stars, or more, count as satisfied."""
    monthly_at: time
    """When communities and streets get last month's three rates, on the first of the month."""

    def __post_init__(self) -> None:
        if not 1 <= self.satisfied_from <= 5:
            raise ValueError(f"of five stars: {self.satisfied_from}")


@dataclass(frozen=True)
class Settings(Closed):
    street: StreetSettings
    """The street itself."""
    channels: ChannelSettings
    """Where people chat."""
    storage: StorageSettings
    """Where things are kept."""
    delivery: DeliverySettings
    """How patiently messages are handled and sent."""
    health: HealthSettings
    """What a supervisor and Prometheus ask."""
    work: WorkSettings
    """Working time."""
    visits: VisitSettings
    """Visits and reminders."""
    cases: CaseSettings
    """Cases and their standard."""
    wishes: WishSettings
    """The wish wall."""
    points: PointsSettings
    """What riders earn, and what it buys."""
    riders: RiderSettings
    """Riders themselves."""
    stations: StationSettings
    """Stations for riders."""
    forces: ForceSettings
    """Forces "6+X" and whistles."""
    invitations: InvitationSettings
    """Staff roles are given by invitation."""
    rates: RateSettings
    """The three rates."""
    privacy: PrivacySettings
    """Personal data."""
    roster: RosterSettings
    """Roster files: grids, households, people, care and workers as an office keeps them."""

    def __post_init__(self) -> None:
        super().__post_init__()
        category, needs = self.visits.unmet_category, CaseKind.NEED
        if not any(one.key == category and needs in one.kinds for one in self.cases.categories):
            raise ValueError(f"visits.unmet_category is a category of needs: {category}")
