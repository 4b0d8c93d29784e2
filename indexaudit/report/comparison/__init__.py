"""One module a format: a comparison to text."""
