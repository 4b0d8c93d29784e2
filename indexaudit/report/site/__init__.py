"""One module a format: the crawl of a site to text."""
