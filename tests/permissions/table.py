"""For every use case that takes an id or a number: about what, and who is let in. Everybody else meets a closed door.

The one place to change when a use case comes; `test_permissions` fails for one that is not here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.cadence import WindowState
from domain.case_flow import CaseKind, Move
from domain.errors import DomainError, NotAllowed, NotFound
from domain.leave_errors import LeaveMovedOn
from domain.roles import Role
from domain.voucher_errors import VoucherElsewhere
from services.visit.home_moves import Stood
from services.visit.home_places import Target
from services.visit.leave import Wish
from services.visit.visit_corrections import Fix
from tests.permissions import things as a
from tests.permissions import visit_things as v
from tests.permissions.things import HEARD, MORE, Make, S
from tests.permissions.world import MERCHANT, PEOPLE, STATION
from tests.support.cases import filing
from tests.support.neighbours import NEAR, NEW_DOOR
from tests.support.street import COMMUNITY, GRID_1, GRID_2, LI, OTHER_COMMUNITY, STREET, WANG
from tests.support.wishes import PHOTO, WORDING

EVERYBODY = frozenset(PEOPLE)
IN_STREET = frozenset(name for name in PEOPLE if not name.endswith("_abroad"))
ADMINS = frozenset({"street", "admin"})
OFFICE = ADMINS | {"office"}
DESK = OFFICE | {"worker"}
OWNER = frozenset({"reporter"})
KEEPERS = frozenset({"office", "street"})
KEEPERS_ANYWHERE = frozenset(name for name in PEOPLE if name.startswith(("office", "street")))
SATURDAY = a.TODAY + 3 * a.ONE_DAY
WRONG = Fix("fix-1", None, "记错了")
OVER = (LeaveMovedOn,)
"""What somebody who may see a leave hears of a step that is not theirs."""
CLOSED: tuple[type[DomainError], ...] = (NotFound, NotAllowed)
"""What a stranger hears: not found, or not theirs."""


@dataclass(frozen=True)
class Entry:
    """`allowed` are let in; `closed` says what the others hear besides not found and not allowed."""

    make: Make
    allowed: frozenset[str]
    closed: tuple[type[DomainError], ...] = ()
    named: Mapping[str, Any] = field(default_factory=dict)


TABLE: dict[str, Entry] = {
    # cases: looking
    "case.case_views.case_card": Entry(a.case(), DESK | OWNER),
    "case.case_choices.candidates": Entry(a.case(), DESK),
    "case.case_choices.categories": Entry(a.case(), DESK),
    "case.case_choices.communities": Entry(a.case(), DESK),
    "case.case_choices.grids": Entry(a.case(), DESK),
    "case.case_choices.handlers": Entry(a.case(), DESK),
    "case.case_choices.name_of": Entry(a.fixed(GRID_1), EVERYBODY),
    "case.case_contact.look_up": Entry(a.for_somebody, frozenset({"worker", "office"})),
    "case.case_merge.can_merge": Entry(a.two_cases, DESK),
    "case.case_words.standing": Entry(a.case(), OWNER),
    "whistle.whistle_tasks.look_signed_off": Entry(a.case(S.HANDLING), DESK | OWNER),
    "wish.wish_views.of_case": Entry(a.case(kind=CaseKind.WISH), DESK | OWNER),
    # cases: doing
    "case.case_moves.move": Entry(a.moved(S.SUBMITTED, Move.ACCEPT), DESK),
    "case.case_words.say": Entry(a.case(S.SUBMITTED, MORE), OWNER),
    "case.case_rating.rate": Entry(a.checked(5), OWNER),
    "case.case_rating.to_the_street": Entry(a.checked("还是坏的"), OWNER),
    "case.case_nearby.join": Entry(a.case(kind=CaseKind.HAZARD), EVERYBODY),
    "whistle.whistles.blow": Entry(a.call_for, DESK),
    "whistle.whistle_views.offers": Entry(a.case(S.HANDLING), DESK),
    "whistle.whistle_unheard.ring_list": Entry(a.call(), DESK),
    "whistle.whistle_views.board": Entry(a.case(S.HANDLING), DESK),
    "wish.wishes.offer": Entry(a.case(kind=CaseKind.WISH, category="things", compound_id=1), OWNER),
    # calling back
    "case.case_callback_views.card": Entry(a.called_back(), OFFICE),
    "case.case_callback.look_up": Entry(a.called_back(), OFFICE),
    "case.case_callback.ask": Entry(a.called_back(), OFFICE),
    "case.case_callback.record": Entry(a.called_back(0, HEARD), OFFICE),
    "case.case_callback.answer": Entry(a.called_back(HEARD, asked=True), OWNER),
    "case.case_callback_views.is_asked": Entry(a.called_back(asked=True), OWNER),
    # whistles
    "whistle.whistle_views.task": Entry(a.call(), DESK | {"force"}),
    "whistle.whistles.report_in": Entry(a.call(), frozenset({"force"})),
    "whistle.whistles.decline": Entry(a.call("不在"), frozenset({"force"})),
    "whistle.whistles.sign_off": Entry(a.call("修好了", taken=True), frozenset({"force"})),
    "whistle.whistles.hand_back": Entry(a.call("走不开", taken=True), frozenset({"force"})),
    "whistle.whistles.call_off": Entry(a.call("不用了"), DESK),
    # wishes
    "wish.wish_views.wish_card": Entry(a.wish("offered"), OFFICE | OWNER),
    "wish.wish_views.told": Entry(a.wish("taken"), OWNER | {"partner"}),
    "wish.wishes.reword": Entry(a.wish("offered", WORDING), OFFICE),
    "wish.wishes.decline": Entry(a.wish("offered", "不合适"), OFFICE),
    "wish.wishes.approve": Entry(a.wish("worded"), OFFICE),
    "wish.wishes.withdraw": Entry(a.wish("offered"), OWNER),
    "wish.wishes.choose_photo": Entry(a.wish("offered", PHOTO), OWNER),
    "wish.wishes.share_contact": Entry(a.wish("taken", "13800000000"), OWNER),
    "wish.wishes.show_fulfilled": Entry(a.wish("fulfilled"), OWNER),
    "wish.wish_takeups.take_up": Entry(a.wish("wall"), frozenset({"partner", "merchant", "force", "force_beside"})),
    "wish.wish_takeups.give_back": Entry(a.wish("taken", "来不及"), frozenset({"partner"})),
    "wish.wish_takeups.fulfil": Entry(a.wish("taken", "送到了", [PHOTO]), frozenset({"partner"})),
    "wish.wish_takeups.ask": Entry(a.wish("taken", "几度的？"), frozenset({"partner"})),
    "wish.wish_takeups.reply": Entry(a.wish("taken", "三百度"), OWNER),
    "wish.wish_takeups.thank": Entry(a.wish("fulfilled", "谢谢"), OWNER),
    "wish.wish_takeups.contact": Entry(a.wish("contact"), frozenset({"partner"})),
    # figures and lists of a unit
    "rate.rates.figures": Entry(a.fixed(a.asked()), OFFICE),
    "rate.rates.counted_cases": Entry(a.fixed(a.asked(), None, 0), OFFICE),
    "visit.coverage.figures": Entry(a.fixed(v.asked()), OFFICE),
    "visit.coverage.workers": Entry(a.fixed(v.asked()), OFFICE),
    "visit.coverage_rows.counted_windows": Entry(a.fixed(v.asked(), WindowState.MISSED), OFFICE),
    "visit.red_spots.red_units": Entry(a.fixed(COMMUNITY), OFFICE),
    "visit.worker_month.worker_month": Entry(a.fixed(WANG, *v.MONTH), DESK),
    "whistle.duty_roster.board": Entry(a.fixed(COMMUNITY, a.TODAY), KEEPERS),
    "whistle.duty_roster.kinds_of": Entry(a.fixed(COMMUNITY), KEEPERS),
    "whistle.duty_roster.candidates": Entry(a.fixed(COMMUNITY, "building_heads", a.TODAY, "all_day"), KEEPERS),
    "whistle.duty_roster.put_down": Entry(a.put_down, KEEPERS),
    "whistle.duty_roster.take_back": Entry(a.duty, KEEPERS),
    # roles
    "people.invitations.invite": Entry(a.fixed(Role.GRID_WORKER, GRID_2), frozenset({"office"})),
    "people.invitations.endable": Entry(a.held_by("worker_beside"), frozenset({"office"})),
    "people.invitations.end_role": Entry(a.held_by("worker_beside"), frozenset({"office"})),
    "people.invitations.holder": Entry(a.held_by("worker_beside"), EVERYBODY),
    "people.invitations.offered": Entry(a.token, EVERYBODY),
    "people.invitations.accept": Entry(a.token, EVERYBODY),
    # phones and letter boxes
    "people.phones.answer": Entry(a.claim, frozenset({"worker", "office"}), named={"known": True}),
    "privacy.erasure.going_of": Entry(a.resident_of, frozenset({"office"})),
    "privacy.erasure.erase_for": Entry(a.resident_of_now, frozenset({"office"})),
    "people.phones.is_open": Entry(a.claim_only, EVERYBODY),
    "case.mailboxes.by_code": Entry(a.box(code=True), EVERYBODY),
    "case.mailboxes.by_id": Entry(a.box(), EVERYBODY),
    "case.mailboxes.file_letter": Entry(a.posted(), frozenset({"worker", "worker_beside"})),
    "case.mailboxes.drop": Entry(a.posted(code=True), EVERYBODY),
    "case.cases.submit": Entry(a.fixed(filing()), EVERYBODY),
    "case.case_solved.submit_solved": Entry(a.hazard_filed, EVERYBODY),
    "case.collecting.file_for_somebody": Entry(a.fixed(filing(unit_id=GRID_1)), frozenset({"worker"})),
    "case.case_place.locate": Entry(a.fixed(None, None, 1), EVERYBODY),
    # places that everybody knows
    "people.people.communities": Entry(a.fixed(STREET), EVERYBODY),
    "people.people.compounds": Entry(a.fixed(COMMUNITY), EVERYBODY),
    "people.people.settle": Entry(a.fixed(COMMUNITY, 1), EVERYBODY),
    "station.stations.station": Entry(a.open_station, EVERYBODY),
    "station.check_ins.day_code": Entry(a.open_station, OFFICE | {"chief"}),
    "station.faults.report_fault": Entry(a.broken_provision, EVERYBODY),
    # the roster of residents
    "roster.scope.scope_of": Entry(a.fixed(COMMUNITY), KEEPERS),
    "roster.roster_export.places": Entry(a.fixed(COMMUNITY), KEEPERS),
    "roster.roster_export.residents": Entry(a.fixed(COMMUNITY), KEEPERS),
    "roster.roster_export.workers": Entry(a.fixed(COMMUNITY), KEEPERS),
    "roster.roster_export.give_out": Entry(a.fixed(COMMUNITY), KEEPERS),
    "roster.roster_files.take": Entry(a.fixed("file", "名册.xlsx", 1), KEEPERS_ANYWHERE),
    "roster.roster_files.outcome": Entry(a.roster_file, frozenset({"office"})),
    "roster.roster_files.card": Entry(a.roster_file, frozenset({"office"})),
    "roster.roster_files.look": Entry(a.roster_file, frozenset({"office"})),
    "roster.roster_files.confirm": Entry(a.roster_file, frozenset({"office"}), named={"ends_gone": False}),
    "roster.roster_files.leave": Entry(a.roster_file, frozenset({"office"})),
    # rewards
    "points.reward_views.place": Entry(a.stock(), IN_STREET),
    "points.rewards.redeem": Entry(a.stock("request-9"), IN_STREET),
    "points.reward_views.my_voucher": Entry(a.voucher, frozenset({"rider"})),
    "points.rewards.cancel": Entry(a.voucher, frozenset({"rider"})),
    "points.reward_views.check": Entry(a.voucher, frozenset({"merchant"}), (VoucherElsewhere,)),
    "points.rewards.honour": Entry(a.voucher, frozenset({"merchant"}), (VoucherElsewhere,)),
    "points.offers.reprice": Entry(a.fixed("haircut", "150"), ADMINS | {"street_abroad", "admin_abroad"}),
    "points.offers.limit": Entry(a.fixed("haircut", "2"), ADMINS | {"street_abroad", "admin_abroad"}),
    "points.offers.check_new": Entry(a.fixed("洗衣液"), ADMINS | {"street_abroad", "admin_abroad"}),
    "points.offers.check_shop": Entry(a.fixed("面馆"), KEEPERS_ANYWHERE | {"admin", "admin_abroad"}),
    "points.offers.restock": Entry(a.fixed("heat_patches", STATION, "5"), OFFICE),
    "points.offers.bring_in": Entry(a.fixed(COMMUNITY, "面馆"), OFFICE),
    "points.statements.statement": Entry(a.fixed(MERCHANT, a.TODAY), OFFICE | {"merchant"}),
    # photos that are looked at before they pay
    "points.photo_views.check": Entry(a.photo(held=True), OWNER),
    "points.photo_views.ruling": Entry(a.photo(), OFFICE),
    "points.photo_rulings.rule": Entry(a.photo(0), OFFICE, named={"pays": True, "why": "不是同一张"}),
    "points.photo_rulings.appeal": Entry(a.photo("不是同一张", held=True), OWNER),
    # homes
    "visit.visits.home_for": Entry(a.home(), frozenset({"worker", "office"})),
    "visit.visits.household": Entry(a.home(), frozenset({"worker", "office"})),
    "visit.unmet_cases.known": Entry(v.unmet, frozenset({"worker", "office"})),
    "visit.unmet_cases.nobody_opened": Entry(a.home(), frozenset({"worker", "office", "street"})),
    "visit.visit_log.check_first_day": Entry(a.home(a.TODAY - a.ONE_DAY), frozenset({"worker", "office"})),
    "visit.visit_log.log_visit": Entry(a.home(a.VISIT), frozenset({"worker", "office"})),
    "visit.visit_log.add_note": Entry(v.visited("都好"), frozenset({"worker"})),
    # a grid goes to another worker
    "visit.visits.past": Entry(a.home(6), frozenset({"worker", "office"})),
    "visit.visit_corrections.wants_reason": Entry(v.visited(), frozenset({"worker", "office"})),
    "visit.visit_corrections.correct": Entry(v.visited(WRONG), frozenset({"worker", "office"})),
    "visit.rest_duty.choices": Entry(a.fixed(GRID_1), frozenset({"office"})),
    "visit.rest_duty.name": Entry(a.fixed(SATURDAY, GRID_1, LI), frozenset({"office"})),
    "visit.handover.grid_card": Entry(a.fixed(GRID_1, 0), frozenset({"office"})),
    "visit.handover.taker": Entry(a.fixed(GRID_1, LI), frozenset({"office"})),
    "visit.handover.hand_over": Entry(a.fixed(GRID_1, LI), frozenset({"office"})),
    "visit.handover.name_of": Entry(a.fixed(GRID_1), EVERYBODY),
    "visit.home_moves.movable": Entry(a.home(), frozenset({"office"})),
    "visit.home_moves.preview": Entry(a.home(Target(GRID_2)), frozenset({"office"})),
    "visit.home_moves.look_at": Entry(a.home(Target(GRID_2)), frozenset({"office"})),
    "visit.home_moves.move": Entry(a.home(Stood(GRID_1, 1), Target(GRID_2)), frozenset({"office"})),
    "visit.home_moves.address_for": Entry(a.home(), frozenset({"worker", "office"})),
    "visit.home_moves.building_name": Entry(a.fixed(1), EVERYBODY),
    "visit.person_moves.preview": Entry(a.resident_going, frozenset({"office"})),
    "visit.person_moves.look_at": Entry(a.resident_going, frozenset({"office"})),
    "visit.person_moves.move": Entry(a.resident_leaving, frozenset({"office"})),
    "visit.home_offer_views.communities": Entry(a.home(), frozenset({"office"})),
    "visit.home_offer_views.open_offer": Entry(a.home(None), frozenset({"office"})),
    "visit.home_offer_views.proposal": Entry(a.home(None, OTHER_COMMUNITY), frozenset({"office"})),
    "visit.home_offer_views.offer": Entry(v.offered(), frozenset({"office", "office_beside"})),
    "visit.home_offer_views.compounds": Entry(v.offered(), frozenset({"office_beside"})),
    "visit.home_offer_views.buildings": Entry(v.offered(NEAR), frozenset({"office_beside"})),
    "visit.home_offer_views.arrival": Entry(v.offered(NEW_DOOR), frozenset({"office_beside"})),
    "visit.home_offers.accept": Entry(v.offered(NEW_DOOR), frozenset({"office_beside"})),
    "visit.home_offers.decline": Entry(v.offered("没有这户"), frozenset({"office_beside"})),
    "visit.home_offers.withdraw": Entry(v.offered(), frozenset({"office"})),
    "visit.home_choices.where": Entry(a.home(), frozenset({"office"})),
    "visit.home_choices.grids": Entry(a.home(), frozenset({"office"})),
    "visit.home_choices.compounds": Entry(a.home(), frozenset({"office"})),
    "visit.home_choices.buildings": Entry(a.home(1), frozenset({"office"})),
    "visit.home_choices.buildings_in": Entry(a.fixed(GRID_1), frozenset({"office"})),
    "visit.home_choices.doors_in": Entry(a.fixed(GRID_1, 1), frozenset({"office"})),
    "visit.visit_wishes.days_for": Entry(a.home(), frozenset({"worker", "office"})),
    "visit.visit_wishes.put_off": Entry(a.home(None), frozenset({"worker", "office"})),
    "visit.visit_wishes.begin_at": Entry(a.fixed(1), EVERYBODY),  # where one's own round begins
    "visit.duty_gaps.of_community": Entry(a.fixed(COMMUNITY, a.TODAY), OFFICE),
    # leave
    "visit.leave_access.leave_for": Entry(v.leave_of_worker(), KEEPERS | {"worker"}),
    "visit.leave_views.leave": Entry(v.leave_of_worker(), KEEPERS | {"worker"}),
    "visit.leave_views.choices": Entry(v.leave_of_worker(), KEEPERS | {"worker"}),
    "visit.leave_access.may_enter": Entry(a.fixed(WANG), KEEPERS),
    "visit.leave.check_days": Entry(a.fixed(SATURDAY, SATURDAY, WANG), KEEPERS | {"worker"}),
    "visit.leave.enter": Entry(a.fixed(WANG, Wish("w9", SATURDAY, SATURDAY)), KEEPERS),
    "visit.leave.grant": Entry(v.leave_of_worker(None), KEEPERS, OVER),
    "visit.leave.refuse": Entry(v.leave_of_worker(), KEEPERS, OVER),
    "visit.leave.name": Entry(v.leave_of_worker(LI, stage="granted"), KEEPERS, OVER),
    "visit.leave.cancel": Entry(v.leave_of_worker(), frozenset({"worker"}), OVER),
    "visit.leave.accept": Entry(v.leave_of_worker(stage="granted"), frozenset({"worker_beside"}), OVER),
    "visit.leave.decline": Entry(v.leave_of_worker(stage="covered"), frozenset({"worker_beside"}), OVER),
    "visit.leave.come_back": Entry(v.leave_of_worker(stage="away"), KEEPERS | {"worker"}, OVER),
}

FOR_PUSHES = {
    "visit.visit_facts.building_of",
    "privacy.export.part",
    "case.case_alarm_views.told_alone",
    "case.case_views.event_line",
    "case.case_words.open_case_of",
    "visit.visit_digest.digest",
    "visit.visit_digest.remainder",
    "wish.wish_views.files_of",
}
"""Named by a row of the outbox and never by anything that somebody sends: asked for in the composers of pushes only."""

ELSEWHERE = {
    "case.case_look.card": "tests/handlers/rider/test_looks.py",
    "case.case_look.look": "tests/handlers/rider/test_looks.py",
    "case.case_thanks.thank": "tests/handlers/case/test_thanks.py",
    "case.case_thanks.received": "tests/handlers/case/test_thanks.py",
    "rider.board.stand_on_board": "tests/handlers/rider/test_standing.py",
    "rider.board.say_area": "tests/handlers/rider/test_standing.py",
    "rider.supervisors.card": "tests/handlers/rider/test_supervisors.py",
    "rider.supervisors.appoint": "tests/handlers/rider/test_supervisors.py",
    "rider.supervisors.end": "tests/handlers/rider/test_supervisors.py",
    "rider.rider_staff.riders_seen": "tests/handlers/rider/test_standing.py",
    "rider.rider_staff.rider_seen": "tests/handlers/rider/test_standing.py",
    "rider.rider_staff.close_agreement": "tests/handlers/rider/test_standing.py",
    "rider.rider_staff.open_agreement": "tests/handlers/rider/test_standing.py",
    "visit.visit_escalation_views.short_together": "tests/services/visit/test_visit_escalation.py",
    "station.check_ins.by_code": "tests/services/station/test_check_ins.py",
    "station.check_ins.by_place": "tests/services/station/test_check_ins.py",
    "case.case_words.change_message": "tests/services/case/test_case_reporter.py",  # a message of one's own chat
    "case.case_words.message_is_known": "tests/services/case/test_case_reporter.py",
    "case.case_nearby.same_compound": "tests/services/test_streets.py",
    "case.case_nearby.similar": "tests/services/test_streets.py",
}
"""Tried there with people of their own."""
