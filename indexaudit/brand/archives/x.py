"""X (Twitter): ``data/tweets.js`` and its parts, ``data/like.js``, ``data/note-tweet.js``.

The form of the files, as public readers of them show it, looked up on 2026-11-29:

- rust-utilities/twitter-archive, ``src/structs/tweets.rs`` and ``like.rs`` (archives of 2023): the JavaScript before
  the array (``window.YTD.tweets.part0 = [``), the wrapper ``{"tweet": …}``, numbers as texts, ``created_at`` as ``Sat
  Aug 12 16:10:37 +0000 2023``, ``entities.urls[].expanded_url``, ``in_reply_to_*``, ``retweeted`` always false; a like
  has ``tweetId``, ``expandedUrl`` and, unless the post is gone, the ``fullText`` of somebody else; it has no date.
- tweetback/tweetback, ``database/import-from-archive.js``: posts to a circle stand in ``tweets.js`` like others, and
  again in ``twitter-circle-tweet.js``, by which they are known.
- Tests of other public readers, found by their text: ``tweets-part1.js`` in large archives, ``tweet.js`` in older ones,
  without the wrapper in those of 2019; reposts told by ``RT @`` alone; ``&amp;``, ``&lt;`` and ``&gt;`` in
  ``full_text``; pictures as ``t.co`` links of ``entities.media``; long posts cut in ``tweets.js`` and whole in
  ``note-tweet.js`` (``noteTweet.core.text``, ``core.urls[].expandedUrl``) under another id, so that the two meet by
  their second and their first words.

Not opened: deleted posts, direct messages, contacts, posts to communities, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from indexaudit.brand.archives.base import Archive, Format, Wanted
from indexaudit.brand.archives.json_records import Broken
from indexaudit.brand.archives.json_values import table, tables
from indexaudit.brand.archives.texts import address, clean, date_of, unique, without_mentions
from indexaudit.brand.archives.threads import Draft, joined
from indexaudit.brand.archives.x_long_texts import LongText, LongTexts, short_links
from indexaudit.items import Item, Origin, Read

__all__ = ["FORMAT"]

_PREFIX: Final = re.compile(r"\s*(?:window\.)?YTD\.\w{1,64}\.part\d{1,4}\s*=\s*")
_REPOST: Final = re.compile(r"(?:RT|MT) @\w{1,20}\b")
_QUOTED_BY_HAND: Final = re.compile(r"(?:^|\s)[\"\u201c]?(?:RT|MT) @\w{1,20}:")
_SHORT: Final = re.compile(r"https?://t\.co/\w{1,32}")
_POST: Final = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w{1,20})/status(?:es)?/(\d{1,20})/?(?:\?.*)?", re.DOTALL
)
_OWN_REST: Final = re.compile(r"https?://(?:twitter|x)\.com/i/web/status/(\d{1,20})")
"""Where the link at the end of a post that was cut leads: to the post itself."""
_ID: Final = re.compile(r"\d{1,20}")
_USER: Final = re.compile(r"\w{1,20}", re.ASCII)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_NO_LANGUAGE: Final = frozenset(("und", "art", "zxx", "qam", "qct", "qht", "qme", "qst"))
_OLD_LANGUAGES: Final = {"in": "id", "iw": "he"}

_NO_POST: Final = "the record is not in the form of a post"
_NO_LIKE: Final = "the record is not in the form of a like"
_NOT_PUBLIC: Final = "not public"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    username: str | None
    id: str | None


def _read(archive: Archive) -> Iterator[Read]:
    account = _account(archive)
    long_texts = LongTexts(archive, _records(archive, "long texts"))
    circle = {_id(table(record, "tweet"), "id_str", "id") for _, _, record in _records(archive, "posts to a circle")}
    if archive.members("posts"):
        yield from joined(lambda: _drafts(archive, account, long_texts, frozenset(circle)))
    else:
        archive.note("there is no data/tweets.js: the archive holds no posts")
    yield from long_texts.unused()
    if not archive.members("likes"):
        archive.note("there is no data/like.js: the archive holds no likes")
    for name, place, record in _records(archive, "likes"):
        yield _like(archive, name, place, record)


def _records(archive: Archive, role: str) -> Iterator[tuple[str, int, object]]:
    return archive.json(role, form="window.YTD.… = [", prefix=_PREFIX)


def _account(archive: Archive) -> _Account:
    for _, _, record in _records(archive, "account"):
        held = table(record, "account")
        name, id_ = held.get("username"), held.get("accountId")
        if isinstance(name, str) and _USER.fullmatch(name):
            return _Account(username=name, id=id_ if isinstance(id_, str) else None)
    archive.note("there is no data/account.js with a username: addresses of posts are in the form without it (x.com/i)")
    return _Account(username=None, id=None)


def _drafts(
    archive: Archive, account: _Account, long_texts: LongTexts, circle: frozenset[str | None]
) -> Iterator[Draft | Read]:
    for name, place, record in _records(archive, "posts"):
        post = table(record, "tweet")
        id_ = _id(post, "id_str", "id")
        written = post.get("full_text", post.get("text"))
        if isinstance(record, Broken):
            yield archive.set_aside(name, place, record.reason)
        elif id_ is None or not isinstance(written, str):
            yield archive.set_aside(name, place, _NO_POST)
        elif id_ in circle:
            yield archive.set_aside(name, place, _NOT_PUBLIC)
        else:
            origin = archive.origin(name, place)
            yield _post(archive, origin, post, id_, account=account, long_texts=long_texts)


def _post(
    archive: Archive, origin: Origin, post: Mapping[str, Any], id_: str, *, account: _Account, long_texts: LongTexts
) -> Draft | Item:
    written = post.get("full_text", post.get("text"))
    if isinstance(post.get("retweeted_status"), dict) or _REPOST.match(written.lstrip()):
        return Item(
            origin=origin,
            channel=archive.channel,
            kind="repost",
            platform=archive.platform,
            date=date_of(post.get("created_at")),
            about=_shared(post),
        )
    parent = _id(post, "in_reply_to_status_id_str", "in_reply_to_status_id")
    answered = _id(post, "in_reply_to_user_id_str", "in_reply_to_user_id")
    to = post.get("in_reply_to_screen_name")
    to = to if isinstance(to, str) and _USER.fullmatch(to) else None
    own = _is_own(account, answered, to)
    is_reply = parent is not None or ((answered is not None or to is not None) and not own)

    def make() -> Item:
        date = date_of(post.get("created_at"))
        words = _words(post, id_, clean(written), is_reply=is_reply, long=long_texts.of(date, clean(written)))
        about, links = words.quoted, words.links
        if parent is not None:
            about, links = f"https://x.com/{to or 'i'}/status/{parent}", unique([*links, words.quoted])
        return Item(
            origin=origin,
            url=f"https://x.com/{account.username or 'i'}/status/{id_}",
            channel=archive.channel,
            kind="reply" if is_reply else "post",
            platform=archive.platform,
            text=words.text,
            date=date,
            about=about,
            links=links,
            language=_language(post.get("lang")),
        )

    number = int(id_)
    return Draft(
        id=number, parent=None if parent is None else int(parent), order=("", number), own_parent=own, make=make
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What of a post is the brand's own."""

    text: str
    links: tuple[str, ...]
    quoted: str | None


