"""Refusals around the calls after closing."""

from domain.errors import DomainError


class CallbackOver(DomainError):
    """Somebody has noted a result, or the case is no longer closed."""

    key = "error-callback-over"


class OwnWorkNotCalled(DomainError):
    """Whoever resolved or checked a case, or reported it, does not ask how it went."""

    key = "error-own-work-not-called"


class AskedThroughChat(DomainError):
    """An anonymous reporter is asked through the case, and answers there."""

    key = "error-asked-through-chat"


class AskedToday(DomainError):
    key = "error-callback-asked-today"


class NobodyInChat(DomainError):
    """The case was written down for somebody who is in no chat."""

    key = "error-callback-nobody-in-chat"
