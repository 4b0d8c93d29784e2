"""The only package that touches markup: a page's bytes to the fact groups of :mod:`indexaudit.facts`."""