def _words(post: Mapping[str, Any], id_: str, written: str, *, is_reply: bool, long: LongText | None) -> _Words:
    entities = table(post.get("entities"))
    urls, media = short_links(entities.get("urls"), "url", "expanded_url"), _media(post)
    quoted = _quoted(written, urls, media)
    if long is not None:
        urls = {**urls, **long.urls}
    text = written if long is None else long.text
    text = _QUOTED_BY_HAND.split(without_mentions(text) if is_reply else text, maxsplit=1)[0]
    # What stands for a picture, for the quoted post, or for the rest of the post itself is no word and no link.
    dropped = media | {short for short, url in urls.items() if (rest := _OWN_REST.fullmatch(url)) and rest[1] == id_}
    if quoted is not None:
        dropped |= {quoted[0]}
    links = unique(address(urls.get(short, short)) for short in _SHORT.findall(text) if short not in dropped)
    text = _SHORT.sub(lambda found: "" if found[0] in dropped else urls.get(found[0], found[0]), text)
    return _Words(text=clean(text, entities=False), links=links, quoted=None if quoted is None else quoted[1])


def _like(archive: Archive, name: str, place: int, record: object) -> Read:
    if isinstance(record, Broken):
        return archive.set_aside(name, place, record.reason)
    # ``fullText`` is what somebody else wrote: it is let go here.
    id_ = _id(table(record, "like"), "tweetId")
    if id_ is None:
        return archive.set_aside(name, place, _NO_LIKE)
    return Item(
        origin=archive.origin(name, place),
        channel=archive.channel,
        kind="like",
        platform=archive.platform,
        about=f"https://x.com/i/status/{id_}",
    )


