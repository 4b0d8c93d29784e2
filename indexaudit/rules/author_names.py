"""What is wrong with the name of an author as markup writes it. Holds no rule."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from indexaudit.rules.compare import fold, quote

__all__ = ["NameFault", "is_address", "is_body", "is_nobody", "name_fault"]


class NameFault(NamedTuple):
    """One fault of one name."""

    what: str
    """In plain words, with the name."""
    grave: bool
    """Nobody can be made out from it: several authors in one name, or no name at all."""
    clean: str | None
    """The name without it, where that is plain."""


_LONGEST: Final = 300
_WORD: Final = r"[^\W\d_a-zß-öø-ÿ][\w’'.\-]*"
_PARTICLE: Final = r"(?:d[eaiou]|de[lrn]|d[oa]s|v[oa]n|ten|ter|zu|zum|zur|al|bin|ibn|el|la|le|y)"
_FULL: Final = re.compile(rf"{_WORD}(?:\s(?:{_WORD}|{_PARTICLE})){{0,3}}\s{_WORD}")
"""Written like a full name: two to five words that begin with a capital, particles between them."""
_PREFIX: Final = re.compile(
    r"(?:by|posted by|written by|words by|story by|text by|geschrieben von|verfasst von|escrito por|écrit par)\s+"
    r"|(?:authors?|autor(?:in|en)?|auteure?|text|words|redaktion|fotos?)\s?:\s*",
    re.IGNORECASE,
)
_PREPOSITION: Final = re.compile(r"(?:[Vv]on|VON|[Pp]ar|[Pp]or|[Dd]oor)\s+")
"""Also the beginning of a family name: counts only before a full name."""
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
_ADDRESS: Final = re.compile(r"(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_SUFFIX: Final = re.compile(
    r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|m\.?a|b\.?a|mba|esq|rn|cpa|dds|msc|bsc|llm|jd|rd|dr|prof|do|ms|facp|facs|lcsw|obe|rdn|ms|mph|np|pa|pt|dpt|edd|psyd|mfa|fnp|dc|cfa|cscs"
    r"|mbe|cbe|frs|sj|op|osb)\.?",
    re.IGNORECASE,
)
"""What may follow a comma and is part of a name."""
_ROLE: Final = re.compile(
    r"\b(?:editor|reporter|writer|correspondent|journalist|contributor|columnist|producer|photographer|blogger|analyst"
    r"|critic|editor-in-chief|ceo|cto|founder|co-founder|manager|director|redakteur(?:in)?|korrespondent(?:in)?"
    r"|chefredakteur(?:in)?|volontär(?:in)?|gastautor(?:in)?|geschäftsführer(?:in)?|journaliste|rédact(?:eur|rice)"
    r"|redactora?|periodista|giornalista)\b",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"\s*;\s*|\s+&\s+|\s+(?:and|und|et|y|e|en|och|og)\s+|,\s*(?:(?:and|und|et|y)\s+)?|\s/\s")
_PAIR: Final = re.compile(r"[;&/]|\s(?:and|und|et|y|e|en|och|og)\s", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"(?:The|Der|Die|Das|Le|La|Les|El|Il)\s")
"""Before the name of a paper."""
_MARK: Final = re.compile(r"\s[|•·–—]\s|\s-\s|\s*\(")
_BODY: Final = re.compile(
    r"\b(?:staff|team|bureau|desk|newsroom|editors|editorial|\w{0,20}redaktion|redacción|redacao|redação|redazione"
    r"|rédaction|agency|agencia|agentur|news|reports?|service|wire|network|magazine?|media|verlag|gmbh|e\.\s?v|inc|ltd"
    r"|dpa|afp|apa|ap|efe|ansa|reuters|associated press)\b",
    re.IGNORECASE,
)
"""Words of the name of a body."""
_ACCOUNTS: Final = frozenset(
    {"admin", "administrator", "root", "user", "webmaster", "wordpress", "editor1", "test", "wpadmin"}
)
_NOBODY: Final = frozenset(
    {
        "null",
        "none",
        "undefined",
        "unknown",
        "n/a",
        "na",
        "anonymous",
        "anonym",
        "anonimo",
        "anonyme",
        "author",
        "author name",
        "[object object]",
        "false",
        "true",
    }
)


def is_nobody(name: str) -> bool:
    """Whether a name is what is written where there is none, such as "anonymous"."""
    return fold(name.strip()) in _NOBODY


def is_body(name: str) -> bool:
    """Whether a name is that of an editorial office or an agency, and not of a person."""
    return _BODY.search(name) is not None


def is_address(name: str) -> bool:
    """Whether a URL stands in the place of a name."""
    return _ADDRESS.match(name) is not None


def name_fault(name: str, publisher: str | None, *, organisation: bool) -> NameFault | None:
    """The first fault of a name, gravest first; null for a clean one.

    ``publisher`` is the name of the publisher or site. Of an ``organisation`` several names, commas and ampersands are
    part of the name. "Martin Luther King, Jr.", mononyms and names of bands are names.
    """
    name = " ".join(name[:_LONGEST].split())
    key = fold(name)
    if key in _NOBODY or not any(c.isalpha() for c in name):
        return NameFault(f"{quote(name)} is no name", grave=True, clean=None)
    if _ADDRESS.match(name):
        return NameFault(f"{quote(name)} is an address, not a name", grave=True, clean=None)
    if key in _ACCOUNTS:
        return NameFault(f"{quote(name)} is the name of an account", grave=False, clean=None)
    if not organisation and (fault := _merged(name, publisher)):
        return fault
    lead = _PREFIX.match(name)
    preposition = _PREPOSITION.match(name)
    if preposition is not None and lead is None and _FULL.fullmatch(name, preposition.end()):
        lead = preposition
    if lead is not None and name[lead.end() :]:
        bare = name[lead.end() :]
        more = None if organisation else _more_than_a_name(bare, publisher)
        clean = (more.clean if more else None) or bare
        return NameFault(f"{quote(name)} begins with {quote(lead.group().strip())}", grave=False, clean=clean)
    if mail := _MAIL.search(name):
        rest = name.replace(mail.group(), "").strip(" ()<>,-") or None
        return NameFault(f"{quote(name)} holds an e-mail address", grave=False, clean=rest)
    return None if organisation else _more_than_a_name(name, publisher)


def _merged(name: str, publisher: str | None) -> NameFault | None:
    parts = [p for p in _JOINED.split(_MARK.split(name, maxsplit=1)[0]) if p and not _SUFFIX.fullmatch(p)]
    parts = [_PREFIX.sub("", p, count=1) for p in parts]
    own = [p for p in parts if not publisher or fold(p) != fold(publisher)]
    if len(own) < 2:
        return None
    said, parts = len(own) < len(parts), own
    full = [p for p in parts if _FULL.fullmatch(p) and not _ROLE.search(p) and not _ARTICLE.match(p)]
    if len(full) == 2 and (is_body(full[1]) or (full[1].isupper() and not full[0].isupper())):
        return None
    # What stands behind a single comma may be a second person, and as well a title or a place.
    if len(full) == len(parts) == 2 and "," in name and not said and not _PAIR.search(name):
        lead = _PREFIX.match(name)
        return None if lead else NameFault(f"{quote(name)} holds more than one name", grave=False, clean=None)
    if len(full) > 1 and len(full) == len(parts):
        return NameFault(f"{quote(name)} holds {len(full)} names", grave=True, clean=None)
    return None


def _more_than_a_name(name: str, publisher: str | None) -> NameFault | None:
    """A job title or the publisher behind a comma, a dash or a bracket."""
    comma, mark = name.find(","), _MARK.search(name)
    ends = [at for at in (comma, mark.start() if mark else -1) if at > 0]
    if not ends:
        return None
    end = min(ends)
    own, rest = name[:end].strip(), name[end:].strip(" ,|•·–—-()")
    if not rest or all(_SUFFIX.fullmatch(part) for part in re.split(r",\s*", rest)):
        return None
    lead = _PREPOSITION.match(own)
    if lead is not None and _FULL.fullmatch(own, lead.end()):
        own = own[lead.end() :]
    if _ROLE.search(rest):
        return NameFault(f"{quote(name)} holds a job title", grave=False, clean=own)
    if publisher and fold(publisher) in fold(rest):
        return NameFault(f"{quote(name)} holds the name of the publisher", grave=False, clean=own)
    body = _ARTICLE.match(rest) or is_body(rest) or (rest.isupper() and not own.isupper())
    if _FULL.fullmatch(own) and ((mark and "|" in mark.group()) or body):
        return NameFault(f"{quote(name)} holds more than a name", grave=False, clean=own)
    return None
