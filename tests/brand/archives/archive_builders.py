"""Archives of invented accounts in the forms in which the platforms write them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indexaudit.brand.archives import open_archive
from indexaudit.items import Item, SetAside

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = "https://social.example/users/plumhouse"
USER, USER_ID = "plumhouse", "4711"


def read(path: Path, channel: str | None = None) -> tuple[list[Item], list[SetAside], list[str]]:
    """Everything in an archive."""
    intake = open_archive(path, channel=channel)
    records = list(intake.records)
    items = [record for record in records if isinstance(record, Item)]
    aside = [record for record in records if isinstance(record, SetAside)]
    assert len(records) == len(items) + len(aside)
    return items, aside, intake.notes


def as_folder(path: Path, members: Mapping[str, bytes]) -> Path:
    for name, data in members.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


def as_zip(path: Path, members: Mapping[str, bytes], *, top: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(f"{top}{name}", data)
    return path


# --- X --------------------------------------------------------------------------------------------------------------


def tweet(id: int | str, text: str, *, reply_to: tuple[str, str, str] | None = None, **more: Any) -> dict[str, Any]:
    """One post; ``reply_to`` is the post, the user's number and name."""
    urls, media = more.pop("urls", {}), more.pop("media", ())
    post: dict[str, Any] = {
        "retweeted": False,
        "source": '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
        "entities": {
            "hashtags": [],
            "user_mentions": [],
            "urls": [{"url": short, "expanded_url": full, "indices": ["0", "1"]} for short, full in urls.items()],
        },
        "id_str": str(id),
        "id": str(id),
        "favorite_count": "0",
        "truncated": False,
        "created_at": "Sat Aug 12 16:10:37 +0000 2023",
        "full_text": text,
        "lang": "en",
    }
    if media:
        post["entities"]["media"] = [{"url": short, "type": "photo"} for short in media]
    if reply_to:
        keys = ("in_reply_to_status_id_str", "in_reply_to_user_id_str", "in_reply_to_screen_name")
        post |= {key: value for key, value in zip(keys, reply_to, strict=True) if value}
    return {"tweet": post | more}


def own_reply(id: int, text: str, parent: int, **more: Any) -> dict[str, Any]:
    return tweet(id, text, reply_to=(str(parent), USER_ID, USER), **more)


def like(id: int, text: str | None = "somebody else's words") -> dict[str, Any]:
    held = {"tweetId": str(id), "expandedUrl": f"https://twitter.com/i/web/status/{id}"}
    return {"like": held if text is None else held | {"fullText": text}}


def long_text(text: str, created: str, urls: Mapping[str, str] | None = None) -> dict[str, Any]:
    core = {"text": text, "urls": [{"shortUrl": short, "expandedUrl": full} for short, full in (urls or {}).items()]}
    return {"noteTweet": {"noteTweetId": "999", "createdAt": created, "lifecycle": {"name": "Active"}, "core": core}}


def script(name: str, records: Iterable[object], part: int = 0) -> bytes:
    """The JavaScript in which X writes its records."""
    return f"window.YTD.{name}.part{part} = {json.dumps(list(records), indent=2, ensure_ascii=False)}".encode()


def x_members(tweets: Iterable[object] = (), likes: Iterable[object] = (), **more: bytes) -> dict[str, bytes]:
    account = {"account": {"email": "secret@plumhouse.example", "username": USER, "accountId": USER_ID}}
    return {
        "data/account.js": script("account", [account]),
        "data/tweets.js": script("tweets", tweets),
        "data/like.js": script("like", likes),
        "data/direct-messages.js": b'window.YTD.direct_messages.part0 = [{"dmConversation": {"text": "PRIVATE"}}]',
        "data/deleted-tweets.js": script("deleted_tweets", [tweet(1, "PRIVATE")]),
        "data/contact.js": b"PRIVATE",
        "data/tweets_media/1-abc.jpg": b"\xff\xd8",
        "Your archive.html": b"<html>",
        **more,
    }


# --- LinkedIn -------------------------------------------------------------------------------------------------------

SHARES = ("Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility")


def table(header: Iterable[str], *rows: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([list(header), *rows])
    return out.getvalue().encode()


def share(
    number: int, commentary: str, *, shared: str = "", media: str = "", visibility: str = "MEMBER_NETWORK"
) -> tuple[str, ...]:
    link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{number}"
    return "2026-05-07 16:41:18", link, commentary, shared, media, visibility


def article(title: str, body: str, *, published: str | None = "2024-09-20 06:12", slug: str = "drying-plums") -> bytes:
    said = f'<p class="published">Published on {published}</p>' if published else ""
    return (
        f"<html><head><title>{title}</title><style>h1 a {{ color: inherit; }}</style></head><body>\n"
        f'<h1><a href="https://www.linkedin.com/pulse/{slug}">{title}</a></h1>\n'
        f'<p class="created">Created on 2024-09-19 06:04</p>\n{said}\n<div>{body}</div></body></html>'
    ).encode()


def linkedin_members(*shares: Iterable[str], **more: bytes) -> dict[str, bytes]:
    return {
        "Shares.csv": table(SHARES, *shares),
        "messages.csv": b"CONVERSATION ID,CONTENT\n1,PRIVATE\n",
        "Connections.csv": b"Notes:\nPRIVATE\n",
        **more,
    }


# --- Mastodon -------------------------------------------------------------------------------------------------------


def note(id: int, content: str, *, to: object = (PUBLIC,), cc: object = (), **more: Any) -> dict[str, Any]:
    held = {
        "id": f"{ACTOR}/statuses/{id}",
        "type": "Note",
        "summary": None,
        "inReplyTo": None,
        "published": f"2024-05-17T10:00:{id % 60:02}Z",
        "url": f"https://social.example/@plumhouse/{id}",
        "attributedTo": ACTOR,
        "to": list(to) if isinstance(to, tuple) else to,
        "cc": list(cc) if isinstance(cc, tuple) else cc,
        "content": content,
        "contentMap": {"en": content},
        "attachment": [],
        "tag": [],
    }
    held |= more
    return {
        "id": f"{held['id']}/activity",
        "type": "Create",
        "actor": ACTOR,
        "published": held["published"],
        "to": held["to"],
        "cc": held["cc"],
        "object": held,
    }


def boost(about: str, to: Iterable[str] = (PUBLIC,)) -> dict[str, Any]:
    return {
        "id": f"{ACTOR}/statuses/9/activity",
        "type": "Announce",
        "actor": ACTOR,
        "published": "2024-05-17T11:00:00Z",
        "to": list(to),
        "cc": [],
        "object": about,
    }


def collection(name: str, items: Iterable[object]) -> bytes:
    held = {
        "@context": ["https://www.w3.org/ns/activitystreams", {"sensitive": "as:sensitive", "list": [1, {"a": "]"}]}],
        "id": name,
        "type": "OrderedCollection",
        "totalItems": 2,
        "orderedItems": list(items),
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()


def mastodon_members(
    activities: Iterable[object] = (), likes: Iterable[object] = (), **more: bytes
) -> dict[str, bytes]:
    return {
        "outbox.json": collection("outbox.json", activities),
        "likes.json": collection("likes.json", likes),
        "actor.json": b'{"id": "PRIVATE"}',
        "bookmarks.json": collection("bookmarks.json", ["https://elsewhere.example/PRIVATE"]),
        "media_attachments/files/1.png": b"\x89PNG",
        **more,
    }
