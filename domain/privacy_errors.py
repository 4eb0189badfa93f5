"""What somebody who asks about their own data can be refused."""

from domain.errors import DomainError


class ExportedLately(DomainError):
    """One copy at a time: the next from that moment on."""

    key = "error-exported-lately"


class RoleFirst(DomainError):
    """They hold `roles`, which have to be ended first."""

    key = "error-role-first"


class ErasureStale(DomainError):
    """The question was asked too long ago, or before something changed."""

    key = "error-erasure-stale"


class ErasedAlready(DomainError):
    """Nothing is known of them any more."""

    key = "error-erased-already"
