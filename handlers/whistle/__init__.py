"""Whistles and the duty roster in chat."""
