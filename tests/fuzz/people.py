"""The small street with something in it to tap on: riders, homes to visit, cases in every state."""

from sqlalchemy import update

from domain.case_flow import CaseKind, CaseState
from models.database import Database
from models.people import Consent, Person
from services.visit.visit_windows import open_windows
from tests.support.cases import REPORTER, case_in
from tests.support.riders import CHEN, LIN, ZHENG, with_riders
from tests.support.street import COMMUNITY, LI, OUTSIDER, STRANGE_STAFF, WANG, WU, ZHAO, ZHOU, Street, at, street_on

STAFF = (WANG, LI, ZHAO, ZHOU, WU, OUTSIDER, STRANGE_STAFF)
STRANGERS = (901, 902)
EVERYBODY = (*STAFF, CHEN, LIN, ZHENG, *STRANGERS)


async def busy_street(database: Database) -> Street:
    now = at("2026-11-18")
    street = await with_riders(await street_on(database, now))
    version = street.door.settings.street.notice_version
    await street.add(*(Consent(person_id=who, notice_version=version, given_at=now) for who in STAFF))
    async with street.door.database.write() as session:
        home = update(Person).where(Person.id.in_((REPORTER, CHEN)))
        await session.execute(home.values(community_id=COMMUNITY, compound_id=1))
    for care in (("key_person", "disabled"), ("needy",), ()):
        await street.household(care)
    await street.door.act(open_windows, now.date())
    for state in CaseState:
        for kind in (CaseKind.WISH, CaseKind.COMPLAINT):
            await case_in(street, state, kind)
    return street
