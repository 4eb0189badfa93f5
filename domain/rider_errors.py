"""Refusals around riders and their supervisors."""

from domain.errors import DomainError


class LookOver(DomainError):
    """Somebody has looked, or the case has moved on."""

    key = "error-look-over"


class SupervisorsRide(DomainError):
    """A supervisor is a rider with the agreement."""

    key = "error-supervisors-ride"


class OwnAppointment(DomainError):
    """Nobody appoints themself."""

    key = "error-own-appointment"


class NoSupervisorNow(DomainError):
    """They were; what lies on their old buttons is somebody else's now."""

    key = "error-no-supervisor-now"


class NicknameUnfit(DomainError):
    """`what` says why: length, signs, number, refused, name."""

    key = "error-nickname-unfit"


class NicknameTaken(DomainError):
    key = "error-nickname-taken"


class AgreementClosed(DomainError):
    """The street's side ended it, for `reason`; only they open it again."""

    key = "error-agreement-closed"
