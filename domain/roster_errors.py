"""Refusals about roster files. See domain/errors.py."""

from domain.errors import DomainError


class RosterBlocked(DomainError):
    """Rows of it are bad: nothing is put in before they are put right."""

    key = "error-roster-blocked"


class RosterChanged(DomainError):
    """Between the look and the word to go on, somebody has changed what the file is about."""

    key = "error-roster-changed"


class RosterOver(DomainError):
    """It was put in, left, or forgotten."""

    key = "error-roster-over"
