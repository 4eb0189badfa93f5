"""What somebody who redeems points or honours a voucher can be refused."""

from domain.errors import DomainError


class SoldOut(DomainError):
    """Somebody else had the last piece."""

    key = "error-sold-out"


class MonthsLimit(DomainError):
    """`limit` of this reward are the most that a rider has in a month."""

    key = "error-months-limit"


class VoucherUnreadable(DomainError):
    """Typed wrong: the check sign does not fit, or there are too many signs or too few."""

    key = "error-voucher-unreadable"


class VoucherElsewhere(DomainError):
    """It names another merchant or station."""

    key = "error-voucher-elsewhere"


class VoucherHonoured(DomainError):
    """Once only; `month`, `day` and `time` are when."""

    key = "error-voucher-honoured"


class VoucherExpired(DomainError):
    key = "error-voucher-expired"


class VoucherCancelled(DomainError):
    key = "error-voucher-cancelled"


class OwnVoucher(DomainError):
    """Nobody honours their own."""

    key = "error-own-voucher"


class VoucherPays(DomainError):
    """What a voucher took comes back by the voucher alone, else points and piece would part."""

    key = "error-voucher-pays"
