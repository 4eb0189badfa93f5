from collections import Counter, defaultdict

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import config
from domain.roles import HELD_FOR, Role, UnitKind
from domain.whistle_flow import PARTNERS
from models.people import AgreementAccepted, Care, Chat, Consent, Person, RoleHeld
from models.places import Building, Household, Unit
from models.points import PointsAccount
from services.seed.care import EXPECTED
from services.seed.cast import BY_KEY, CAST
from services.seed.names import SURNAMES
from tests.services.seed.open_vault import OpenVault

VAULT = OpenVault()


async def test_households_have_one_to_five_people_in_their_own_place(session: AsyncSession) -> None:
    query = (
        select(Household.grid_id, Building.grid_id, Household.id, func.count(Person.id))
        .join(Building, Building.id == Household.building_id)
        .join(Person, Person.household_id == Household.id)
        .join(Unit, (Unit.id == Household.grid_id) & (Unit.parent_id == Person.community_id))
        .where(Person.compound_id == Building.compound_id)
        .group_by(Household.id)
    )
    rows = (await session.execute(query)).all()

    assert sum(count for *_, count in rows) == 44_828
    assert len(rows) == await session.scalar(select(func.count()).select_from(Household))
    assert {count for *_, count in rows} == {1, 2, 3, 4, 5}
    assert all(grid == of_building for grid, of_building, *_ in rows)


async def test_personal_data_is_sealed_for_its_row_and_belongs_to_nobody(session: AsyncSession) -> None:
    people = (await session.scalars(select(Person).where(Person.id % 97 == 0))).all()

    for person in people:
        assert person.name
        name = VAULT.open(person.name, f"person:{person.id}:name")
        assert name[0] in SURNAMES
        assert name[1] in "甲乙丙丁戊己庚辛壬癸"
        if person.phone:
            phone = VAULT.open(person.phone, f"person:{person.id}:phone")
            assert phone.startswith("100")
            assert len(phone) == 11
            assert person.phone_index == VAULT.index(phone)
    doors = (await session.scalars(select(Household).where(Household.building_id == 7))).all()
    opened = [VAULT.open(home.door, f"household:{home.id}:door") for home in doors]
    assert opened[0] == "1单元101室"
    assert len(set(opened)) == len(opened)
    for care in await session.scalars(select(Care).where(Care.note.is_not(None))):
        assert care.note
        assert VAULT.open(care.note, f"care:{care.person_id}:{care.category}:note")


async def test_care_has_its_shares_and_agrees_with_the_households(session: AsyncSession) -> None:
    query = select(Care.category, Person.household_id, Person.id).join(Person, Person.id == Care.person_id)
    rows = (await session.execute(query)).all()
    sizes = dict((await session.execute(select(Person.household_id, func.count()).group_by(Person.household_id))).all())

    assert Counter(row.category for row in rows) == EXPECTED
    assert len({(row.category, row.id) for row in rows}) == len(rows)
    assert {sizes[row.household_id] for row in rows if row.category == "living_alone"} == {1}
    assert {sizes[row.household_id] for row in rows if row.category == "empty_nest"} == {1, 2}


async def test_every_role_is_held_for_its_kind_of_unit(session: AsyncSession) -> None:
    rows = await session.execute(select(RoleHeld.role, Unit.kind).join(Unit, Unit.id == RoleHeld.unit_id).distinct())

    kinds = {(Role(role), UnitKind(kind)) for role, kind in rows}

    allowed = {(role, kind) for role in Role if role is not Role.CHIEF for kind in HELD_FOR[role]}
    assert kinds == allowed - {(Role.FORCE, UnitKind.STREET)}


async def test_every_member_of_a_force_is_of_one_kind_that_can_be_called(session: AsyncSession) -> None:
    query = select(RoleHeld.role, RoleHeld.force_kind).distinct()

    found = {(role, kind) for role, kind in await session.execute(query) if kind or role == Role.FORCE}

    kinds = {kind.key for kind in config.load(environment={}).forces.kinds} - {PARTNERS}
    assert found == {(Role.FORCE, kind) for kind in kinds}


async def test_riders_have_agreed_and_have_an_account_all_but_the_cast(session: AsyncSession) -> None:
    held: dict[str, set[int]] = defaultdict(set)
    for role, person_id in await session.execute(select(RoleHeld.role, RoleHeld.person_id)):
        held[role].add(person_id)
    agreed = set(await session.scalars(select(AgreementAccepted.person_id)))
    accounts = set(await session.scalars(select(PointsAccount.person_id).where(PointsAccount.kind == "rider")))
    rider = await session.scalar(select(Chat.person_id).where(Chat.external_id == BY_KEY["rider"].external_id))

    assert agreed == accounts
    assert held[Role.RIDER] - agreed == {rider}
    assert held[Role.RIDER_SUPERVISOR] < agreed


async def test_the_cast_is_known_in_the_chat_but_for_the_outsider(session: AsyncSession) -> None:
    query = (
        select(Chat.external_id, Person, RoleHeld.role, RoleHeld.unit_id, Consent.notice_version)
        .join(Person, Person.id == Chat.person_id)
        .join(RoleHeld, RoleHeld.person_id == Person.id)
        .join(Consent, Consent.person_id == Person.id)
        .where(Chat.channel == "webchat", Chat.language == "zh")
    )
    known = {row.external_id: row for row in (await session.execute(query)).all()}
    cast = {member.key: known.get(member.external_id) for member in CAST}

    assert [member.external_id for member in CAST] == list(range(1001, 1009))
    assert cast.pop("outsider") is None
    roles = {key: row.role for key, row in cast.items() if row}
    assert roles == {
        "resident": "resident",
        "elderly": "resident",
        "rider": "rider",
        "worker": "grid_worker",
        "officer": "community_staff",
        "merchant": "merchant",
        "street": "street_staff",
    }
    for key, row in cast.items():
        assert row
        assert row.Person.name
        assert VAULT.open(row.Person.name, f"person:{row.Person.id}:name") == BY_KEY[key].name


async def test_the_casts_worker_has_the_residents_and_every_cadence(session: AsyncSession) -> None:
    query = select(Chat.external_id, Person).join(Person, Person.id == Chat.person_id)
    at = dict((await session.execute(query)).all())
    worker, resident, elderly = (at[BY_KEY[key].external_id] for key in ("worker", "resident", "elderly"))
    grid = await session.scalar(select(RoleHeld.unit_id).where(RoleHeld.person_id == worker.id))
    homes = set(await session.scalars(select(Household.id).where(Household.grid_id == grid)))
    care = select(Care.category, Person.household_id).join(Person, Person.id == Care.person_id)
    in_grid = {category for category, home in (await session.execute(care)).all() if home in homes}
    community = await session.scalar(select(Unit.name).where(Unit.id == resident.community_id))

    assert {resident.household_id, elderly.household_id} <= homes
    assert elderly.large_type
    assert in_grid == set(EXPECTED)
    assert len(homes) > 100
    assert community == "长江社区"
