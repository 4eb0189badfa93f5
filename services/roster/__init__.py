"""The roster as an office keeps it: read, compared with what is known, put in, given out again."""
