"""Names of authors out of what pages write in their place."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from indexaudit.extract.phrases import collapse, fold
from indexaudit.web.dates import folded
from indexaudit.web.month_names import MONTHS

__all__ = ["BY", "is_account", "is_desk", "is_proper", "read_names"]

_LONGEST: Final = 400
_MOST: Final = 20
_NAME: Final = 70
"""Characters of one name: the longest in use, with titles, stay below."""
_NAME_WORDS: Final = 8

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|mailto:\S+|\S+@\S+\.\w+", re.IGNORECASE)
_WORKS: Final = (
    r"(?:story|article|post|words?|text|review|analysis|opinion|photos?|interview|artikel|beitrag|gastbeitrag|kommentar"
    r"|bericht|essay|kolumne|reportage|protokoll|blog ?beitrag|article|texte|artículo|artigo|articolo|artykuł|fotos?)"
)
_DONE: Final = (
    r"(?:written|posted|published|reported|edited|created|submitted|contributed|uploaded|reviewed|compiled|geschrieben"
    r"|verfasst|veröffentlicht|erstellt|gepostet|eingestellt|publié|écrit|rédigé|posté|propos recueillis|escrito|publicado"
    r"|redactado|scritto|pubblicato|geplaatst|geschreven|skrevet|skriven|publicerad|napisał|dodane|opublikowane)"
)
_PREPOSITION: Final = r"(?:by|von|vom|par|por|door|av|af|di|da|przez|od|oleh)"
_LABEL: Final = (
    r"(?:(?:the )?authors?|auth?or(?:in|en|es|as|a|i|zy|ka)?|auteure?s?|auteurs?|autore|autrice|автор|forfatter|författare|skribent"
    r"|redakteur(?:in)?|redaktion|redacción|editors?|reporters?|writer|byline|text|texto|texte|testo|tekst|bericht|interview"
    r"|verfasser(?:in)?|ersteller|escribe|story|words|作者|记者|記者|责任编辑|責任編輯|编辑|文|撰文|著者|執筆|筆者|글|기자|penulis|yazan|yazar)"
)
BY: Final = re.compile(
    rf"(?:(?:view|see|show|read|all|alle|more|mehr|voir|ver|todos?|toutes?)\s(?:\w+\s){{0,2}}(?:posts|stories|entries|articles?|beiträge|artikel|"
    rf"entradas|artículos)\s{_PREPOSITION}\s)|(?:(?:(?:a|an|the|ein|eine|un|une)\s+)?(?:{_WORKS}|{_DONE})(?:\s+(?:on|am|le|el)\s+\S{{1,12}})?\s*[:：]?\s+)?{_PREPOSITION}\s*[:：]?\s+(?=\S)"
    rf"|{_LABEL}\s*[:：/]\s*(?=\S)|{_LABEL}\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What stands before a name: "by", "posted by", "Text:" and their like."""
_GLUED: Final = re.compile(r"(?:By|Von|Par|Por)(?=[A-Z])")
_SPLIT: Final = re.compile(
    r"\s*(?:;|\s[/|•·]\s|\s(?:&|\+)\s|,?\s(?:and|und|et|y|e|och|og|en|i|и|ve|sowie|with|mit|u\.)\s|、|，)\s*"
)
_COMMA: Final = re.compile(r"\s*,\s*(?:(?:and|und|et|y|e|och|og|en)\s+)?")
_TAIL: Final = re.compile(r"\s[|•·–—―]\s.*|\s-\s.*|\s*[(\[（].*|\s*[:：].*|\s(?:über|about|sobre)\s.*", re.DOTALL)
_SUFFIX: Final = re.compile(
    r"(?:jr|sr|ph\.?\s?d|m\.?d|m\.?a|mba|esq|ii|iii|iv|rn|cpa|do|dds|ms|msc|bsc|facs|llm|jd|dipl|pmp|rd|ba|ma)\.?", re.IGNORECASE
)
_GENERATION: Final = re.compile(r"[js]r\.?|ii|iii|iv", re.IGNORECASE)
_ROLE: Final = re.compile(
    r"(?:\w+\s+){0,4}(?:editor|reporter|writer|correspondent|journalist|contributor|columnist|author|producer|photographer|blogger"
    r"|analyst|critic|fellow|redakteur(?:in)?|redaktor(?:in)?|autor(?:in)?|korrespondent(?:in)?|chefredakteur(?:in)?|volontär(?:in)?"
    r"|gastautor(?:in)?|journaliste?|rédact(?:eur|rice)|redactora?|periodista|giornalista|editor-in-chief|ceo|founder|professor"
    r"|(?:projekt)?leiter(?:in)?|manager(?:in)?|director|president)(?:\s+(?:at|of|for|bei|der|des|in|en|chief|am|im)(?:\s.*)?)?",
    re.IGNORECASE | re.DOTALL,
)
_NEVER_FIRST: Final = frozenset(
    "posted published updated modified veröffentlicht veroffentlicht publicado publié pubblicato view see all alle alles follow more mehr"
    " read weiterlesen quelle source foto fotos photo photos bild bilder image share teilen comment comments kommentar kommentare min"
    " stand last zuletzt erstellt created email mail tags tag category kategorie kategorien filed uhr login logout menu home undefined"
    " null none unknown unbekannt author autor autorin profile profil website rss impressum datum date about über by von par print drucken"
    " subscribe newsletter facebook twitter instagram linkedin whatsapp youtube contact kontakt posts autorenseite anonymous anonym guest gast"
    " copyright click klicken sign join listen play watch video loading advertisement anzeige the diese dieser dieses this".split()
) - {"the"}  # fmt: skip
_CUT: Final = frozenset(
    "on am le vom posted published updated modified veröffentlicht publié publicado pubblicato in under at um stand seit vor since"
    " ago il el op den dne dnia en aktualisiert uhr min says sagt schreibt wrote about read via for für".split()
)
_ACCOUNTS: Final = frozenset(
    "admin administrator webmaster root user superuser wpadmin wordpressadmin wordpress siteadmin adm test editor1 webadmin"
    .split()
)
_DESK: Final = re.compile(
    r"\b(?:\w*redaktion\w*|redacción|redaction|rédaction|redazione|redactie|redakcja|newsroom|(?:news )?desk|staff|team|agenc(?:y|ia|e)"
    r"|agentur(?:en)?|press(?:e\w*)?|editors?|editorial|dpa|afp|apa|reuters|associated|efe|ansa|sda|epd|kna|gmbh|e\.\s?v|inc|ltd|admin)\b",
    re.IGNORECASE,
)
_NAME_WORD: Final = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.\-]*|d[eaiou]|de[lrn]|d[oa]s|v[oa]n|v\.|ten|ter|zu|zum|zur|al|bin|ibn|el|la|le|y)"
_PROPER: Final = re.compile(rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{1,5}}")


