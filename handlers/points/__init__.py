"""Rewards and vouchers in chat."""
