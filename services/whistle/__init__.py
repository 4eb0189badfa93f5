"""Whistles: calls of forces, duty and the duty roster."""