def is_proper(name: str) -> bool:
    """Whether it is written like the full name of a person: two to six words that begin with a capital."""
    return _PROPER.fullmatch(name) is not None


def is_account(name: str) -> bool:
    """Whether it is a generic account ("admin") and tells nobody's name."""
    return fold(name).replace(" ", "") in _ACCOUNTS


def is_desk(name: str) -> bool:
    """Whether it names a desk, an agency or a company rather than a person."""
    return bool(_DESK.search(name))


def read_names(text: str, *, whole: bool = False) -> tuple[str, ...]:
    """The names in a byline, in order, each once; empty when there is none.

    Words such as "by", job titles, dates, e-mail and web addresses are left out. ``whole``: the text is one name by
    contract (``Person.name``), so it is cleaned and not cut at conjunctions. Never raises.
    """
    text = collapse(_ADDRESS.sub(" ", unescape(text[:_LONGEST])))
    for _ in range(3):
        lead = _GLUED.match(text) or BY.match(text)
        if lead is None or lead.end() >= len(text):
            break
        text = text[lead.end() :]
    found: dict[str, str] = {}
    for part in [text] if whole else _SPLIT.split(text)[:_MOST]:
        for name in _comma_parts(part.strip()):
            clean = _clean(name)
            if clean:
                found.setdefault(fold(clean), clean)
    return tuple(found.values())[:_MOST]


def _comma_parts(text: str) -> list[str]:
    """"A B, C D" are two names; "A B, PhD", "A B, London" and "A B, senior editor" are one; "Last, First" is one too."""
    parts = [p for p in _COMMA.split(text) if p]
    if len(parts) == 2 and all(p.isalpha() for p in parts) and not _SUFFIX.fullmatch(parts[1]):
        return [f"{parts[1]} {parts[0]}"]
    names: list[str] = []
    for part in parts:
        if names and _GENERATION.fullmatch(part):
            names[-1] += f", {part}"
        elif not names or not (_SUFFIX.fullmatch(part) or _ROLE.fullmatch(part) or len(part.split()) < 2):
            names.append(part)
    return names


def _clean(name: str) -> str | None:
    lead = BY.match(name)
    if lead is not None and len(name) > lead.end():
        name = name[lead.end() :]
    tail = _TAIL.search(name)
    if tail is not None and tail.start() > 1:
        name = name[: tail.start()]
    words = _without_date(name.split())
    if len(words) > 1:
        words = [w for w in words if not w.startswith("@")] or words[:1]
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        words = words[:half]
    name = " ".join(words).strip(" ,;:|/–—-·•*\"“”„»«‹›@()[]")
    if not 1 < len(name) <= _NAME or not 0 < len(words) <= _NAME_WORDS or not any(c.isalpha() for c in name):
        return None
    if name[0].isdigit() or any(c in name for c in "{}<>=\\") or name.endswith(("?", "!", "…")):
        return None
    if len(words) > 3 and sum(w[0].islower() for w in words) > 2:
        return None
    if fold(words[0]) in _NEVER_FIRST or folded(name) in MONTHS or _ROLE.fullmatch(name):
        return None
    return name.rstrip(".") if name.endswith("..") else name


def _without_date(words: list[str]) -> list[str]:
    """The words up to a date, a time, or a word that leads to something else than the name."""
    for n, word in enumerate(words):
        plain = word.strip(".,:;()|").lower()
        if n and (word[0].isdigit() or (plain in _CUT and (len(plain) > 2 or word.islower()))):
            words = words[:n]
            break
        if n and folded(plain) in MONTHS and any(w[:1].isdigit() for w in (words[n - 1], *words[n + 1 : n + 2])):
            words = words[:n]
            break
    while len(words) > 1 and words[-1].strip(".,:;|").lower() in _CUT:
        words = words[:-1]
    return words