def _quoted(text: str, urls: Mapping[str, str], media: set[str]) -> tuple[str, str] | None:
    """The short link that stands for a quoted post, and the address of that post: a link to a post at the end."""
    last = next((word for word in reversed(text.split()) if word not in media), "")
    post = _POST.fullmatch(urls.get(last, ""))
    return None if post is None else (last, f"https://x.com/{post[1]}/status/{post[2]}")


def _shared(post: Mapping[str, Any]) -> str | None:
    """The post that was reposted, which the archive names only where it had pictures."""
    for medium in _pictures(post):
        if (id_ := _id(medium, "source_status_id_str", "source_status_id")) is not None:
            return f"https://x.com/i/status/{id_}"
    return None


def _pictures(post: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [m for key in ("entities", "extended_entities") for m in tables(table(post.get(key)).get("media"))]


def _media(post: Mapping[str, Any]) -> set[str]:
    """The short links that stand for pictures."""
    return {url for one in _pictures(post) if isinstance(url := one.get("url"), str) and _SHORT.fullmatch(url)}


def _is_own(account: _Account, answered: str | None, to: str | None) -> bool:
    if answered is not None and account.id is not None:
        return answered == account.id
    return to is not None and account.username is not None and to.lower() == account.username.lower()


def _id(held: Mapping[str, Any], *keys: str) -> str | None:
    for key in keys:
        value = held.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**20:
            return str(value)
        if isinstance(value, str) and value.isascii() and _ID.fullmatch(value):
            return value
    return None


def _language(value: object) -> str | None:
    if not isinstance(value, str) or value in _NO_LANGUAGE or not _LANGUAGE.fullmatch(value):
        return None
    return _OLD_LANGUAGES.get(value, value)


FORMAT: Final = Format(
    platform="x",
    name="X",
    members=(
        Wanted(
            role="posts",
            pattern=re.compile(r"(?:data/)?tweets?(?:-part\d{1,4})?\.js"),
            label="data/tweets.js",
            sign=True,
        ),
        Wanted(
            role="likes", pattern=re.compile(r"(?:data/)?like(?:-part\d{1,4})?\.js"), label="data/like.js", sign=True
        ),
        Wanted(
            role="long texts",
            pattern=re.compile(r"(?:data/)?note-tweet(?:-part\d{1,4})?\.js"),
            label="data/note-tweet.js",
        ),
        Wanted(
            role="posts to a circle",
            pattern=re.compile(r"(?:data/)?twitter-circle-tweet(?:-part\d{1,4})?\.js"),
            label="data/twitter-circle-tweet.js",
        ),
        Wanted(role="account", pattern=re.compile(r"(?:data/)?account\.js"), label="data/account.js"),
    ),
    read=_read,
    other_years=(
        (
            re.compile(r"(?:^|/)data/js/tweets/\d{4}_\d{2}\.js$"),
            "is an archive of X from before 2019 (data/js/tweets/2013_01.js), which is not read; ask X for a new one",
        ),
    ),
)
