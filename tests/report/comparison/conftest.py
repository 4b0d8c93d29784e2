"""The comparison of Larder & Loom for the tests beside this file."""

from larder_comparison import comparison, make, make_item

__all__ = ["comparison", "make", "make_item"]
