"""The rules of the neighbourhood, pure: facts and a time in, a decision out. Standard library only, no clock."""
