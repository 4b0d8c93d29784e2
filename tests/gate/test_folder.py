"""Files to addresses, in the layouts of the generators that people use."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_sites import BASE, astro_redirect, hugo_alias, jekyll_redirect, page, sitemap, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexaudit.errors import ConfigError
from indexaudit.gate.folder import BuiltFolder, read_folder


def paths(built: BuiltFolder) -> dict[str, str]:
    """File to address, without the base."""
    return {one.path: one.url.removeprefix(built.base_url) for one in built.pages}


def test_hugo_writes_a_folder_for_each_page(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "index.html": page("Plums", canonical=BASE, links=["/posts/"]),
            "posts/index.html": page("Posts", links=["/posts/drying-plums/"]),
            "posts/drying-plums/index.html": page(canonical=f"{BASE}posts/drying-plums/"),
            "posts/page/1/index.html": hugo_alias(f"{BASE}posts/"),
            "tags/index.html": page("Tags"),
            "404.html": page("404 Page not found"),
            "index.xml": "<rss/>",
            "sitemap.xml": sitemap(BASE, f"{BASE}posts/drying-plums/"),
            "robots.txt": "User-agent: *",
        },
    )
    built = read_folder(site, BASE)
    assert paths(built) == {
        "index.html": "",
        "posts/index.html": "posts/",
        "posts/drying-plums/index.html": "posts/drying-plums/",
        "tags/index.html": "tags/",
    }
    (alias,) = built.moved
    assert (alias.url, alias.target, alias.status) == (f"{BASE}posts/page/1/", f"{BASE}posts/", 301)
    assert {"404.html", "index.xml", "sitemap.xml", "robots.txt"} == built.files
    assert built.notes == ()


def test_hugo_with_ugly_urls_has_a_page_at_the_folder_that_its_url_names(tmp_path: Path) -> None:
    pears = "keeping/pears/"
    site = write(
        tmp_path,
        {
            "index.html": page("Plums", canonical=f"{BASE}index.html", links=["/posts/index.html", f"/{pears}"]),
            "posts/index.html": page("Posts", canonical=f"{BASE}posts/index.html"),
            "tags/index.html": page("Tags", canonical=f"{BASE}tags/index.html"),
            "posts/plums.html": page("Plums", canonical=f"{BASE}posts/plums.html"),
            f"{pears}index.html": page("Pears", canonical=BASE + pears),
        },
    )
    built = read_folder(site, BASE)
    assert paths(built) == {
        "index.html": "index.html",
        "posts/index.html": "posts/index.html",
        "tags/index.html": "tags/index.html",
        "posts/plums.html": "posts/plums.html",
        f"{pears}index.html": pears,
    }


def test_jekyll_keeps_html_where_canonicals_say_so(tmp_path: Path) -> None:
    post = "2026/01/02/drying-plums.html"
    site = write(
        tmp_path,
        {
            "index.html": page("Plums", canonical=BASE, links=[f"/{post}", "/about/"]),
            post: page(canonical=BASE + post),
            "about/index.html": page("About", canonical=f"{BASE}about/"),
            "old-plums.html": jekyll_redirect(BASE + post),
            "feed.xml": "<feed/>",
        },
    )
    built = read_folder(site, BASE)
    assert paths(built) == {"index.html": "", post: post, "about/index.html": "about/"}
    assert [(one.url, one.target) for one in built.moved] == [(f"{BASE}old-plums.html", BASE + post)]


def test_jekyll_on_github_pages_serves_posts_without_html(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "index.html": page("Plums"),
            "2026/drying-plums.html": page(canonical=f"{BASE}2026/drying-plums"),
            "2026/stewing-plums.html": page(canonical=f"{BASE}2026/stewing-plums"),
        },
    )
    built = read_folder(site, BASE)
    assert paths(built)["2026/drying-plums.html"] == "2026/drying-plums"
    assert built.notes == (
        "addresses: 2026/drying-plums.html is taken to be served at /2026/drying-plums (by 2 canonicals)",
    )


def test_eleventy_writes_folders_and_names_no_canonical(tmp_path: Path) -> None:
    links = ["/", "/blog/", "/blog/drying-plums/"]
    files = {name: page(links=links) for name in ("index.html", "blog/index.html", "blog/drying-plums/index.html")}
    assert list(paths(read_folder(write(tmp_path, files), BASE)).values()) == ["blog/drying-plums/", "blog/", ""]


@pytest.mark.parametrize("delay", [0, 2])
def test_astro_writes_files_and_redirects_without_a_head(tmp_path: Path, delay: int) -> None:
    site = write(
        tmp_path,
        {
            "index.html": page("Plums", canonical=BASE),
            "about.html": page("About", canonical=f"{BASE}about"),
            "blog/drying-plums.html": page(canonical=f"{BASE}blog/drying-plums"),
            "old.html": astro_redirect("/about", delay),
            "_astro/page.css": "",
        },
    )
    built = read_folder(site, BASE)
    assert paths(built) == {"index.html": "", "about.html": "about", "blog/drying-plums.html": "blog/drying-plums"}
    (moved,) = built.moved
    assert (moved.url, moved.target, moved.status) == (f"{BASE}old", f"{BASE}about", 302 if delay else 301)


def test_next_exports_files_that_links_name_without_html(tmp_path: Path) -> None:
    links = ["/about", "/blog/drying-plums"]
    site = write(
        tmp_path,
        {
            "index.html": page("Plums", links=links),
            "about.html": page("About", links=links),
            "blog/drying-plums.html": page(links=links),
            "404.html": page("Not found"),
            "404/index.html": page("Not found"),
            "_next/static/chunk.js": "",
        },
    )
    built = read_folder(site, BASE)
    assert paths(built) == {"index.html": "", "about.html": "about", "blog/drying-plums.html": "blog/drying-plums"}


@pytest.mark.parametrize(("directories", "address"), [(True, "guide/drying/"), (False, "guide/drying.html")])
def test_mkdocs_with_and_without_directory_urls(tmp_path: Path, directories: bool, address: str) -> None:
    name = "guide/drying/index.html" if directories else "guide/drying.html"
    base = f"{BASE}docs/"
    files = {"index.html": page("Plums", canonical=base, links=[address]), name: page(canonical=base + address)}
    built = read_folder(write(tmp_path, files), base.rstrip("/"))
    assert paths(built)[name] == address
    assert built.base_url == base


@pytest.mark.parametrize("name", ["docs/intro/index.html", "docs/intro.html"])
def test_docusaurus_says_in_canonicals_that_addresses_have_no_slash(tmp_path: Path, name: str) -> None:
    files = {"index.html": page("Plums", canonical=BASE), name: page("Intro", canonical=f"{BASE}docs/intro")}
    assert paths(read_folder(write(tmp_path, files), BASE))[name] == "docs/intro"


def test_sphinx_keeps_html_and_its_index_and_search_are_pages(tmp_path: Path) -> None:
    names = ["index.html", "usage.html", "genindex.html", "search.html", "api/index.html", "_modules/plums.html"]
    site = write(tmp_path, {name: page(name, canonical=BASE + name) for name in names})
    write(
        tmp_path, {"_static/macros.html": "<!-- macros -->{% macro link() %}", "objects.inv": "", "searchindex.js": ""}
    )
    built = read_folder(site, BASE)
    assert paths(built) == {name: name for name in names}
    assert any(note.startswith("_static/macros.html: is a piece of a page") for note in built.notes)


def test_sphinx_without_a_base_address_is_read_by_its_relative_links(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "index.html": page("Plums", links=["usage.html", "api/index.html", "#"]),
            "usage.html": page("Usage", links=["index.html", "api/index.html"]),
            "api/index.html": page("API", links=["../usage.html", "../index.html"]),
        },
    )
    assert paths(read_folder(site, BASE)) == {
        "index.html": "",
        "usage.html": "usage.html",
        "api/index.html": "api/index.html",
    }


def test_pelican_keeps_html(tmp_path: Path) -> None:
    names = ["index.html", "drying-plums.html", "pages/about.html", "category/fruit.html", "archives.html"]
    built = read_folder(write(tmp_path, {name: page(links=[f"/{n}" for n in names[1:]]) for name in names}), BASE)
    assert paths(built) == {name: "" if name == "index.html" else name for name in names}


def test_a_sitemap_decides_where_no_canonical_does(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {
            "index.html": page(links=["/about.html"]),
            "about.html": page("About"),
            "sitemap-0.xml": sitemap(f"{BASE}about/"),
        },
    )
    assert paths(read_folder(site, BASE))["about.html"] == "about/"


def test_one_page_with_another_canonical_is_outvoted(tmp_path: Path) -> None:
    files = {f"{n}.html": page(canonical=f"{BASE}{n}") for n in "abc"} | {"d.html": page(canonical=f"{BASE}d.html")}
    built = read_folder(write(tmp_path, files), BASE)
    assert paths(built)["d.html"] == "d"
    assert "by 3 canonicals, against 1" in built.notes[0]


def test_without_any_sign_files_keep_their_names_and_folders_their_slash(tmp_path: Path) -> None:
    built = read_folder(write(tmp_path, {"about.html": page(), "guide/index.html": page()}), BASE)
    assert paths(built) == {"about.html": "about.html", "guide/index.html": "guide/"}


def test_vercel_says_how_pages_are_served(tmp_path: Path) -> None:
    site = write(tmp_path / "out", {"index.html": page(), "about.html": page(canonical=f"{BASE}about.html")})
    write(tmp_path, {"vercel.json": '{"cleanUrls": true, "trailingSlash": true}'})
    built = read_folder(site, BASE)
    assert paths(built)["about.html"] == "about/"
    assert "vercel.json: stands beside the folder, and was read" in built.notes


def test_names_are_percent_encoded_and_keep_their_case(tmp_path: Path) -> None:
    names = ["Über uns/index.html", "100% plums.html", "a+b.html", "What?.html", "CamelCase.html"]
    built = read_folder(write(tmp_path, dict.fromkeys(names, page())), BASE)
    assert paths(built) == {
        "Über uns/index.html": "%C3%9Cber%20uns/",
        "100% plums.html": "100%25%20plums.html",
        "a+b.html": "a+b.html",
        "What?.html": "What%3F.html",
        "CamelCase.html": "CamelCase.html",
    }


def test_error_pages_are_no_pages_and_a_list_has_a_404th_part(tmp_path: Path) -> None:
    names = ["index.html", "404.html", "de/404.html", "fr/404/index.html", "page/404/index.html"]
    built = read_folder(write(tmp_path, dict.fromkeys(names, page())), BASE)
    assert list(paths(built)) == ["index.html", "page/404/index.html"]


def test_two_files_for_one_address_are_told_of(tmp_path: Path) -> None:
    beside = read_folder(write(tmp_path / "1", {"a.html": page(), "a/index.html": page()}), BASE)
    assert paths(beside) == {"a.html": "a.html", "a/index.html": "a/"}
    assert any("stands beside a.html" in note for note in beside.notes)
    files = {name: page(canonical=f"{BASE}a") for name in ("a.html", "a/index.html")}
    same = read_folder(write(tmp_path / "2", files), BASE)
    assert paths(same) == {"a.html": "a"}
    assert any("would be served at the address of a.html" in note for note in same.notes)


def test_a_page_that_refreshes_itself_or_late_is_a_page(tmp_path: Path) -> None:
    refresh = '<meta http-equiv="refresh" content="{}">'
    site = write(
        tmp_path,
        {
            "live/index.html": page(head=refresh.format("5; url=/live/")),
            "late.html": page(head=refresh.format("60; url=/live/")),
            "bare.html": page(head=refresh.format("30")),
        },
    )
    built = read_folder(site, BASE)
    assert len(built.pages) == 3
    assert built.moved == ()


def test_a_file_that_is_not_utf_8_is_a_page(tmp_path: Path) -> None:
    latin = page("Prünell", head='<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')
    files = {"latin.html": latin.encode("latin-1"), "wide.html": page("Wide").encode("utf-16")}
    assert len(read_folder(write(tmp_path, files), BASE).pages) == 2


# --- what the caller does wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("plums.example", "https://plums.example"),
        ("https://plums.example/?page=1", "has a query"),
        ("https://plums.example/#top", "has a fragment"),
        ("ftp://plums.example/", "base URL"),
        ("", "base URL"),
        ("https://ada:secret@plums.example/", "user name or password"),
    ],
)
def test_a_base_address_that_is_none_is_said_in_one_line(tmp_path: Path, base: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_folder(write(tmp_path, {"index.html": page()}), base)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)


def test_a_folder_without_pages_is_said_in_one_line(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    file = tmp_path / "file"
    file.touch()
    for folder, said in [
        (empty, "is empty"),
        (write(tmp_path / "assets", {"style.css": ""}), "holds no HTML"),
        (write(tmp_path / "errors", {"404.html": page()}), "holds no page"),
        (tmp_path / "nowhere", "is not there"),
        (file, "is a file"),
    ]:
        with pytest.raises(ConfigError, match=said):
            read_folder(folder, BASE)


# --- what the folder does wrong ---------------------------------------------------------------------------------------


def test_links_out_of_the_folder_and_round_in_it_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.html": page("Secret")})
    site = write(tmp_path / "site", {"index.html": page(), "v1/index.html": page()})
    (site / "loop").symlink_to(site)
    (site / "latest").symlink_to(site / "v1")
    (site / "secret.html").symlink_to(outside / "secret.html")
    (site / "gone.html").symlink_to(site / "nowhere.html")
    (site / "copy.html").symlink_to(site / "index.html")
    built = read_folder(site, BASE)
    assert list(paths(built)) == ["copy.html", "index.html", "v1/index.html"]
    assert set(built.unseen) == {"loop", "latest", "secret.html", "gone.html"}
    assert built.notes == (
        "gone.html, latest, loop and 1 more: is a link to a folder or out of the built folder, and was not followed",
    )


def test_a_file_that_cannot_be_read_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexaudit.gate import folder

    real = folder.read_file

    def refused(root: Path, name: str, most: int) -> bytes:
        if name == "shut.html":
            raise PermissionError(13, "Permission denied")
        return real(root, name, most)

    monkeypatch.setattr(folder, "read_file", refused)
    built = read_folder(write(tmp_path, {"index.html": page(), "shut.html": page()}), BASE)
    assert list(paths(built)) == ["index.html"]
    assert built.unseen == ("shut.html",)
    assert built.notes == ("shut.html: could not be read (Permission denied)",)


def test_hidden_folders_and_proofs_of_consoles_are_no_pages(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        {"index.html": page(), ".git/x.html": page(), "google1a2b.html": "google-site-verification: google1a2b.html"},
    )
    built = read_folder(site, BASE)
    assert list(paths(built)) == ["index.html"]
    assert built.files == {"google1a2b.html"}


_NAME = st.text("aB-é %?", min_size=1, max_size=4).filter(lambda name: not name.startswith(".")).map(str)
_FILE = st.lists(_NAME, min_size=1, max_size=3).map("/".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.sets(_FILE, min_size=1, max_size=8),
    index=st.booleans(),
    style=st.sampled_from(["{}", "{}/", "{}.html", "{}/index.html"]),
)
def test_every_page_has_one_address_and_no_two_share_one(
    tmp_path_factory: pytest.TempPathFactory, names: set[str], index: bool, style: str
) -> None:
    folder = tmp_path_factory.mktemp("site")
    files = {f"{n}.html": page(canonical=BASE + style.format(n)) for n in names}
    if index:
        files |= {f"{n}/index.html": page(canonical=BASE + style.format(n)) for n in names}
    built = read_folder(write(folder, files), BASE)
    addresses = [one.url for one in built.pages]
    assert len(set(addresses)) == len(addresses)
    assert all(address.startswith(BASE) and address.isascii() for address in addresses)
    # Nothing is lost: a file is a page, or is told of.
    assert {one.path for one in built.pages} | built.files == set(files)


@pytest.mark.parametrize(
    ("base", "said"),
    [
        pytest.param(
            "https://tidewrack.exmaple/", "3 of 3 canonicals and the sitemap name https://plums.example/", id="host"
        ),
        pytest.param(
            "http://plums.example/", "3 of 3 canonicals and the sitemap name https://plums.example/", id="scheme"
        ),
        pytest.param(
            "https://plums.example/blog/", "3 of 3 canonicals and the sitemap name https://plums.example/", id="path"
        ),
        pytest.param(BASE, None, id="right"),
    ],
)
def test_a_base_url_that_the_pages_do_not_name_is_said(tmp_path: Path, base: str, said: str | None) -> None:
    site = write(
        tmp_path,
        {
            "index.html": page("Plums", canonical=BASE),
            "posts/index.html": page("Posts", canonical=f"{BASE}posts/"),
            "posts/drying/index.html": page("Drying", canonical=f"{BASE}posts/drying/"),
            "posts/copy/index.html": page("A copy", canonical="https://other.example/elsewhere/"),
            "sitemap.xml": sitemap(BASE, f"{BASE}posts/"),
        },
    )
    found = [note for note in read_folder(site, base).notes if "--base-url" in note]
    assert found == (
        [] if said is None else [f"base URL: {said}; is --base-url {base} right, and the site built for it?"]
    )


def test_a_base_url_without_its_folder_is_said(tmp_path: Path) -> None:
    base = f"{BASE}blog/"
    site = write(
        tmp_path,
        {
            "index.html": page("Plums", canonical=base),
            "posts/index.html": page("Posts", canonical=f"{base}posts/"),
            "about.html": page("About", canonical=f"{base}about"),
        },
    )
    assert f"base URL: 3 of 3 canonicals name {base}; is --base-url {BASE} right, and the site built for it?" in (
        read_folder(site, BASE).notes
    )


def test_a_sitemap_alone_tells_of_another_base_url(tmp_path: Path) -> None:
    site = write(tmp_path, {"index.html": page("Plums"), "sitemap.xml": sitemap(BASE, f"{BASE}posts/")})
    (note,) = read_folder(site, "https://plum.example/").notes
    assert note.startswith(f"base URL: the sitemap names {BASE}; is --base-url")
