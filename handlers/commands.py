"""The commands of each role: what the channel lists for somebody, and what /help says."""

from domain.roles import Role
from handlers.desk import Reader
from handlers.menu import role_of
from services.texts import Speech

ALWAYS = ("start", "my", "find", "wishes", "help", "cancel", "language", "my_data")
OF_ROLE: dict[Role, tuple[str, ...]] = {
    Role.GRID_WORKER: ("queue", "walk", "coverage", "red", "rates"),
    Role.COMMUNITY_STAFF: ("queue", "rates", "coverage", "red", "invite", "statement"),
    Role.STREET_STAFF: ("queue", "rates", "coverage", "red", "invite", "statement"),
    Role.ADMIN: ("queue", "rates", "coverage", "red", "care_log", "invite", "statement"),
    Role.RIDER_SUPERVISOR: ("rider",),
    Role.RIDER: ("rider",),
    Role.MERCHANT: ("statement",),
    Role.FORCE: ("tasks",),
    Role.PARTNER: ("tasks",),
}
"""What a role has besides; the most needed first, after /start. Each has a text "command-<name>"."""


def commands_of(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Name and text, for the role by which somebody is greeted."""
    first, *others = ALWAYS
    return described(reader.t, (first, *OF_ROLE.get(role_of(reader), ()), *others))


def described(t: Speech, names: tuple[str, ...] = ALWAYS) -> tuple[tuple[str, str], ...]:
    return tuple((name, t.plain(f"command-{name}")) for name in names)
