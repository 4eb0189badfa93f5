"""The demo neighbourhood: exactly the figures of the source, made by a fixed seed, everybody in it invented."""

from services.seed.neighbourhood import AlreadySettled, seed

__all__ = ["AlreadySettled", "seed"]
