"""Data of the kinds that JSON has: what a conversation remembers."""

from typing import Any, TypeVar

T = TypeVar("T")


def copied(data: T) -> T:
    """A copy to the bottom. What is no dict or list cannot change, and stays itself: so it takes a third of the time of
    `copy.deepcopy`, which keeps a memo of everything it meets."""
    copy: Any = data
    if isinstance(data, dict):
        copy = {key: copied(value) for key, value in data.items()}
    elif isinstance(data, list):
        copy = [copied(value) for value in data]
    answer: T = copy
    return answer
