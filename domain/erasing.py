"""What erasing somebody means for words that stay, and whom a role keeps from being erased."""

import re
from collections.abc import Iterable
from enum import StrEnum

from domain.case_flow import CaseState
from domain.roles import Role

HIDDEN = "***"
OVER = frozenset({CaseState.CLOSED, CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.DUPLICATE})
"""Of these cases nothing is done any more, so that nobody needs the words."""
LEAVES_WITH_THEM = frozenset({Role.RESIDENT, Role.RIDER, Role.RIDER_SUPERVISOR})
"""Roles that end with their holder; every other is held for somebody else, and has to be ended first."""
LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-\u2013\u3000]?\d){6,}[xX]?")
"""A phone number or an identity card, also with gaps; prices, dates and doors are shorter."""


class Way(StrEnum):
    """How an erasure was asked for."""

    CHAT = "chat"
    FACE_TO_FACE = "face_to_face"
    OPERATOR = "operator"


def unnamed(text: str, names: Iterable[str], *, numbers: bool = True) -> str:
    """`text` without these names and, unless it may speak of others too, without long numbers."""
    for name in sorted({one for one in names if len(one) > 1}, key=len, reverse=True):
        text = re.sub(re.escape(name), HIDDEN, text, flags=re.IGNORECASE)
    return LONG_NUMBER.sub(HIDDEN, text) if numbers else text
