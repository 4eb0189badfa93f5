"""How much is measured: a quick run of under three minutes on a quiet machine, and a full one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """
    rounds          how often each contender of a row is measured, in turn
    residents       who write at once
    all_peers       also those that no goal names
    streets         how many times the street is planned for
    pushes          of the storm that Telegram's limits slow down, to `push_chats`
    fast_pushes     of the storm that nothing slows down
    few_cases       and many_cases: what the same page is read from, and how many earlier photos there are
    looks           how often all pages are read
    photos          that come in
    transfers       from one hot account
    """

    name: str
    rounds: int
    residents: int
    all_peers: bool
    streets: tuple[int, ...]
    push_chats: int
    pushes: int
    fast_pushes: int
    few_cases: int
    many_cases: int
    looks: int
    photos: int
    transfers: int


QUICK = Size(
    name="quick",
    rounds=1,
    residents=200,
    all_peers=False,
    streets=(1, 10),
    push_chats=100,
    pushes=500,
    fast_pushes=1_000,
    few_cases=10_000,
    many_cases=200_000,
    looks=5,
    photos=5,
    transfers=200,
)
FULL = Size(
    name="full",
    rounds=5,
    residents=200,
    all_peers=True,
    streets=(1, 10, 100),
    push_chats=500,
    pushes=5_000,
    fast_pushes=5_000,
    few_cases=10_000,
    many_cases=1_000_000,
    looks=5,
    photos=15,
    transfers=2_000,
)
