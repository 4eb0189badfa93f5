"""What people may ask of their own data: a copy, and to be erased; and how long anything of theirs is kept."""
