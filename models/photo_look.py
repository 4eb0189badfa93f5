"""How every kept photo looks, and which earlier photos it looks like."""

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class PhotoLook(Base):
    """`look` is the photo's pHash as a signed number. Ids are in the order of commits: whoever has read up to one has
    missed none before it."""

    __tablename__ = "photo_look"

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"), unique=True)
    look: Mapped[int] = mapped_column(BigInteger)


class PhotoLike(Base):
    """A photo and an earlier one that it looks like, `distance` bits apart in the closest of the eight turns."""

    __tablename__ = "photo_like"

    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True)
    like_id: Mapped[int] = mapped_column(ForeignKey("media.id"), primary_key=True, index=True)
    distance: Mapped[int]
