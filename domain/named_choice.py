"""A choice named in words instead of tapped."""

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
