"""The clock: one tick, claimed slots, catch-up, and the two workers that empty inbox and outbox."""
