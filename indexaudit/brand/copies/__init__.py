"""The same text at several places: where it stands, and which copy search will most likely take."""

from __future__ import annotations

from indexaudit.brand.copies.clusters import find_copies
from indexaudit.brand.copies.groups import Group, Member, Text
from indexaudit.brand.copies.shingles import compared_in_part
from indexaudit.brand.copies.signals import Copy
from indexaudit.brand.copies.winner import judge_copies

__all__ = ["Copy", "Group", "Member", "Text", "compared_in_part", "find_copies", "judge_copies"]
