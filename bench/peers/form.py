"""The same wish as ours asks for it, for the peers: what is asked, and what one taps in answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """`piece` is what an answer gives; without `buttons` it is typed."""

    piece: str
    asks: str
    buttons: tuple[str, ...] = ()


FORM = (
    Question("consent", "We keep what you write here. Do you agree?", ("Agree",)),
    Question("community", "Which community do you live in?", ("First", "Second", "Third")),
    Question("compound", "Which compound?", ("East", "West")),
    Question("kind", "What can we do for you?", ("A wish", "A complaint")),
    Question("words", "What do you wish for?"),
    Question("place", "Where is it?", ("Skip",)),
    Question("send", "Please look whether this is right.", ("Send",)),
)
FILED = "We have it, number"
