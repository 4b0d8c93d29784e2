"""The crawl of a saltmarsh blog for the tests beside this file."""

from saltmarsh_site import crawled, make, make_finding, make_row, rows

__all__ = ["crawled", "make", "make_finding", "make_row", "rows"]
