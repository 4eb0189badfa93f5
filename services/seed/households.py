"""Who lives where: exactly 44,828 people behind some 17,900 doors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from models.people import Person
from models.places import Household
from services.seed.cast import BY_KEY
from services.seed.ground import Ground
from services.seed.names import SURNAMES, person_name, phone_number
from services.seed.rows import Home, Row, Seeding

RESIDENTS = 44_828
"""From the source."""
SIZES, SIZE_WEIGHTS = (1, 2, 3, 4, 5), (22, 33, 25, 13, 7)
"""People in a household, and how often; 2.5 in the middle."""
CAST_GRID = 3
"""The cast lives in the third grid of 长江社区."""
FLOORS, DOORS_A_FLOOR = 7, 2


@dataclass(frozen=True)
class Roster:
    """All homes, by grid, and the two residents of the cast. Residents have the ids 1 to RESIDENTS."""

    homes: list[Home]
    by_grid: dict[int, list[Home]]
    cast_grid: int
    resident: Home
    elderly: Home

    @property
    def cast_names(self) -> dict[int, str]:
        return {
            self.resident.first_person: BY_KEY["resident"].name,
            self.elderly.first_person: BY_KEY["elderly"].name,
        }


def make_roster(ground: Ground, cast_grid: int, rng: Random) -> Roster:
    """The same number of doors in every building, give or take one."""
    sizes = list(_sizes(rng))
    homes: list[Home] = []
    by_grid: dict[int, list[Home]] = {}
    first = 1
    for n, building in enumerate(ground.buildings):
        share = sizes[n * len(sizes) // len(ground.buildings) : (n + 1) * len(sizes) // len(ground.buildings)]
        community = ground.community_of(building.grid_id).id
        for size in share:
            home = Home(len(homes) + 1, building.id, building.grid_id, community, building.compound_id, first, size)
            homes.append(home)
            by_grid.setdefault(building.grid_id, []).append(home)
            first += size
    own = by_grid[cast_grid]
    resident = next(home for home in own if home.size == 3)
    elderly = next(home for home in own if home.size == 1)
    return Roster(homes, by_grid, cast_grid, resident, elderly)


def _sizes(rng: Random) -> Iterator[int]:
    left = RESIDENTS
    while left:
        size = min(left, rng.choices(SIZES, SIZE_WEIGHTS)[0])
        left -= size
        yield size


async def put_residents(seeding: Seeding, roster: Roster) -> None:
    await seeding.write.put(Household, _households(seeding, roster))
    await seeding.write.put(Person, _residents(seeding, roster))
    for _ in range(RESIDENTS):
        next(seeding.next_person)


def _households(seeding: Seeding, roster: Roster) -> Iterator[Row]:
    rng, building, place = seeding.random("households"), 0, 0
    for home in roster.homes:
        place = place + 1 if home.building_id == building else 1
        building = home.building_id
        yield {
            "id": home.id,
            "building_id": home.building_id,
            "grid_id": home.grid_id,
            "door": seeding.vault.seal(_door(place), f"household:{home.id}:door"),
            "walk_order": place,
            "since": seeding.days_ago(rng.randint(200, 5_000)),
        }


def _door(place: int) -> str:
    """The 17th door of a building is 2单元202室: two doors a floor, seven floors a staircase."""
    staircase, at = divmod(place - 1, FLOORS * DOORS_A_FLOOR)
    floor, side = divmod(at, DOORS_A_FLOOR)
    return f"{staircase + 1}单元{floor + 1}{side + 1:02d}室"


def _residents(seeding: Seeding, roster: Roster) -> Iterator[Row]:
    """A family mostly shares its surname; the first of a household has a phone, the others more often than not."""
    rng, names = seeding.random("residents"), roster.cast_names
    for home in roster.homes:
        surname = rng.choice(SURNAMES)
        for person_id in home.people:
            own = person_name(rng, surname if rng.random() < 0.6 else None)
            reachable = person_id == home.first_person or rng.random() < 0.6
            yield person_row(
                seeding,
                person_id,
                names.get(person_id, own),
                phone=reachable,
                home=home,
                large_type=person_id == roster.elderly.first_person,
            )


def person_row(
    seeding: Seeding,
    person_id: int,
    name: str,
    *,
    phone: bool = True,
    home: Home | None = None,
    large_type: bool = False,
) -> dict[str, Any]:
    """Everybody has the same columns; who lives elsewhere has no home here."""
    number = phone_number(person_id)
    return {
        "id": person_id,
        "created_at": seeding.now - timedelta(days=400),
        "name": seeding.seal_name(person_id, name),
        "phone": seeding.seal_phone(person_id, number) if phone else None,
        "phone_index": seeding.vault.index(number) if phone else None,
        "language": "zh",
        "large_type": large_type,
        "community_id": home.community_id if home else None,
        "compound_id": home.compound_id if home else None,
        "household_id": home.id if home else None,
    }
