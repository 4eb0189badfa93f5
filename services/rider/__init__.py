"""Riders and their agreement."""
