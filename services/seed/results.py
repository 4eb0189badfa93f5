"""What came of one reporting period, the last 30 days before today: chiefs' shifts, deliberations, activities."""

from collections.abc import Iterator
from random import Random
from typing import Any

from domain.roles import UnitKind
from models.activity import Activity, ActivitySignup
from models.deliberation import Deliberation
from models.station import ChiefShift
from services.seed.case_results import put_cases
from services.seed.ground import Ground
from services.seed.households import RESIDENTS, Roster
from services.seed.rows import PERIOD_DAYS, Seeding, moment
from services.seed.staff import Staff
from services.seed.stations import StationRow

SERVICES = 1_570
DELIBERATIONS = 126
LAW_ENFORCEMENT = 20
ACTIVITIES, ATTENDED_EACH = 24, 50
"""24 activities with 50 people: 1,200 person-times."""

# Names of activities are the source's; topics are ours.
TITLES = ("绿地认领", "百日清脏", "执法体验日", "一平方认领", "小区彩绘", "流动党史进社区", "爱心义剪", "百件实事")
LAW_TITLES = ("执法下网格：占道经营", "执法下网格：消防通道", "执法下网格：噪音扰民", "执法下网格：违规广告")
TOPICS = (
    ("楼前停车怎么停", "划出车位，给消防通道让路。"),
    ("电动车充电棚建在哪里", "建在小区北门内，由物业管理。"),
    ("广场舞几点结束", "每晚八点半前结束，音量调低。"),
    ("楼道杂物谁来清", "每月第一个周六一起清。"),
    ("小菜园改不改绿地", "留下一半，其余由居民认领。"),
    ("垃圾桶放在哪里", "移到路口两侧，每天清两次。"),
    ("健身器材坏了怎么修", "由物业报修，两周内修好。"),
)


async def put_results(
    seeding: Seeding, ground: Ground, stations: list[StationRow], roster: Roster, staff: Staff
) -> None:
    await seeding.write.put(ChiefShift, _shifts(seeding, ground, stations, staff))
    await seeding.write.put(Deliberation, _deliberations(seeding, ground))
    await seeding.write.put(Activity, _activities(seeding, ground))
    await seeding.write.put(ActivitySignup, _signups(seeding.random("sign-ups")))
    await put_cases(seeding, ground, roster, staff)


def _shifts(seeding: Seeding, ground: Ground, stations: list[StationRow], staff: Staff) -> Iterator[dict[str, Any]]:
    """One chief a station and day, two at the street's: 30 turns a day, 900 in all, each force in its turn."""
    rng = seeding.random("shifts")
    first = ground.of_kind(UnitKind.COMMUNITY)[0].id
    posts = [(station.unit_id, _community_of(ground, station) or first) for station in stations]
    posts.append(posts[0])
    served = _spread(SERVICES, len(posts) * PERIOD_DAYS, rng)
    turns = dict.fromkeys(staff.forces, 0)
    for day in range(PERIOD_DAYS, 0, -1):
        for station_id, community_id in posts:
            forces = staff.forces[community_id]
            force_kind, person_id = forces[turns[community_id] % len(forces)]
            turns[community_id] += 1
            yield {
                "station_id": station_id,
                "person_id": person_id,
                "force_kind": force_kind,
                "on_date": seeding.days_ago(day),
                "served": served.pop(),
            }


def _community_of(ground: Ground, station: StationRow) -> int | None:
    """None for the street's own station."""
    ids = [int(part) for part in ground.units[station.unit_id].path.split("/") if part]
    return next((id_ for id_ in ids if ground.units[id_].kind is UnitKind.COMMUNITY), None)


def _spread(total: int, parts: int, rng: Random) -> list[int]:
    """`total` over so many `parts` at random, at least one each."""
    shares = [1] * parts
    for _ in range(total - parts):
        shares[rng.randrange(parts)] += 1
    return shares


def _deliberations(seeding: Seeding, ground: Ground) -> Iterator[dict[str, Any]]:
    rng, communities = seeding.random("deliberations"), ground.of_kind(UnitKind.COMMUNITY)
    for n in range(DELIBERATIONS):
        topic, decision = TOPICS[n % len(TOPICS)]
        yield {
            "community_id": communities[n % len(communities)].id,
            "topic": topic,
            "held_on": seeding.days_ago(rng.randint(1, PERIOD_DAYS)),
            "decision": decision,
        }


def _activities(seeding: Seeding, ground: Ground) -> Iterator[dict[str, Any]]:
    rng = seeding.random("activities")
    communities, grids = ground.of_kind(UnitKind.COMMUNITY), ground.of_kind(UnitKind.GRID)
    units = [communities[n % len(communities)] for n in range(ACTIVITIES)] + rng.sample(grids, LAW_ENFORCEMENT)
    for n, unit in enumerate(units):
        law = n >= ACTIVITIES
        titles = LAW_TITLES if law else TITLES
        yield {
            "id": n + 1,
            "unit_id": unit.id,
            "kind": "law_enforcement" if law else "activity",
            "title": titles[n % len(titles)],
            "starts_at": moment(seeding.days_ago(rng.randint(1, PERIOD_DAYS)), rng.choice((540, 600, 840, 900))),
            "capacity": None if law else 60,
        }


def _signups(rng: Random) -> Iterator[dict[str, Any]]:
    """Each activity has 50 who came and a few who signed up and did not."""
    for activity_id in range(1, ACTIVITIES + 1):
        people = rng.sample(range(1, RESIDENTS + 1), ATTENDED_EACH + rng.randint(2, 10))
        for n, person_id in enumerate(people):
            yield {"activity_id": activity_id, "person_id": person_id, "attended": n < ATTENDED_EACH}
