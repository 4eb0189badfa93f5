"""What whoever keeps the rewards can be refused, and a rider whose confirmation they have overtaken."""

from domain.errors import DomainError


class NumberUnfit(DomainError):
    """One whole number from `least` to `most` is wanted."""

    key = "error-number-unfit"


class RewardNameUnfit(DomainError):
    """`limit` Chinese characters, or some more letters, are the most."""

    key = "error-reward-name-unfit"


class RewardKnown(DomainError):
    """There is one of this name, retired perhaps."""

    key = "error-reward-known"


class TooFewPieces(DomainError):
    """No more than the `free` pieces can be taken out: the others are in riders' vouchers."""

    key = "error-too-few-pieces"


class ShopKnown(DomainError):
    """The community has a merchant of this name."""

    key = "error-shop-known"


class ShopNameUnfit(DomainError):
    """`limit` signs are the most."""

    key = "error-shop-name-unfit"


class PriceChanged(DomainError):
    """The street has changed it to `price` since the rider was asked."""

    key = "error-price-changed"
