"""An address to the structure of its permalink: slug words, identifiers, dates, parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from indexaudit.web.paths import Path, read_path
from indexaudit.web.slugs import read_slug
from indexaudit.web.tracking import is_tracking
from indexaudit.web.urls import Url, decoded, query_pairs, read_url

__all__ = ["Permalink", "identity_parameters", "read_permalink", "route_fragment"]

_IDENTITY: Final = frozenset(
    str.split(
        "id p page_id post post_id postid pid article article_id articleid aid item itemid item_id nid newsid news_id "
        "node t tid topic thread threadid f fid v vid video story story_fbid storyid doc docid document_id "
        "attachment_id option q query s search keyword cat category catid cat_id tag label author m product "
        "product_id productid sku isbn code uid user profile name title slug permalink file path url view task a "
        "action mod module op do do_action entry entry_id eid event event_id photo fbid album gallery list playlist "
        "wall w z msg mid cid rid bid key no num idx number seq record ref_id page_name pagename content content_id "
        "contentid blogid blog_id show search_query keywords kw term"
    )
)
"""Names that select content on some site when the path does not."""

_SEARCHED: Final = frozenset(str.split("q query search search_query keyword keywords kw term"))
"""Those whose value may be any text."""

_FREE: Final = frozenset(str.split("id title slug name file path url option f article"))
"""Those whose value may be words (``article.cfm?id=plum-jam``)."""

_ID_ENDINGS: Final = ("id", "no", "nr", "num")

_NEUTRAL: Final = frozenset(
    str.split(
        "page paged pg pagenum start offset limit per_page perpage size count sort sortby sort_by order orderby "
        "order_by dir direction lang language locale hl gl loc l country region currency theme skin print printable "
        "amp outputtype output layout hs_amp format mode ref ref_ referrer referer source src from via share shared "
        "share_id si feature campaign cmp cid_source affiliate aff partner promo coupon r gi context nocache cache cb "
        "rand random timestamp ts _ v_ no_cache chash ver version debug preview draft view_as noredirect redirected "
        "replytocom comment_page cpage amp_js_v usqp"
    )
)
"""Names that page, sort, translate, present or trace the same content."""

_SESSION: Final = re.compile(
    r"(?:php|j|asp|cf)?sess(?:ion)?(?:[_.-]?(?:id|key|token))?|aspsessionid[a-z]*|cfid|cftoken|zenid|oscsid|osadcsid|"
    r"sessionguid|user_?session|sessid"
)
_LONG_VALUE: Final = re.compile(r"(?=.*[0-9])[0-9A-Za-z]{16,}|[0-9a-f]{10,}")
_IDLIKE: Final = re.compile(r"[0-9]+|[0-9A-Za-z_-]*[0-9][0-9A-Za-z_-]*")

_MALFORMED: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DOUBLED: Final = re.compile(
    r"%25(?:2[0-9A-Fa-f]|3[A-Fa-f]|5[B-Fb-f]|7[B-Fb-f]|[C-Fc-f][0-9A-Fa-f]%25[89ABab][0-9A-Fa-f])"
)
_HIGH: Final = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_ILLEGAL: Final = re.compile(r"[\"<>\\^`{|}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Permalink:
    """The structure of the address, for rules. The address itself is :class:`indexaudit.model.Address`."""

    segment: str
    """The last meaningful path segment, percent-decoded, without file extension; empty for the root."""
    words: tuple[str, ...]
    """Words in it that a person can read, in any script."""
    ids: tuple[str, ...]
    """Tokens in it that are identifiers: numbers, hashes, base62."""
    separators: tuple[str, ...]
    """What stands between its words, each once: ``-``, ``_``, ``+``, ``%20``, ``camelCase``, ``.``"""
    parameters: tuple[tuple[str, str], ...]
    """Query pairs that remain without the tracking parameters, decoded."""
    identity_parameters: tuple[str, ...]
    """Names of the query parameters that select the content (``p``, ``id`` …), when the path alone does not."""
    session_parameters: tuple[str, ...]
    """Names that carry a session id, in query or path (``;jsessionid=``)."""
    route_fragment: str | None
    """A fragment that selects the content (``#/route``, ``#!route``), else null."""
    encoding_faults: tuple[str, ...]
    """Malformed or doubled percent-encoding and raw characters in the address as given. An entry that starts with
    ``raw`` is repaired by every browser; the others change what the address means."""
    uppercase_words: bool
    """The path holds upper-case letters outside percent-escapes and identifiers."""
    length: int
    """Characters of the URL as serialised (percent-encoded), without fragment."""
    decoded_length: int
    """Characters with percent-encoded UTF-8 shown as itself."""
    is_root: bool
    """The path is the root of its host (or an index file in it)."""


def read_permalink(url: str) -> Permalink:
    """The structure of an absolute http or https address. Raises :class:`~indexaudit.errors.InvalidURL`."""
    read = read_url(url)
    path = read_path(read.path)
    parameters = kept_pairs(read)
    serialised = read.href.partition("#")[0]
    return Permalink(
        segment=path.segment,
        words=path.slug.words,
        ids=path.slug.ids,
        separators=path.slug.separators,
        parameters=parameters,
        identity_parameters=identity_parameters(path, parameters),
        session_parameters=(*path.sessions, *(name for name, value in parameters if is_session(name, value))),
        route_fragment=route_fragment(read.fragment),
        encoding_faults=_faults(url.strip()),
        uppercase_words=_has_upper_case(path),
        length=len(serialised),
        decoded_length=len(decoded(serialised)),
        is_root=path.is_root,
    )


def kept_pairs(url: Url) -> tuple[tuple[str, str], ...]:
    """The query pairs that do not only track, decoded."""
    if not url.query:
        return ()
    return query_pairs("&".join(p for p in url.query.split("&") if not is_tracking(p.partition("=")[0])))


def identity_parameters(path: Path, pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Names of the parameters that select the content; empty when the path alone does.

    A path names its item when it has an identifier or a word that is not generic. A script's file name, and a single
    word, still leave that to a parameter that is known to select (``recipes.php?id=55``).
    """
    if not pairs:
        return ()
    selecting = [(n, v) for n, v in pairs if n and n.lower() not in _NEUTRAL and not is_session(n, v)]
    words = len(path.slug.words)
    if path.is_root or path.is_generic:
        everything = path.is_script or not (path.is_root or words)
        chosen = [n for n, v in selecting if everything or _selects(n, v) or n.lower() in _IDENTITY]
    elif path.slug.ids or path.ids:
        chosen = []
    elif path.is_script:
        chosen = [n for n, v in selecting if _selects(n, v) or (words == 1 and _IDLIKE.fullmatch(v))]
    else:
        chosen = [n for n, v in selecting if words == 1 and n.lower() in _IDENTITY and _selects(n, v)]
    return tuple(dict.fromkeys(chosen))


def _selects(name: str, value: str) -> bool:
    """A known name or one that ends like an identifier's, with a value that can be one; SPIP writes ``article717``."""
    name = name.lower()
    if not value:
        return name.rstrip("0123456789") in _IDENTITY and name[-1].isdigit()
    known = name in _IDENTITY or name.endswith(_ID_ENDINGS)
    return known and (name in _SEARCHED or name in _FREE or _IDLIKE.fullmatch(value) is not None)


def is_session(name: str, value: str) -> bool:
    """Whether a parameter carries a session id. A bare ``sid`` does only with a value of a session's length."""
    name = name.lower()
    return _SESSION.fullmatch(name) is not None or (name == "sid" and _LONG_VALUE.fullmatch(value) is not None)


def route_fragment(fragment: str) -> str | None:
    """A fragment that selects content (``/route``, ``!route``); null for anchors and text fragments."""
    return fragment if fragment[:1] in ("/", "!") and fragment.strip("/!") else None


def _has_upper_case(path: Path) -> bool:
    for segment in path.segments:
        if segment != segment.lower() and any(word != word.lower() for word in read_slug(segment).words):
            return True
    return False


def _faults(given: str) -> tuple[str, ...]:
    """In the address as it was written, fragment included."""
    if given.isascii() and "%" not in given and " " not in given and not _ILLEGAL.search(given):
        return ()
    faults = []
    if malformed := _MALFORMED.search(given):
        faults.append(
            f"a percent sign without two hexadecimal digits: {given[malformed.start() : malformed.start() + 3]}"
        )
    if doubled := _DOUBLED.search(given):
        faults.append(f"percent-encoded twice: {doubled[0]}")
    if foreign := next((m[0] for m in _HIGH.finditer(given) if not _is_utf8(m[0])), None):
        faults.append(f"percent-encoded bytes that are no UTF-8: {foreign[:30]}")
    if " " in given:
        faults.append("raw space")
    if not given.isascii():
        faults.append(f"raw non-ASCII characters: {''.join(c for c in given if c > chr(127))[:20]}")
    if illegal := "".join(dict.fromkeys(_ILLEGAL.findall(given))):
        faults.append(f"raw characters that a URL cannot hold: {illegal}")
    return tuple(faults)


def _is_utf8(escapes: str) -> bool:
    try:
        bytes.fromhex(escapes.replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
