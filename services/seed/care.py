"""Who is visited more often and why, at plausible shares of the residents."""

from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from models.people import Care
from services.seed.households import RESIDENTS, Roster
from services.seed.rows import Seeding

SHARES = {
    "key_person": 0.004,
    "disabled": 0.015,
    "empty_nest": 0.025,
    "living_alone": 0.02,
    "needy": 0.01,
    "veteran": 0.015,
}
"""Share of all residents by care category; a person may fall under several."""
EXPECTED = {category: round(RESIDENTS * share) for category, share in SHARES.items()}
NOTES = {
    "key_person": "情况已了解，敲门前先打电话。",
    "disabled": "行动不便，敲门后请多等一会儿。",
    "empty_nest": "子女在外地，周末通电话。",
    "living_alone": "听力不太好，请按两次门铃。",
    "needy": "已帮助申请补助，等结果。",
    "veteran": "愿意来站点帮忙。",
}
NOTED = 0.3
"""Share of the entries that have a note."""


Carees = dict[str, list[int]]
"""People by the category that they fall under."""


def make_care(seeding: Seeding, roster: Roster) -> Carees:
    rng = seeding.random("care")
    return {category: _chosen(category, count, roster, rng) for category, count in EXPECTED.items()}


async def put_care(seeding: Seeding, care: Carees) -> None:
    await seeding.write.put(Care, _rows(seeding, care))


def _rows(seeding: Seeding, care: Carees) -> Iterator[dict[str, Any]]:
    rng = seeding.random("care notes")
    for category, people in care.items():
        for person_id in people:
            bound_to = f"care:{person_id}:{category}:note"
            yield {
                "person_id": person_id,
                "category": category,
                "starts_on": seeding.days_ago(rng.randint(40, 900)),
                "note": seeding.vault.seal(NOTES[category], bound_to) if rng.random() < NOTED else None,
            }


def _chosen(category: str, count: int, roster: Roster, rng: Random) -> list[int]:
    """Who lives alone does so in the tables too; every grid has a key person; the cast's resident is under no care."""
    spared = roster.resident.first_person
    match category:
        case "key_person":
            first = [rng.choice(homes[-1].people) for homes in roster.by_grid.values()]
            return first + _sample(range(1, RESIDENTS + 1), count - len(first), {*first, spared}, rng)
        case "living_alone":
            alone = [home.first_person for home in roster.homes if home.size == 1]
            elderly = roster.elderly.first_person
            return [elderly, *_sample(alone, count - 1, {elderly}, rng)]
        case "empty_nest":
            couples = [home for home in roster.homes if home.size == 2]
            both = [person for home in rng.sample(couples, count // 2) for person in home.people]
            alone = [home.first_person for home in roster.homes if home.size == 1]
            return both + _sample(alone, count - len(both), set(), rng)
        case _:
            return _sample(range(1, RESIDENTS + 1), count, {spared}, rng)


def _sample(people: Iterable[int], count: int, spared: set[int], rng: Random) -> list[int]:
    return rng.sample([person for person in people if person not in spared], count)
