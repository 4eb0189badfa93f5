"""A simulated year of visits, lived twice: by the engine, and by a brute-force reading of domain.md, "Visits"."""
