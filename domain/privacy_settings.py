"""The part of config.yaml about personal data: how long it is kept, and what people may ask for."""

from dataclasses import dataclass

from domain.closed import Closed


@dataclass(frozen=True)
class KeepSettings(Closed):
    contact_days: int
    """Name and telephone that were left with a case go so many days after it is closed."""
    photo_days: int
    """Photos and voice notes of a case go so many days after it is closed; what nobody ever used, after it was sent."""
    unused_photo_days: int
    """Photos and voice notes that went into nothing go so many days after they were sent."""
    note_days: int
    """Notes of visits go so many days after the visit."""
    draft_days: int
    """What somebody began to write and left goes after so many days."""
    look_days: int
    """Looks at personal data stay written down for so many days."""
    dead_letter_days: int
    """What could not be said, and what is said again on nobody's word, goes after so many days."""
    stranger_days: int
    """A chat whose person never agreed to the notice is forgotten after so many days without a word."""
    export_days: int
    """That somebody asked for a copy of their data is forgotten after so many days."""
    erasure_days: int
    """That somebody's data were erased, and by whom, is forgotten after so many days."""

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in self.__dataclass_fields__:
            if getattr(self, name) < 1:
                raise ValueError(f"{name}: at least one day")


@dataclass(frozen=True)
class PrivacySettings(Closed):
    export_every_hours: int
    """One person gets a copy of their data so often, at most."""
    export_megabytes: int
    """A file of the copy is no larger: more photos make more files. Telegram takes 50 from a bot."""
    erase_minutes: int
    """Whoever asks to be erased confirms within so many minutes."""
    tidy_at_once: int
    """Rows that the nightly job forgets in one transaction."""
    keep: KeepSettings
    """How long personal data is kept."""
