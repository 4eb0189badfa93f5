"""A photo finds the earlier ones that it looks like, the nearest first."""

import random

from services.photo_looks import AT_MOST, Looks

TURNS = 8


def bits(look: int, *flipped: int) -> int:
    for bit in flipped:
        look ^= 1 << bit
    return look


def test_the_nearest_come_first_and_none_beyond_the_distance() -> None:
    looks = Looks()
    looks.add([(1, bits(7, 1, 2, 3)), (2, 7), (3, bits(7, *range(10, 25))), (4, bits(7, 60))])

    assert looks.near([7], 14) == [(0, 2), (1, 4), (3, 1)]


def test_any_turn_of_it_is_enough() -> None:
    looks = Looks()
    looks.add([(1, -5), (2, 1 << 40)])

    assert looks.near([0, 3, -5], 0) == [(0, 1)]


def test_it_agrees_with_counting_bit_by_bit() -> None:
    chance = random.Random(5)
    rows = [(n, chance.getrandbits(64) - 2**63) for n in range(1, 3000)]
    looks = Looks()
    for n in range(0, len(rows), 700):
        looks.add(rows[n : n + 700])
    turns = [chance.getrandbits(64) - 2**63 for _ in range(TURNS)]

    plain = sorted((min(((look ^ turn) % 2**64).bit_count() for turn in turns), media) for media, look in rows)

    assert looks.near(turns, 24) == [pair for pair in plain if pair[0] <= 24][:AT_MOST]
