"""Looks beside a page, each when the configuration asks for it, through the guarded door and within its budget."""
