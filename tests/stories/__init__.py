"""Whole journeys, played by sending and clicking like a person."""
