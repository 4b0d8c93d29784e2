"""A snapshot is kept whole, without secrets, and read back without following links."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexaudit.errors import SnapshotError
from indexaudit.looks import Cost, Images, Look, Probes, Rendered
from indexaudit.model import FetchError
from indexaudit.snapshot import Exchange, Hop, RobotsFile, Snapshot, load, save

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SNAPSHOT = Snapshot(
    url="https://www.example.com/old",
    fetched_at=NOW,
    exchange=Exchange(
        hops=(
            Hop(url="https://www.example.com/old", status=301, headers=(("Location", "/new"),)),
            Hop(
                url="https://www.example.com/new",
                status=200,
                headers=(("Content-Type", "text/html; charset=windows-1251"), ("X-Robots-Tag", "noarchive")),
            ),
        ),
        fetched_at=NOW,
        size=5,
        seconds=0.25,
    ),
    body=b"\xff<p>\x00",
    robots=(
        RobotsFile(
            url="https://www.example.com/robots.txt",
            status=200,
            body=b"User-agent: *\nDisallow:\n",
            media_type="text/plain",
            redirects=("https://example.com/robots.txt",),
            truncated=True,
        ),
        RobotsFile(
            url="https://example.org/robots.txt",
            status=None,
            error=FetchError(code="dns_failure", message="no such host", hop=0, retryable=True),
        ),
    ),
)
IMAGE = Look(
    kind="image",
    url="https://img.example.org/plum.png",
    ended="done",
    exchange=Exchange(
        hops=(Hop(url="https://img.example.org/plum.png", status=206, headers=(("Content-Type", "image/png"),)),),
        fetched_at=NOW,
        size=4,
    ),
    body=b"\x89PNG",
    cost=Cost(requests=2, bytes=120, seconds=0.5),
)
REFUSED = Look(
    kind="author",
    url="https://example.org/ada",
    ended="refused",
    reason="robots.txt line 2 forbids us: Disallow: /",
    error=FetchError(code="robots_disallowed", message="robots.txt line 2 forbids us", hop=0, retryable=False),
)
RENDERED = Rendered(
    url="https://www.example.com/new",
    final_url="https://www.example.com/new#plums",
    html="<p>Pflaumen – ",
    truncated=True,
    requests=3,
    blocked=2,
    ended="budget",
    reason="20 s are over",
    cost=Cost(requests=3, bytes=4096, seconds=20.0),
)
LOOKED = replace(
    SNAPSHOT,
    rendered=RENDERED,
    images=Images(looks=(IMAGE,), robots=SNAPSHOT.robots or ()),
    probes=Probes(looks=(replace(IMAGE, kind="canonical"), REFUSED)),
)


@pytest.mark.parametrize(
    "snapshot",
    [
        pytest.param(LOOKED, id="rendered, with an image and second requests"),
        pytest.param(replace(SNAPSHOT, images=Images(), probes=Probes()), id="looked, and there was nothing"),
        pytest.param(SNAPSHOT, id="redirect, odd bytes, two robots files"),
        pytest.param(replace(SNAPSHOT, robots=None), id="robots.txt not asked"),
        pytest.param(replace(SNAPSHOT, robots=()), id="robots.txt asked of nobody"),
        pytest.param(replace(SNAPSHOT, text="<p>é", body="<p>é".encode()), id="text of the caller"),
        pytest.param(
            Snapshot(
                url="https://example.com/",
                fetched_at=NOW,
                exchange=None,
                fetch_error=FetchError(code="connect_refused", message="refused", hop=0, retryable=True),
            ),
            id="nothing answered",
        ),
        pytest.param(
            replace(
                SNAPSHOT,
                exchange=Exchange(
                    hops=(Hop(url="https://www.example.com/a", status=200, headers=None),), fetched_at=NOW, size=0
                ),
                body=b"",
            ),
            id="headers not given",
        ),
    ],
)
def test_what_is_saved_is_loaded(tmp_path: Path, snapshot: Snapshot) -> None:
    save(snapshot, tmp_path / "kept")
    assert load(tmp_path / "kept") == snapshot


def test_a_folder_of_an_older_version_is_loaded(tmp_path: Path) -> None:
    save(SNAPSHOT, tmp_path)
    manifest = json.loads((tmp_path / "snapshot.json").read_text(encoding="utf-8"))
    for entry in manifest["robots"]:
        for key in ("media_type", "redirects", "truncated"):
            del entry[key]
    for key in ("rendered", "images", "probes"):
        del manifest[key]
    (tmp_path / "snapshot.json").write_text(json.dumps(manifest), encoding="utf-8")
    loaded = load(tmp_path)
    first, _ = loaded.robots or ()
    assert (loaded.rendered, loaded.images, loaded.probes) == (None, None, None)
    assert (first.media_type, first.redirects, first.truncated) == (None, (), False)


def test_secrets_are_left_out(tmp_path: Path) -> None:
    secret = "s3cr3t"
    url = f"https://user:{secret}@www.example.com/a?token={secret}&page=2"
    hop = Hop(
        url=url,
        status=200,
        headers=(
            ("Set-Cookie", f"session={secret}"),
            ("Authorization", f"Bearer {secret}"),
            ("Location", f"https://www.example.com/b?access_token={secret}"),
            ("X-Kept", "yes"),
        ),
    )
    save(
        Snapshot(
            url=url,
            fetched_at=NOW,
            exchange=Exchange(hops=(hop,), fetched_at=NOW, size=0),
            fetch_error=FetchError(code="x", message=f"no answer from {url}", hop=0, retryable=False),
            rendered=replace(RENDERED, url=url, final_url=url, reason=f"{url} does not come to rest"),
            probes=Probes(
                looks=(
                    replace(
                        REFUSED,
                        url=url,
                        reason=f"{url} refuses",
                        exchange=Exchange(hops=(hop,), fetched_at=NOW, size=0),
                        error=FetchError(code="x", message=f"{url} refuses", hop=0, retryable=False),
                    ),
                ),
                robots=(RobotsFile(url=url, status=200),),
            ),
        ),
        tmp_path / "kept",
    )
    text = (tmp_path / "kept" / "snapshot.json").read_text(encoding="utf-8")
    assert secret not in text
    assert "page=2" in text
    kept = load(tmp_path / "kept")
    assert kept.exchange is not None
    assert kept.exchange.header("x-kept") == ("yes",)
    assert kept.exchange.header("set-cookie") == ()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(SnapshotError, match="holds other files"):
        save(SNAPSHOT, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_saving_follows_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine", encoding="utf-8")
    save(SNAPSHOT, tmp_path / "kept")
    (tmp_path / "kept" / "body").unlink()
    (tmp_path / "kept" / "body").symlink_to(outside)
    with pytest.raises(SnapshotError):
        save(SNAPSHOT, tmp_path / "kept")
    assert outside.read_text(encoding="utf-8") == "mine"


def test_loading_follows_no_link(tmp_path: Path) -> None:
    save(SNAPSHOT, tmp_path / "kept")
    (tmp_path / "kept" / "body").unlink()
    (tmp_path / "kept" / "body").symlink_to("/etc/passwd")
    with pytest.raises(SnapshotError):
        load(tmp_path / "kept")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        pytest.param(lambda d: (d / "snapshot.json").unlink(), "cannot be read", id="no manifest"),
        pytest.param(lambda d: (d / "snapshot.json").write_text("{"), "damaged", id="cut manifest"),
        pytest.param(lambda d: (d / "snapshot.json").write_text("[]"), "not a snapshot", id="another JSON"),
        pytest.param(lambda d: (d / "snapshot.json").write_text("[" * 99_999), "damaged", id="deep JSON"),
        pytest.param(lambda d: (d / "body").unlink(), "cannot be read", id="no body"),
        pytest.param(lambda d: _edit(d, "format", "indexaudit-snapshot/9"), "not a snapshot", id="newer format"),
        pytest.param(lambda d: _edit(d, "fetched_at", "yesterday"), "damaged", id="bad moment"),
        pytest.param(lambda d: _edit(d, "exchange", {"hops": []}), "damaged", id="missing keys"),
    ],
)
def test_damage_is_one_typed_error_that_names_the_folder(tmp_path: Path, damage: object, message: str) -> None:
    save(SNAPSHOT, tmp_path / "kept")
    damage(tmp_path / "kept")  # type: ignore[operator]
    with pytest.raises(SnapshotError, match=message) as error:
        load(tmp_path / "kept")
    assert "kept" in str(error.value)


def _edit(folder: Path, key: str, value: object) -> None:
    path = folder / "snapshot.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest[key] = value
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "media_type", "charset"),
    [
        ("text/html", "text/html", None),
        ('Text/HTML; Charset="UTF-8"', "text/html", "UTF-8"),
        ("text/html;charset=a; charset=b", "text/html", "a"),
        ("nonsense", None, None),
        ("", None, None),
    ],
)
def test_content_type_is_read_once(value: str, media_type: str | None, charset: str | None) -> None:
    hop = Hop(url="https://example.com/", status=200, headers=(("content-TYPE", value),))
    exchange = Exchange(hops=(hop,), fetched_at=NOW, size=0)
    assert (exchange.media_type, exchange.charset) == (media_type, charset)
