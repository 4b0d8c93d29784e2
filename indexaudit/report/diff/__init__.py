"""One module a format: what changed between two crawls of a site to text."""
