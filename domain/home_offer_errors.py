"""What stands against offering a household to another community, or taking it."""

from domain.errors import DomainError


class OfferAnswered(DomainError):
    """Somebody was faster: it was taken, declined or withdrawn meanwhile."""

    key = "error-offer-answered"


class OfferOutdated(DomainError):
    """What it is about is not as it was."""

    key = "error-offer-outdated"


class NobodyToAsk(DomainError):
    """The other community has no staff that could take it."""

    key = "error-offer-nobody"
