"""What cases are about and how each is handled: the street's case standard, as config.yaml holds it."""

from dataclasses import dataclass

from domain.case_flow import CaseKind, HandlingRoute
from domain.closed import Closed


@dataclass(frozen=True)
class Category(Closed):
    key: str
    """Identifier; its name is in locales/."""
    kinds: tuple[CaseKind, ...]
    """Kinds of case that it is offered for."""
    route: HandlingRoute
    """How such a case is handled unless somebody decides otherwise."""


@dataclass(frozen=True)
class ClassifierSettings(Closed):
    confident: float
    """From this probability on (0 to 1) the category is proposed; below it the bot asks."""
    candidates: int
    """How many of the likeliest categories it then offers."""
    usual_hazards: tuple[str, ...]
    """What riders' photos are mostly about: offered first where neither words nor the place nor habit say otherwise."""
    written_by: int
    """A run of characters of the street's own cases goes into the model if so many different people wrote it."""
    judged_at_least: int
    """So many cases that the present model has not seen are needed before it may be replaced."""
