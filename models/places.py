"""Places: the tree of units, and where people live."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Sealed, bound_to


class Unit(Base):
    """A street, community, grid, station, partner or merchant.

    `path` holds the ids from the street down to this one, "1/3/17/", so a subtree is one prefix.
    `boundary` is a grid's polygon, a ring of [longitude, latitude] in WGS84 degrees.
    """

    __tablename__ = "unit"
    __table_args__ = (Index("ix_unit_kind_parent_id", "kind", "parent_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(80))
    path: Mapped[str] = mapped_column(String(80), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), default=None)
    boundary: Mapped[list[Any] | None] = mapped_column(default=None)


class Compound(Base):
    """A residential compound 小区 with its middle, WGS84 degrees."""

    __tablename__ = "compound"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    lat: Mapped[float]
    lon: Mapped[float]


class Building(Base):
    """A building of a compound; it lies in one grid. `walk_order` is the way round the compound on foot."""

    __tablename__ = "building"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    compound_id: Mapped[int] = mapped_column(ForeignKey("compound.id"), index=True)
    grid_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    walk_order: Mapped[int]
    lat: Mapped[float]
    lon: Mapped[float]


class Household(Base):
    """People behind one door. The building is no secret, the door is."""

    __tablename__ = "household"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    building_id: Mapped[int] = mapped_column(ForeignKey("building.id"), index=True)
    grid_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    door: Mapped[Sealed] = mapped_column(info=bound_to("household:{id}:door"))
    walk_order: Mapped[int]
    since: Mapped[date]
    until: Mapped[date | None] = mapped_column(default=None)
