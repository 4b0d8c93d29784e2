"""Mastodon: ``outbox.json`` and ``likes.json``.

The form of the files, looked up on 2026-11-29 in the program that writes them, mastodon/mastodon:

- ``app/services/backup_service.rb``: a zip (before 4.2 a ``.tar.gz``) with ``outbox.json``, an ``OrderedCollection``
  whose ``orderedItems`` are the account's activities, and ``likes.json``, whose ``orderedItems`` are the addresses of
  what was liked, without a date.
- ``app/serializers/activitypub/activity_serializer.rb`` and ``note_serializer.rb``: ``Create`` with a ``Note`` (a
  ``Question`` for polls, options in ``oneOf`` or ``anyOf``) of ``id``, ``url``, ``summary`` (the content warning),
  ``content`` in HTML, ``contentMap`` by language, ``published``, ``inReplyTo``, ``to`` and ``cc``; ``Announce`` with
  the address of what was boosted.
- kensanata/mastodon-archive, ``mastodon_archive/core.py``: keeps statuses of the API in a form of its own, not this.

By ActivityPub (W3C, §5.6) what is public is addressed to ``https://www.w3.org/ns/activitystreams#Public``, which
JSON-LD may shorten to ``as:Public`` or ``Public``. By FEP-044f ``quote`` names a quoted post.

Not opened: ``actor.json`` (every activity names its actor), bookmarks, pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from indexaudit.brand.archives.base import Archive, Format, Wanted
from indexaudit.brand.archives.json_records import Broken
from indexaudit.brand.archives.texts import address, clean, date_of, of_markup, unique, without_mentions
from indexaudit.brand.archives.threads import Draft, joined
from indexaudit.config import Limits
from indexaudit.extract.stream import read_stream
from indexaudit.items import Item, Read

__all__ = ["FORMAT"]

_KEY: Final = "orderedItems"
_FORM: Final = "an object with orderedItems"
_PUBLIC: Final = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))
_TEXTS: Final = frozenset(("Note", "Question", "Article", "Page"))
_LIMITS: Final = Limits()
_QUOTES: Final = ("quote", "quoteUrl", "quoteUri", "_misskey_quote")
_QUOTE_LINE: Final = re.compile(r"RE: https?://\S{1,2048}\s*")
"""How servers that know no quotes are told of one: a first line with the address."""
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")

_NO_ACTIVITY: Final = "the record is not in the form of an activity"
_OTHER: Final = "an activity that publishes nothing"
_NOT_PUBLIC: Final = "not public"
_NO_LIKE: Final = "the record is not in the form of a like"


def _read(archive: Archive) -> Iterator[Read]:
    if archive.members("posts"):
        yield from joined(lambda: _drafts(archive))
    else:
        archive.note("there is no outbox.json: the archive holds no posts")
    if not archive.members("likes"):
        archive.note("there is no likes.json: the archive holds no likes")
    for name, place, record in archive.json("likes", form=_FORM, key=_KEY):
        about = address(record.get("id") if isinstance(record, dict) else record)
        if isinstance(record, Broken):
            yield archive.set_aside(name, place, record.reason)
        elif about is None:
            yield archive.set_aside(name, place, _NO_LIKE)
        else:
            yield Item(
                origin=archive.origin(name, place),
                channel=archive.channel,
                kind="like",
                platform=archive.platform,
                about=about,
            )


def _drafts(archive: Archive) -> Iterator[Draft | Read]:
    for name, place, record in archive.json("posts", form=_FORM, key=_KEY):
        if isinstance(record, Broken):
            yield archive.set_aside(name, place, record.reason)
        elif not isinstance(record, dict):
            yield archive.set_aside(name, place, _NO_ACTIVITY)
        else:
            yield _activity(archive, name, place, record)


def _activity(archive: Archive, name: str, place: int, activity: Mapping[str, Any]) -> Draft | Read:
    kind, held = activity.get("type"), activity.get("object")
    if kind == "Announce":
        if not _is_public(activity):
            return archive.set_aside(name, place, _NOT_PUBLIC)
        return Item(
            origin=archive.origin(name, place),
            channel=archive.channel,
            kind="repost",
            platform=archive.platform,
            date=date_of(activity.get("published")),
            about=address(held.get("id") if isinstance(held, dict) else held),
        )
    if kind != "Create":
        return archive.set_aside(name, place, _OTHER if isinstance(kind, str) else _NO_ACTIVITY)
    if not isinstance(held, dict) or not isinstance(held.get("content"), str):
        return archive.set_aside(name, place, _NO_ACTIVITY)
    if held.get("type") not in _TEXTS:
        return archive.set_aside(name, place, _OTHER)
    if not _is_public(held):
        return archive.set_aside(name, place, _NOT_PUBLIC)
    return _post(archive, name, place, held, activity)


def _post(
    archive: Archive, name: str, place: int, post: Mapping[str, Any], activity: Mapping[str, Any]
) -> Draft | Item:
    parent = address(post.get("inReplyTo"))
    date = date_of(post.get("published")) or date_of(activity.get("published"))

    def make() -> Item:
        quoted = next((found for key in _QUOTES if (found := address(post.get(key))) is not None), None)
        return Item(
            origin=archive.origin(name, place),
            url=address(_one(post.get("url"))) or address(post.get("id")),
            channel=archive.channel,
            kind="post" if parent is None else "reply",
            platform=archive.platform,
            title=(clean(post["name"], entities=False) or None) if isinstance(post.get("name"), str) else None,
            text=_text(post, is_reply=parent is not None, is_quote=quoted is not None),
            date=date,
            about=parent or quoted,
            links=_links(post["content"]),
            language=_language(post.get("contentMap")),
        )

    id_ = address(post.get("id"))
    if id_ is None:
        return make()
    actor = address(_one(activity.get("actor"))) or address(_one(post.get("attributedTo")))
    own = parent is not None and actor is not None and parent.startswith(f"{actor}/")
    return Draft(id=id_, parent=parent, order=(date or "", place), own_parent=own, make=make)


def _text(post: Mapping[str, Any], *, is_reply: bool, is_quote: bool) -> str:
    """The content warning, the words, the options of a poll."""
    words = of_markup(post["content"])
    if is_quote and (line := _QUOTE_LINE.match(words)):
        words = words[line.end() :]
    if is_reply:
        words = without_mentions(words)
    warning = post.get("summary")
    options = [
        option["name"]
        for key in ("oneOf", "anyOf")
        for option in (post[key] if isinstance(post.get(key), list) else ())
        if isinstance(option, dict) and isinstance(option.get("name"), str)
    ]
    parts = (clean(warning, entities=False) if isinstance(warning, str) else "", words.strip(), *options)
    return clean("\n\n".join(part for part in parts if part), entities=False)


def _links(content: str) -> tuple[str, ...]:
    """The links of a post but those that the server made of names and hashtags."""
    if "<a" not in content:
        return ()
    tags = read_stream(content, _LIMITS).tags("a")
    outward = [tag for tag in tags if not {"mention", "hashtag"} & set(tag.attributes.get("class", "").split())]
    return unique(address(tag.attributes.get("href")) for tag in outward)


def _is_public(held: Mapping[str, Any]) -> bool:
    for key in ("to", "cc"):
        value = held.get(key)
        if any(isinstance(to, str) and to in _PUBLIC for to in (value if isinstance(value, list) else [value])):
            return True
    return False


def _one(value: object) -> object:
    """Other servers write lists of links where Mastodon writes one address."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("href", value.get("id")) if isinstance(value, dict) else value


def _language(value: object) -> str | None:
    """The language when there is one."""
    if isinstance(value, dict) and len(value) == 1:
        (language,) = value
        return language if _LANGUAGE.fullmatch(language) else None
    return None


FORMAT: Final = Format(
    platform="fediverse",
    name="Mastodon",
    members=(
        Wanted(role="posts", pattern=re.compile(r"outbox\.json"), label="outbox.json", sign=True),
        Wanted(role="likes", pattern=re.compile(r"likes\.json"), label="likes.json"),
    ),
    read=_read,
)
