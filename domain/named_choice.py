"""A choice named in words instead of tapped."""

import re
from collections.abc import Collection

from domain.small_talk import bare

SHORTEST = 2
"""Characters, at least, of a name said in part: one alone names too much."""


def named_choice(words: str, labels: Collection[str]) -> str | None:
    """The label that `words` say, whole or in part; None where none fits or several do. A label inside longer words
    is not named by them: who writes "I do not agree" has not agreed."""
    said = bare(words)
    whole = [label for label in labels if bare(label) == said]
    if whole or len(said) < SHORTEST:
        return whole[0] if said and len(whole) == 1 else None
    part = [label for label in labels if said in bare(label)]
    return part[0] if len(part) == 1 else None


def named_label(words: str, labels: Collection[str], between: Collection[str]) -> str | None:
    """The label that `words` say whole, or of which they are exactly one of the things that it lists (`between` is what
    stands between two of them); None where none fits or several do. For where words may as well be something that
    somebody wants to say."""
    said = bare(words)
    if len(said) < SHORTEST:
        return None
    whole = [label for label in labels if bare(label) == said]
    apart = re.compile("|".join(map(re.escape, between)))
    listing = whole or [label for label in labels if said in {bare(part) for part in apart.split(label)}]
    return listing[0] if len(listing) == 1 else None
