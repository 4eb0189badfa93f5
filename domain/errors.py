"""Every refusal that a person can meet. Each has a text by its key in every language; a test holds them complete."""

from datetime import date
from typing import ClassVar


class DomainError(Exception):
    """A refusal with a sentence for people. `args` of the text are given by keyword and never hold personal data;
    several are the keys of texts, to be said in a row; a day is said as people do."""

    key: ClassVar[str]

    def __init__(self, **values: str | int | date | tuple[str, ...]) -> None:
        super().__init__(self.key, values)
        self.values = values


class NotFound(DomainError):
    """No such thing, or not for this person: both sound the same, so that nobody can fish for numbers."""

    key = "error-not-found"


class NotAllowed(DomainError):
    """The person's roles do not open this."""

    key = "error-not-allowed"


class PeriodNotBegun(DomainError):
    """Figures of days that have not come yet."""

    key = "error-period-not-begun"


class MoveNotOpen(DomainError):
    """The case has moved on."""

    key = "error-move-not-open"


class SomebodyWasFaster(MoveNotOpen):
    """A race was lost: `who` (a party) made `move` first."""

    key = "error-somebody-was-faster"


class ReasonNeeded(DomainError):
    key = "error-reason-needed"


class UrgedToday(DomainError):
    """Once a day is enough."""

    key = "error-urged-today"


class SaidAfterClosing(DomainError):
    """Nothing is added to what is done; it can be reopened."""

    key = "error-said-after-closing"


class SaidAfterWithdrawing(DomainError):
    """Nothing is added to what was withdrawn or not taken in; a new report can be made."""

    key = "error-said-after-withdrawing"


class SaidAfterMerging(DomainError):
    """Nothing is added to what was joined to another case."""

    key = "error-said-after-merging"


class EvidenceNeeded(DomainError):
    key = "error-evidence-needed"


class OwnWorkNotChecked(DomainError):
    """Closing takes two hands: whoever resolved a case does not check it."""

    key = "error-own-work"


class OutsideTheStreet(DomainError):
    """Nothing is filed for a place outside the street; the sentence says whom to call instead."""

    key = "error-outside-street"


class ConsentNeeded(DomainError):
    key = "error-consent-needed"


class AgreementNeeded(DomainError):
    key = "error-agreement-needed"


class InvitationInvalid(DomainError):
    """Unknown, used, expired, or given by somebody who may no longer give it: all sound the same."""

    key = "error-invitation-invalid"


class VisitInFuture(DomainError):
    key = "error-visit-in-future"


class VisitTooLongAgo(DomainError):
    """A visit is written down at most 48 h back without a reason."""

    key = "error-visit-too-long-ago"


class NobodyMet(DomainError):
    """A visit that met somebody has to say whom."""

    key = "error-nobody-met"


class NotEnoughPoints(DomainError):
    key = "error-not-enough-points"


class TooLong(DomainError):
    """`limit` characters are the most that this piece takes."""

    key = "error-too-long"


class AlreadyRated(DomainError):
    key = "error-already-rated"


class TooManyReopenings(DomainError):
    key = "error-too-many-reopenings"


class WhistlesOpen(DomainError):
    """A case is not resolved while a force that was called has not signed off; `kinds` are keys of their names."""

    key = "error-whistles-open"


class WhistleOpen(DomainError):
    """This kind has been called to this case and is still at it."""

    key = "error-whistle-open"


class WhistleTaken(DomainError):
    """Somebody else of the kind reported in first."""

    key = "error-whistle-taken"


class WhistleOver(DomainError):
    """The call has ended, or is no longer where this step starts."""

    key = "error-whistle-over"


class NobodyToCall(DomainError):
    """Nobody belongs to this kind of force here."""

    key = "error-nobody-to-call"


class DutyRosterTooLate(DomainError):
    """The shift is over already."""

    key = "error-duty-roster-too-late"


class RoleEnded(DomainError):
    """The role by which somebody could do this has ended."""

    key = "error-role-ended"


class ForcesNeeded(DomainError):
    key = "error-forces-needed"


class WishMovedOn(DomainError):
    """The wish is no longer where this step begins."""

    key = "error-wish-moved-on"


class WishTaken(DomainError):
    """Somebody was first; `kind` is theirs: partner, merchant or force."""

    key = "error-wish-taken"


class WishHeld(DomainError):
    """A wish that a party works on is not taken off the wall behind its back."""

    key = "error-wish-held"


class OwnWish(DomainError):
    """Nobody takes up, or lets onto the wall, a wish of their own."""

    key = "error-own-wish"


class TooManyWishes(DomainError):
    """A party holds `limit` already."""

    key = "error-too-many-wishes"


class RevealsOwner(DomainError):
    """The words would say who the owner is: `what` is number, door or name."""

    key = "error-reveals-owner"


class WordingNeeded(DomainError):
    key = "error-wording-needed"


class PhotoNeeded(DomainError):
    key = "error-photo-needed"


class ContactNeeded(DomainError):
    """The house knows neither a name nor a phone that could be shared."""

    key = "error-contact-needed"


class PhoneUnreadable(DomainError):
    key = "error-phone"


class SomebodyElsesNumber(DomainError):
    """A contact from the address book says nothing about who sends it."""

    key = "error-somebody-elses-number"


class OneNumberADay(DomainError):
    """Somebody who tries numbers would otherwise have a worker asked about each."""

    key = "error-one-number-a-day"


class AnsweredAlready(DomainError):
    key = "error-answered-already"


class MailboxClosed(DomainError):
    """No such letter box, or one that is no longer emptied."""

    key = "error-mailbox-closed"


class OwnInvitation(DomainError):
    key = "error-own-invitation"


class RoleAlreadyHeld(DomainError):
    key = "error-role-already-held"


class RoleEndedAlready(DomainError):
    key = "error-role-ended-already"
