"""What counts as a look at care data, and is written down for the street's admin to read."""

from enum import StrEnum


class Look(StrEnum):
    HOUSEHOLD = "household"
    """Who lives behind a door and why they are visited, on its card or in a list."""
    VISIT_NOTES = "visit_notes"
    VISIT_CORRECTED = "visit_corrected"
    UNMET_KNOWN = "unmet_known"
    UNMET_TOLD = "unmet_told"
    """A push named the door that nobody opened."""
    WALK = "walk"
    """Today's walk of a grid: doors, names, why today. Of this and the next two a row a day is enough."""
    WALK_MAP = "walk_map"
    REMINDED = "reminded"
    """Doors that a push named: of the morning, of the afternoon, of visits that were missed."""
    ROSTER_MATTERS = "roster_matters"
    ROSTER_LOOKED = "roster_looked"
    ROSTER_GIVEN_OUT = "roster_given_out"


AT_HOUSEHOLD = frozenset({Look.HOUSEHOLD, Look.VISIT_NOTES, Look.VISIT_CORRECTED, Look.UNMET_KNOWN, Look.UNMET_TOLD})
"""These are about a household; the others about a grid or a whole community."""
