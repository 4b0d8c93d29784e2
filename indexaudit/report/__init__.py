"""One module a format: a result to text."""
