"""What every column says of people, and what becomes of it when somebody is erased. A column that is not here fails the
tests, and so does one whose words are still found afterwards (tests/services/privacy)."""

from collections.abc import Iterator
from enum import StrEnum


class Fate(StrEnum):
    NOTHING = "nothing"
    """Says nothing of anybody."""
    GONE = "gone"
    """What somebody said or is known by. Emptied, or gone with its row."""
    ROW = "row"
    """Of no use without its row, which goes."""
    UNNAMED = "unnamed"
    """Words that others need: they stay, without names and long numbers; of cases that are over, not even so."""
    NUMBER = "number"
    """Leads to a row of which nothing is left but its number. Counts and ledger rest on it."""
    WORK = "work"
    """What somebody did or wrote for others, in a role that has ended since."""


def of(
    nothing: str = "", *, gone: str = "", row: str = "", unnamed: str = "", number: str = "", work: str = ""
) -> dict[str, Fate]:
    """The columns of a table, by what becomes of them."""
    fates = zip(Fate, (nothing, gone, row, unnamed, number, work), strict=True)
    return {column: fate for fate, columns in fates for column in columns.split()}


COLUMNS: dict[str, dict[str, Fate]] = {
    # who somebody is
    "person": of("id created_at language large_type moved_in_on moved_out_on erased_at",
        gone="name phone phone_index number number_index nickname", row="community_id compound_id household_id"),
    "earlier_home": of(row="person_id household_id since until"),
    "chat": of("id channel created_at language blocked_at sending_until", gone="external_id", row="person_id"),
    "consent": of(row="person_id notice_version given_at"),
    "phone_claim": of(gone="phone_index", row="id person_id claimed_at proven_at refused_at", number="answered_by"),
    "quieted": of(row="person_id notice until"),
    "role_held": of("id", number="person_id role unit_id starts_on ends_on force_kind"),
    "invitation": of("token_hash role unit_id expires_at used_at force_kind", number="issued_by used_by"),
    "data_export": of(row="id person_id chat_id asked_at parts"),
    "erasure": of("id at way", number="person_id by"),
    "access_log": of("id at what street_id", number="actor_id subject_id"),
    # what was said in chats
    "inbox": of("id channel update_id received_at done_at attempts", gone="payload error", row="chat_id"),
    "conversation": of(gone="state data", row="chat_id updated_at"),
    "outbox": of(gone="message error", row="id key chat_id urgency created_at not_before notice attempts begun_at "
        "sent_at dead_at"),
    "card": of(row="chat_id name message_id"),
    "media": of("id kind created_at next_try_at state attempts mime width height size duration",
        gone="file_id unique_id sha256", row="chat_id"),
    "media_copy": of("channel", gone="sha256 file_id"),
    "photo_look": of(row="id media_id look"),
    "photo_like": of(row="media_id like_id distance"),
    "chat_to_forget": of(row="chat_id since next_try_at"),
    "file_to_forget": of("since", gone="sha256"),
    # cases
    "case": of("id number kind state category route collected street_id created_at respond_by resolve_by submission "
        "community_id grid_id compound_id anonymous danger proposed confidence joined_to supporters reopened "
        "responded_at resolved_at suspended_until closed_at clock_from next_alarm_at due_by version",
        gone="contact_name contact_phone contact_phone_index", row="household_id lat lon cell", unnamed="words",
        number="reporter_id", work="filed_by handler_id resolved_by"),
    "case_event": of("id case_id at move to_state from_state party grid_id other_id category until unit_id "
        "category_then respond_by", row="lat lon", unnamed="note", number="actor_id", work="handler_id"),
    "case_media": of(row="case_id media_id event_id"),
    "case_source": of(gone="words", row="chat_id message_id case_id"),
    "case_follower": of(row="case_id person_id since merged_from thanked_at"),
    "case_rating": of("case_id round asked_at solved satisfaction answered_at"),
    "case_callback": of("case_id round street_id closed_at community_id tries asked_at called_at done_at reached "
        "solved satisfaction", gone="note", work="called_by"),
    "case_alarm": of("id case_id round clock level at due_at taken_at told_at urgent"),
    "case_alarm_told": of("alarm_id", work="person_id"),
    "case_look": of("case_id community_id drawn_at round next_at left_at looked_at gone", number="looked_by"),
    "case_look_offer": of(row="case_id person_id offered_at metres"),
    "case_counter": of("prefix year last"),
    "unmet_case": of("case_id household_id", row="person_id"),
    "photo_check": of("case_id about at verdict because alike person serious solved distance other_id",
        row="media_id like_id"),
    "photo_ruling": of("case_id about round asked_at decided_at party pays passed_on_at", gone="words", unnamed="why",
        work="decided_by"),
    "photo_appeal_media": of("about", row="case_id media_id"),
    "whistle": of("id case_id force_kind round state called_at community_at street_at community_told_at "
        "street_told_at taken_at work_by ended_at", unnamed="needed note", work="called_by taken_by"),
    "whistle_called": of("whistle_id unit_id declined_at", unnamed="reason", work="person_id"),
    "wish": of("id case_id code state street_id community_id category lat lon offered_at approved_at shown",
        gone="wording reason contact", row="photo_id", work="approved_by"),
    "take_up": of("id wish_id unit_id role confirmed_at thanked_at held_at held_until posted_at voided_at why",
        gone="thanks thanks_media", unnamed="note", work="person_id"),
    # homes and visits
    "household": of("id building_id grid_id walk_order since until", gone="door"),
    "care": of(gone="note", row="id person_id category starts_on ends_on"),
    "home_offer": of("id household_id from_id to_id stood_grid_id stood_building_id offered_at until submission state "
        "remind_on answered_at", gone="note answer", number="person_id", work="offered_by answered_by"),
    "visit_window": of("id rule household_id grid_id starts_on ends_on closes_on moved_on came_on lapsed_on "
        "lapse_reason", number="subject_id"),
    "visit": of("id household_id grid_id visited_on recorded_at way outcome submission", unnamed="note late_reason",
        work="worker_id"),
    "visit_met": of("visit_id visited_on", number="person_id"),
    "visit_correction": of("visit_id at submission replaced_by", unnamed="reason", work="by"),
    "visit_media": of(row="visit_id media_id"),
    "visit_put_off": of("household_id off_day to_day made_at", work="worker_id"),
    "visit_escalation": of("id window_id level at taken_at told_at acknowledged_at", work="acknowledged_by"),
    "visit_escalation_told": of("escalation_id", work="person_id"),
    "visit_shortfall": of("rule starts_on community_id street_id due missed at told_at"),
    "walk_plan": of("day grid_id made_at stops"),
    "walk_start": of("day building_id", work="worker_id"),
    "absence": of("id starts_on ends_on state submission asked_at", gone="reason answer",
        work="worker_id substitute_id decided_by offered_to"),
    "rest_duty": of("grid_id day", work="person_id set_by"),
    "roster_file": of("created_at next_try_at state attempts fingerprint ends_gone why counts",
        gone="file_id name sha256 report", row="id chat_id person_id message_id"),
    # riders, points, stations
    "agreement_accepted": of(gone="reason", row="person_id version accepted_at ended_at", work="ended_by"),
    "rider_profile": of(gone="nickname", row="person_id platform area_id"),
    "station_check_in": of(row="person_id on_date station_id at way"),
    "points_account": of("id kind balance", number="person_id"),
    "points_transfer": of("id key from_id to_id amount reason at on_date case_id expires_on"),
    "voucher": of("id code request stock_id points held_at held_until posted_at voided_at why", number="person_id",
        work="honoured_by"),
    "reward_offer": of("street_id key kind price a_month photo_id retired_at"),
    "reward_stock": of("id unit_id key came_in free"),
    # the house itself
    "activity": of("id unit_id kind title starts_at capacity"),
    "activity_signup": of("activity_id attended", number="person_id"),
    "deliberation": of("id community_id topic held_on decision"),
    "duty": of("id force_kind unit_id starts_at ends_at", work="person_id set_by"),
    "chief_shift": of("id station_id force_kind on_date served", work="person_id"),
    "unit": of("id kind name path parent_id boundary"),
    "compound": of("id community_id name lat lon"),
    "building": of("id compound_id grid_id name walk_order lat lon"),
    "mailbox": of("id unit_id name code lat lon active"),
    "station": of("unit_id level lat lon address opens closes feature"),
    "station_provision": of("station_id provision in_order case_id"),
    "mark": of("what at"),
    "slot": of("job due_at done_at"),
}  # fmt: skip


def columns(*fates: Fate) -> Iterator[tuple[str, str]]:
    """Table and column of everything that has one of these fates."""
    for table, found in COLUMNS.items():
        yield from ((table, column) for column, fate in found.items() if fate in fates)
