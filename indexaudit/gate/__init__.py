"""The gate before publication: a built folder judged as if it were live, and what of it may not pass."""
