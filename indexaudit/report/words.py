"""Terms of the results to the plain words of the reports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from indexaudit.model import AgentAccess, Evidence, Finding, Indexability, PageAudit, PageFacts, PageKind
from indexaudit.report.printable import printable

__all__ = [
    "LANGUAGES",
    "PLURALS",
    "PURPOSES",
    "SHORT",
    "basis_of",
    "paragraphs",
    "phrase",
    "place",
    "readers",
    "reasons",
    "sentence",
    "traits",
    "verdict",
]

_VERDICTS: Final[Mapping[Indexability, str]] = MappingProxyType(
    {
        Indexability.UNADDRESSABLE: "Not indexable: it has no address of its own",
        Indexability.BROKEN: "Not indexable: the address does not answer with a page",
        Indexability.WALLED: "Not indexable: it stands behind a login",
        Indexability.BLOCKED: "Not indexable: robots.txt keeps search engines out",
        Indexability.EXCLUDED: "Not indexable: it tells search engines to leave it out",
        Indexability.ELSEWHERE: "Indexed elsewhere: Google will show another address instead of this one",
        Indexability.UNVERIFIED: "Not verified: whether Google can index this page could not be observed",
        Indexability.RENDERED_ONLY: "Google can index this page, but only after running its scripts",
        Indexability.INDEXABLE: "Google can index this page",
    }
)

SHORT: Final[Mapping[Indexability, str]] = MappingProxyType(
    {
        Indexability.UNADDRESSABLE: "no address",
        Indexability.BROKEN: "broken",
        Indexability.WALLED: "behind a login",
        Indexability.BLOCKED: "blocked",
        Indexability.EXCLUDED: "excluded",
        Indexability.ELSEWHERE: "elsewhere",
        Indexability.UNVERIFIED: "not verified",
        Indexability.RENDERED_ONLY: "scripts only",
        Indexability.INDEXABLE: "indexable",
    }
)
"""Verdicts for a table."""

PLURALS: Final[Mapping[PageKind, str]] = MappingProxyType(
    {
        PageKind.HOME: "Home pages",
        PageKind.LISTING: "Listings",
        PageKind.ARTICLE: "Articles",
        PageKind.POST: "Posts",
        PageKind.PROFILE: "Profiles",
        PageKind.VIDEO: "Videos",
        PageKind.PRODUCT: "Products",
        PageKind.OTHER: "Other pages",
    }
)

PURPOSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "search": "search",
        "ai_search": "AI search",
        "ai_training": "AI training",
        "user_fetch": "fetched for a user",
        "share_preview": "share previews",
    }
)

LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ar": "Arabic",
        "az": "Azerbaijani",
        "bg": "Bulgarian",
        "bn": "Bengali",
        "ca": "Catalan",
        "cs": "Czech",
        "da": "Danish",
        "de": "German",
        "el": "Greek",
        "en": "English",
        "es": "Spanish",
        "et": "Estonian",
        "eu": "Basque",
        "fa": "Persian",
        "fi": "Finnish",
        "fr": "French",
        "ga": "Irish",
        "gl": "Galician",
        "he": "Hebrew",
        "hi": "Hindi",
        "hr": "Croatian",
        "hu": "Hungarian",
        "hy": "Armenian",
        "id": "Indonesian",
        "is": "Icelandic",
        "it": "Italian",
        "iw": "Hebrew",
        "ja": "Japanese",
        "ka": "Georgian",
        "kk": "Kazakh",
        "ko": "Korean",
        "lt": "Lithuanian",
        "lv": "Latvian",
        "mk": "Macedonian",
        "mr": "Marathi",
        "ms": "Malay",
        "nb": "Norwegian",
        "nl": "Dutch",
        "nn": "Norwegian",
        "no": "Norwegian",
        "pl": "Polish",
        "pt": "Portuguese",
        "ro": "Romanian",
        "ru": "Russian",
        "sk": "Slovak",
        "sl": "Slovenian",
        "sq": "Albanian",
        "sr": "Serbian",
        "sv": "Swedish",
        "sw": "Swahili",
        "ta": "Tamil",
        "te": "Telugu",
        "th": "Thai",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "ur": "Urdu",
        "vi": "Vietnamese",
        "zh": "Chinese",
    }
)
"""English names of the languages that most pages are written in; others are shown by their subtag."""

_TAG: Final = re.compile(r"`(<[^`]*>)`")
_ASKED_ABOUT: Final = frozenset(
    {
        *("googlebot", "bingbot", "oai-searchbot", "perplexitybot", "claude-searchbot", "gptbot", "claudebot"),
        *("google-extended", "chatgpt-user", "claude-user", "facebookexternalhit", "twitterbot", "linkedinbot"),
    }
)
"""Readers of whom most people want to know: named before the others."""
_NAMED: Final = 3
"""Readers of one purpose that are named; the rest are counted."""
_PLACES: Final = MappingProxyType(
    {
        "html": "page",
        "rendered": "rendered page",
        "header": "HTTP header",
        "robots_txt": "robots.txt",
        "url": "address",
        "platform": "platform",
    }
)


def phrase(audit: PageAudit) -> str:
    """The keyphrase and where it stands, in a clause; empty when there is none."""
    found = audit.facts.keyphrase
    if found is None:
        return ""
    how = "given" if found.basis == "given" else "inferred, not judged"
    count = len(found.words)
    places = [_KEYPHRASE_PLACES.get(place, place.replace("_", " ")) for place in found.found_in or ()]
    where = f", in {_and(places)}" if places else ", nowhere on the page"
    return f"“{printable(found.text)}” ({how}; {count} content word{'' if count == 1 else 's'}){where}"


_KEYPHRASE_PLACES: Final = MappingProxyType(
    {"slug": "address", "headings": "subheadings", "image_alts": "alternative texts"}
)


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def verdict(audit: PageAudit) -> str:
    """One sentence: whether Google can index the page, and where the cause stands."""
    said = _VERDICTS[audit.indexability]
    if audit.indexability is Indexability.EXCLUDED and not reasons(audit):
        return said + ", as the configuration expects."
    if audit.indexability is Indexability.ELSEWHERE and audit.indexed_at:
        return f"{said}: {printable(audit.indexed_at)}"
    if audit.indexability is Indexability.UNVERIFIED:
        why = audit.fetch_error.message if audit.fetch_error else next((f.message for f in reasons(audit)), "")
        return f"{said}: {_ended(printable(why))}" if why else said + "."
    if not audit.indexability.shuts:
        return said + "."
    where = next((place(e) for f in reasons(audit) for e in f.evidence), "")
    return f"{said} ({where})." if where else said + "."


def reasons(audit: PageAudit) -> tuple[Finding, ...]:
    """The findings that decided the verdict; a fault that the configuration expects is none."""
    return tuple(f for f in audit.findings if f.rule in audit.indexability_reasons)


def place(evidence: Evidence, lines_of: str | None = None) -> str:
    """Where it was seen: ``line 12``, ``HTTP header``, ``robots.txt, line 3`` … ``lines_of``: the file whose lines
    those of the page are, where that has to be said."""
    if evidence.line is None:
        return _PLACES[evidence.where]
    if evidence.where == "html" and lines_of is not None:
        return f"line {evidence.line} of {printable(lines_of)}"
    return f"line {evidence.line}" if evidence.where == "html" else f"{_PLACES[evidence.where]}, line {evidence.line}"


def sentence(message: str) -> str:
    """A message, safe to print, with a capital where it starts with a word (and not with a tag or a name)."""
    text = printable(message)
    word = text.partition(" ")[0].rstrip(",:;")
    return text[:1].upper() + text[1:] if word.isalpha() and word.islower() else text


def traits(audit: PageAudit) -> list[str]:
    """What the page was taken for, in a few words each."""
    facts: PageFacts = audit.facts
    language = LANGUAGES.get(facts.language or "", printable(facts.language or ""))
    kind = audit.page_type.type
    traits = [("page" if kind is PageKind.OTHER else kind.value) + (f" in {language}" if language else "")]
    if facts.words is not None:
        traits.append(f"{facts.words:,} word{'' if facts.words == 1 else 's'}")
    if facts.author:
        named = ", ".join(map(printable, facts.author[:3]))
        traits.append(f"by {named}" + (f" and {len(facts.author) - 3} more" if len(facts.author) > 3 else ""))
    if facts.published:
        traits.append(f"published {printable(facts.published)[:10]}")
    if facts.modified and facts.modified[:10] != (facts.published or "")[:10]:
        traits.append(f"changed {printable(facts.modified)[:10]}")
    return [*traits, f"judged as of {audit.fetched_at:%Y-%m-%d}"]


def readers(audit: PageAudit) -> str:
    """What robots.txt says to those who read for others, in a sentence; empty when nobody was asked about."""
    known = [a for a in audit.agents if a.allowed is not None]
    if any(a.allowed is None and a.purpose == "search" for a in audit.agents):
        # Those that never ask for it are let in by a robots.txt that nobody has seen.
        return ""
    kept = sorted((a for a in known if not a.allowed), key=_rank)
    if not known:
        return ""
    if not kept:
        who = " and ".join(a.agent for a in known) if len(known) < 3 else f"all {len(known)} known readers"
        return f"robots.txt lets {who} in."
    groups = groupby(kept, key=lambda a: PURPOSES[a.purpose])
    named = "; ".join(f"{_few([a.agent for a in some])} ({purpose})" for purpose, some in groups)
    return f"robots.txt keeps out {len(kept)} of {len(known)}: {named}."


def _rank(agent: AgentAccess) -> tuple[int, bool, str]:
    return list(PURPOSES).index(agent.purpose), agent.agent.lower() not in _ASKED_ABOUT, agent.agent.lower()


def basis_of(finding: Finding) -> tuple[str, str, str]:
    """What a finding weighs and rests on: severity, which thresholds go by, dimension and evidence strength."""
    return finding.severity.value, finding.dimension.value, finding.evidence_strength.value


def paragraphs(fix: str) -> list[str]:
    """A fix that asks for several tags as one line that says so, and a line for each tag, to be copied from."""
    before, *rest = _TAG.split(fix)
    tags, between = rest[::2], rest[1::2]
    if len(tags) < 2 or any(text.strip(" ,.") not in ("", "and") for text in between):
        return [fix]
    return [before.rstrip(), *tags]


def _few(names: list[str]) -> str:
    """All names when they are few, else some of them and how many more there are."""
    if len(names) <= _NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else sentence + "."
