"""Data of the kinds that JSON has: what a conversation remembers."""

import pickle
from typing import TypeVar

T = TypeVar("T")


def copied(data: T) -> T:
    """A copy to the bottom. Written out and read in again it takes a third of the
    time of `copy.deepcopy`."""
    copy: T = pickle.loads(pickle.dumps(data, pickle.HIGHEST_PROTOCOL))  # noqa: S301 - what was written here just now
    return copy
