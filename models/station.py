"""Doorstep service stations 党群服务站, their rider rest areas, the letter boxes, and the rota of chiefs."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id


class Station(Base):
    """A service point, named by its unit. `level` is street, community or grid (1+10+18)."""

    __tablename__ = "station"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    level: Mapped[str] = mapped_column(String(10))
    lat: Mapped[float]
    lon: Mapped[float]
    address: Mapped[str] = mapped_column(String(120))
    opens: Mapped[time]
    closes: Mapped[time]
    feature: Mapped[str] = mapped_column(String(60))


class StationProvision(Base):
    """One of the four provisions 一站四保障 of a rider rest area: charger, water, toilet, table.

    `case_id` is the latest case about it: out of order until that is over."""

    __tablename__ = "station_provision"

    station_id: Mapped[int] = mapped_column(ForeignKey("station.unit_id"), primary_key=True)
    provision: Mapped[str] = mapped_column(String(10), primary_key=True)
    in_order: Mapped[bool] = mapped_column(default=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), default=None)


class StationCheckIn(Base):
    """A rider was at a station: once a day, at whichever. `way` is code or place."""

    __tablename__ = "station_check_in"
    __table_args__ = (Index("ix_station_check_in_station_id_on_date", "station_id", "on_date"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    on_date: Mapped[date] = mapped_column(primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("station.unit_id"))
    at: Mapped[datetime]
    way: Mapped[str] = mapped_column(String(10))


class Mailbox(Base):
    """A letter box 乐呵信箱 of a station, a grid or a community. `code` stands in its poster's link and cannot be
    guessed; one that is not `active` takes nothing any more."""

    __tablename__ = "mailbox"

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    code: Mapped[str] = mapped_column(String(16), unique=True)
    lat: Mapped[float | None] = mapped_column(default=None)
    lon: Mapped[float | None] = mapped_column(default=None)
    active: Mapped[bool] = mapped_column(default=True)


class ChiefShift(Base):
    """One turn as rotating chief 轮值站长 by somebody of a force; `served` counts the services given in it."""

    __tablename__ = "chief_shift"
    __table_args__ = (Index("ix_chief_shift_station_id_on_date", "station_id", "on_date"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True, init=False)
    station_id: Mapped[int] = mapped_column(ForeignKey("station.unit_id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    force_kind: Mapped[str] = mapped_column(String(30))
    on_date: Mapped[date]
    served: Mapped[int] = mapped_column(default=0)
