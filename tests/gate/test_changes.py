"""What a change touches: by git, by a list, against an older build, for nine generators."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from indexaudit.errors import ChangesError
from indexaudit.gate import git_diff
from indexaudit.gate.changes import Changes, changed_against, changed_files, changed_since, read_list

HOME = "https://larder.example/"


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of the machine, and no repository above the test's folder."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=Ada Field", "-c", "user.email=ada@larder.example"]
    done = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def commit(root: Path, message: str = "A step") -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def places(*paths: str) -> dict[str, str]:
    return {HOME + path.removesuffix("index.html"): path for path in paths}


BUILT = places("index.html", "posts/index.html", "posts/plums/index.html", "posts/quinces/index.html")


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A Hugo blog under git: main has two posts, and a branch has left it."""
    root = tmp_path / "blog"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    sources = {
        ".gitignore": "public/\n",
        "hugo.toml": "title = 'Larder'\n",
        "content/posts/plums.md": "---\ntitle: Plums\n---\nDry them slowly.\n",
        "content/posts/quinces.md": "---\ntitle: Quinces\n---\nCook them long.\n",
        "layouts/_default/single.html": "<h1>{{ .Title }}</h1>",
        "static/style.css": "h1 { color: plum }",
    }
    write(root, sources)
    commit(root)
    git(root, "checkout", "--quiet", "-b", "new-post")
    write(root, {f"public/{path}": "<title>Page</title>" for path in BUILT.values()})
    return root


def since(root: Path, rev: str = "main", **more: object) -> Changes:
    return changed_since(root / "public", rev, places=BUILT, **more)  # type: ignore[arg-type]


# --- git ------------------------------------------------------------------------------------------------------------


def test_a_branch_without_changes_touches_nothing(blog: Path) -> None:
    assert since(blog) == Changes(files=(), pages=frozenset())


@pytest.mark.parametrize("state", ["commit", "index", "tree"])
def test_a_changed_source_touches_its_page_committed_or_not(blog: Path, state: str) -> None:
    write(blog, {"content/posts/plums.md": "---\ntitle: Plums\n---\nDry them very slowly.\n"})
    if state == "commit":
        commit(blog)
    elif state == "index":
        git(blog, "add", "--all")
    found = since(blog)
    assert found.files == ("content/posts/plums.md",)
    assert found.pages == {f"{HOME}posts/plums/"}
    assert (found.everything, found.unmapped, found.configuration, found.notes) == (False, (), False, ())
    assert found.touch(f"{HOME}posts/plums/")
    assert not found.touch(f"{HOME}posts/quinces/")


def test_an_untracked_source_is_a_change(blog: Path) -> None:
    write(blog, {"content/posts/medlars.md": "Wait for frost.\n"})
    pages = {**BUILT, f"{HOME}posts/medlars/": "posts/medlars/index.html"}
    found = changed_since(blog / "public", "main", places=pages)
    assert found.pages == {f"{HOME}posts/medlars/"}


def test_what_was_done_on_the_other_branch_since_is_not_ours(blog: Path) -> None:
    write(blog, {"content/posts/plums.md": "Ours.\n"})
    commit(blog)
    git(blog, "checkout", "--quiet", "main")
    write(blog, {"content/posts/quinces.md": "Theirs.\n"})
    commit(blog)
    git(blog, "checkout", "--quiet", "new-post")
    assert since(blog).files == ("content/posts/plums.md",)


def test_a_renamed_source_touches_the_page_of_its_new_name(blog: Path) -> None:
    git(blog, "mv", "content/posts/plums.md", "content/posts/prunes.md")
    pages = {**BUILT, f"{HOME}posts/prunes/": "posts/prunes/index.html"}
    found = changed_since(blog / "public", "main", places=pages)
    assert found.pages == {f"{HOME}posts/prunes/"}
    assert found.files == ("content/posts/plums.md", "content/posts/prunes.md")
    assert found.unmapped == ()


def test_a_removed_source_touches_no_page_and_is_listed(blog: Path) -> None:
    (blog / "content/posts/plums.md").unlink()
    found = since(blog)
    assert (found.files, found.pages, found.unmapped) == (("content/posts/plums.md",), frozenset(), ())


def test_a_moved_layout_touches_everything(blog: Path) -> None:
    git(blog, "mv", "layouts/_default/single.html", "old-single.txt")
    found = since(blog)
    assert found.everything
    assert found.notes == ("every page may have changed, for this shapes them: layouts/_default/single.html",)
    assert found.touch(f"{HOME}posts/quinces/")


def test_a_draft_is_said(blog: Path) -> None:
    write(blog, {"content/posts/medlars.md": "---\ndraft: true\n---\n"})
    found = since(blog)
    assert found.unmapped == ("content/posts/medlars.md",)
    assert found.lost == {}
    assert found.notes == (
        "1 changed source leads to no built page (a draft, or dated later): content/posts/medlars.md",
    )


@pytest.mark.parametrize(
    ("name", "text", "lost"),
    [
        pytest.param("content/posts/medlars.md", "---\ntitle: Medlars\n---\n", True, id="front matter"),
        pytest.param("content/posts/medlars.md", "Wait for frost.\n", True, id="beside sources of pages"),
        pytest.param("content/notes/medlars.md", "Wait for frost.\n", False, id="a text of any kind"),
        pytest.param("content/posts/README.md", "How we write.\n", False, id="a readme"),
        pytest.param("content/posts/medlars.md", "---\ndraft: true\n---\n", False, id="a draft"),
        pytest.param("content/posts/medlars.md", "+++\ndraft = true\n+++\n", False, id="a draft in TOML"),
        pytest.param("content/posts/medlars.md", "---\npublished: false\n---\n", False, id="not published"),
        pytest.param("content/posts/medlars.md", "title: Medlars\nstatus: draft\n\nFrost.", False, id="of Pelican"),
        pytest.param("content/_drafts/medlars.md", "---\ntitle: Medlars\n---\n", False, id="in a folder of drafts"),
        pytest.param("docs/Drafts/medlars.md", "---\ntitle: Medlars\n---\n", False, id="in one of MkDocs"),
        pytest.param("content/posts/medlars.md", "---\ndate: 2026-02-01T09:00:00Z\n---\n", False, id="dated later"),
        pytest.param("content/posts/medlars.md", "---\ndate: 2026-01-15\n---\n", True, id="dated today"),
        pytest.param("data/fruit.yaml", "medlar: brown\n", False, id="data"),
        pytest.param("layouts/partials/fruit.html", "<p>Fruit</p>", False, id="a part of pages"),
    ],
)
def test_a_source_that_made_no_page_and_is_no_draft_is_lost(blog: Path, name: str, text: str, lost: bool) -> None:
    write(blog, {name: text})
    found = since(blog, today=date(2026, 1, 15))
    assert dict(found.lost) == ({name: blog / name} if lost else {})


def test_a_source_that_is_removed_is_not_lost(blog: Path) -> None:
    (blog / "content/posts/plums.md").unlink()
    found = changed_since(blog / "public", "main", places=places("index.html", "posts/quinces/index.html"))
    assert found.lost == {}


def test_a_style_sheet_touches_no_page(blog: Path) -> None:
    write(blog, {"static/style.css": "h1 { color: green }", ".github/workflows/gate.yml": "on: push"})
    found = since(blog)
    assert len(found.files) == 2
    assert (found.pages, found.everything, found.unmapped) == (frozenset(), False, ())


def test_names_outside_ascii_and_with_line_ends_are_found(blog: Path) -> None:
    odd = 'content/posts/pflaumen-"müs\nli".md'
    write(blog, {"content/posts/crème-brûlée.md": "Burn the sugar.\n", odd: "Soak overnight.\n"})
    commit(blog)
    pages = {**BUILT, f"{HOME}posts/cr%C3%A8me/": "posts/crème-brûlée/index.html"}
    found = changed_since(blog / "public", "main", places=pages)
    assert found.pages == {f"{HOME}posts/cr%C3%A8me/"}
    assert found.unmapped == (odd,)


def test_a_build_that_is_not_kept_is_no_change_and_one_that_is_counts(blog: Path) -> None:
    write(blog, {".gitignore": "\n"})
    assert since(blog).pages == frozenset()
    commit(blog, "The build is kept")
    git(blog, "branch", "--force", "main")
    write(blog, {"public/posts/plums/index.html": "<title>Other</title>", "public/robots.txt": "User-agent: *"})
    found = since(blog)
    assert found.pages == {f"{HOME}posts/plums/"}
    assert found.everything  # its robots.txt is new
    assert found.files == ("public/posts/plums/index.html", "public/robots.txt")


def test_a_site_that_is_not_built_is_its_own_source(tmp_path: Path) -> None:
    root = tmp_path / "plain"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    write(root, {"index.html": "<title>Home</title>", "about.html": "<title>About</title>"})
    first = commit(root)
    write(root, {"about.html": "<title>About us</title>"})
    found = changed_since(root, first, places=places("index.html", "about.html"))
    assert found.pages == {f"{HOME}about.html"}


def test_a_built_folder_that_is_a_worktree_of_its_own_is_compared_by_its_sources(blog: Path) -> None:
    git(blog, "branch", "pages-branch")
    for path in sorted((blog / "public").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (blog / "public").rmdir()
    git(blog, "worktree", "add", "--quiet", "public", "pages-branch")
    write(blog, {"content/posts/plums.md": "Dry them.\n"})
    found = since(blog)
    assert found.pages == {f"{HOME}posts/plums/"}


def test_a_build_outside_the_repository_needs_its_name(blog: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "build"
    elsewhere.mkdir()
    write(blog, {"content/posts/plums.md": "Dry them.\n"})
    found = changed_since(elsewhere, "main", places=BUILT, repository=blog / "content")
    assert found.pages == {f"{HOME}posts/plums/"}


def test_configuration_and_baseline_in_the_same_change_are_said(blog: Path) -> None:
    write(blog, {"indexaudit.toml": "fail_on = 'never'\n", "known.json": "{}", "pyproject.toml": "\n"})
    found = since(blog, own_files=[blog / "known.json"])
    assert found.configuration
    assert found.notes == (
        "the configuration or baseline of indexaudit changed with the pages: indexaudit.toml, known.json",
    )
    assert since(blog, own_files=[blog / "pyproject.toml"]).notes[0].endswith("indexaudit.toml, pyproject.toml")


def test_ten_thousand_changed_files(blog: Path) -> None:
    names = [f"a-post-about-jar-{n}" for n in range(10_000)]
    write(blog, {f"content/posts/{name}.md": "A jar.\n" for name in names})
    pages = {f"{HOME}posts/{name}/": f"posts/{name}/index.html" for name in names}
    found = changed_since(blog / "public", "main", places=pages)
    assert found.pages == set(pages)
    assert len(found.files) == 10_000


# --- what git cannot tell ---------------------------------------------------------------------------------------------


def message(call: object, *arguments: object, **more: object) -> str:
    with pytest.raises(ChangesError) as error:
        call(*arguments, **more)  # type: ignore[operator]
    assert error.value.code == "changes"
    assert "\n" not in str(error.value)
    return str(error.value)


def test_an_unknown_revision_names_the_remote_branch(blog: Path, tmp_path: Path) -> None:
    assert "revision 'nowhere' is not in" in message(since, blog, "nowhere")
    git(blog, "checkout", "--quiet", "main")
    git(tmp_path, "clone", "--quiet", str(blog), "clone")
    git(tmp_path / "clone", "checkout", "--quiet", "-b", "mine")
    git(tmp_path / "clone", "branch", "--quiet", "-D", "main")
    (tmp_path / "clone" / "public").mkdir()
    assert message(since, tmp_path / "clone").endswith("did you mean 'origin/main'?")


def test_a_shallow_clone_without_the_revision_says_how_to_fetch_it(blog: Path, tmp_path: Path) -> None:
    first = git(blog, "rev-parse", "HEAD")
    write(blog, {"content/posts/plums.md": "Dry them.\n"})
    commit(blog)
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=new-post", f"file://{blog}", "clone")
    (tmp_path / "clone" / "public").mkdir()
    said = message(since, tmp_path / "clone", first)
    assert "shallow" in said
    assert "fetch-depth: 0" in said


def test_a_shallow_clone_with_both_ends_and_nothing_between_compares_them_and_says_so(
    blog: Path, tmp_path: Path
) -> None:
    write(blog, {"content/posts/plums.md": "Ours.\n"})
    commit(blog)
    git(blog, "checkout", "--quiet", "main")
    write(blog, {"content/posts/quinces.md": "Theirs.\n"})
    commit(blog)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=new-post", f"file://{blog}", "clone")
    (clone / "public").mkdir()
    found = since(clone, "origin/main")
    assert found.pages == {f"{HOME}posts/plums/", f"{HOME}posts/quinces/"}
    assert "fetch-depth: 0" in found.notes[0]


@pytest.mark.parametrize("rev", ["", " ", "--output=/tmp/taken", "-p", "a\0b"])
def test_what_is_no_revision_never_reaches_git(blog: Path, rev: str) -> None:
    assert "is no revision" in message(since, blog, rev)


def test_no_repository_no_git_and_no_commit_are_one_clear_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "public").mkdir()
    monkeypatch.chdir(tmp_path)
    assert "lies in no git repository" in message(since, tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    assert "revision 'HEAD' is not in" in message(since, tmp_path, "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert message(since, tmp_path).startswith("there is no git program")


def test_a_git_that_does_not_answer_is_given_up(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*arguments: object, **options: object) -> object:
        assert options["timeout"] == git_diff._SECONDS
        raise subprocess.TimeoutExpired("git", 1)

    monkeypatch.setattr(git_diff.subprocess, "run", never)
    assert "did not answer" in message(since, blog)


def test_no_program_that_a_repository_names_is_run(blog: Path, tmp_path: Path) -> None:
    spy = tmp_path / "spy.sh"
    spy.write_text(f"#!/bin/sh\ntouch {tmp_path / 'taken'}\ncat\n")
    spy.chmod(0o755)
    for key in ("diff.external", "core.fsmonitor", "core.pager", "diff.taken.textconv", "diff.taken.command"):
        git(blog, "config", key, str(spy))
    write(blog, {".gitattributes": "*.md diff=taken\n", "content/posts/plums.md": "Dry them.\n"})
    assert since(blog).pages == {f"{HOME}posts/plums/"}
    assert not (tmp_path / "taken").exists()


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a.md\nb c.md\n", ("a.md", "b c.md"), id="lines"),
        pytest.param(b"\xef\xbb\xbfa.md\r\n\r\n  b.md  \r\n", ("a.md", "b.md"), id="Windows"),
        pytest.param(b"a\nb.md\0c.md\0", ("a\nb.md", "c.md"), id="NUL"),
        pytest.param(rb'"caf\303\251 \"au lait\"\t.md"' + b"\n", ('café "au lait"\t.md',), id="as git quotes"),
        pytest.param('"ä\\\\b.md"'.encode(), ("ä\\b.md",), id="quoted, with UTF-8"),
        pytest.param(b"\xff.md", ("\udcff.md",), id="no UTF-8"),
        pytest.param(b"", (), id="empty"),
    ],
)
def test_lists_of_files(data: bytes, expected: tuple[str, ...]) -> None:
    assert read_list(io.BytesIO(data)) == expected


def test_a_list_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexaudit.gate.changes._LIST_BYTES", 10)
    assert "more than 10 bytes" in message(read_list, io.BytesIO(b"a" * 11))


def test_a_list_may_name_sources_built_files_and_addresses(blog: Path) -> None:
    paths = ["content/posts/plums.md", str(blog / "public/posts/index.html"), f"{HOME}posts/quinces/", "gone.md"]
    found = changed_files(paths, folder=blog / "public", places=BUILT, root=blog)
    assert found.pages == {f"{HOME}posts/plums/", f"{HOME}posts/", f"{HOME}posts/quinces/"}
    assert found.files == tuple(sorted(paths))
    assert (found.everything, found.unmapped) == (False, ())


def test_paths_that_lead_out_of_the_root_are_no_pages_of_it(blog: Path) -> None:
    found = changed_files(
        ["../../etc/passwd", "/etc/passwd", "a\0b.md"], folder=blog / "public", places=BUILT, root=blog
    )
    assert (found.pages, found.everything) == (frozenset(), False)


# --- against an older build -------------------------------------------------------------------------------------------


def test_pages_that_an_older_build_has_otherwise_or_not_at_all(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    write(new, dict.fromkeys(BUILT.values(), "<title>Page</title>"))
    write(old, dict.fromkeys(BUILT.values(), "<title>Page</title>"))
    assert changed_against(new, old, places=BUILT) == Changes(files=(), pages=frozenset())
    write(old, {"posts/plums/index.html": "<title>Pape</title>", "gone/index.html": "<title>Gone</title>"})
    (old / "posts/quinces/index.html").unlink()
    found = changed_against(new, old, places=BUILT)
    assert found.pages == {f"{HOME}posts/plums/", f"{HOME}posts/quinces/"}
    assert found.files == ("posts/plums/index.html", "posts/quinces/index.html")
    assert not found.everything


def test_another_robots_txt_touches_everything(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    write(new, {"index.html": "x", "robots.txt": "User-agent: *\nDisallow: /\n"})
    write(old, {"index.html": "x"})
    found = changed_against(new, old, places=places("index.html"))
    assert found.everything
    assert "robots.txt" in found.notes[0]


def test_a_build_that_writes_its_time_into_each_page_is_said(tmp_path: Path) -> None:
    pages = places(*(f"{n}.html" for n in range(20)))
    write(tmp_path / "new", dict.fromkeys(pages.values(), "built at noon"))
    write(tmp_path / "old", dict.fromkeys(pages.values(), "built at nine"))
    found = changed_against(tmp_path / "new", tmp_path / "old", places=pages)
    assert found.notes[0].startswith("20 of 20 pages differ")


def test_an_older_build_that_is_not_there(tmp_path: Path) -> None:
    assert "is not there" in message(changed_against, tmp_path, tmp_path / "old", places={})
    write(tmp_path, {"old": "a file"})
    assert "is no folder" in message(changed_against, tmp_path, tmp_path / "old", places={})


# --- generators -------------------------------------------------------------------------------------------------------

PAGES = places(
    "index.html",
    "about/index.html",
    "team/about/index.html",
    "blog/index.html",
    "blog/drying-plums/index.html",
    "blog/page/2/index.html",
    "2026/03/01/drying-plums.html",
    "docs/guide/intro/index.html",
    "docs/index.html",
    "guide/intro/index.html",
    "guide/setup.html",
    "fr/posts/prunes/index.html",
    "posts/prunes/index.html",
    "kitchen/index.html",
    "recipes/quince-jelly/index.html",
    "why-i-dry-fruit.html",
    "pages/imprint.html",
    "blog/2026/03/01/salt/index.html",
    "old/prunes/index.html",
    "straße-der-pflaumen/index.html",
)
EVERYTHING = "everything"
UNMAPPED = "unmapped"
NOTHING = "nothing"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        # Hugo
        ("content/_index.md", "", ["index.html"]),
        ("content/about.md", "", ["about/index.html"]),
        ("content/posts/prunes.md", "", ["posts/prunes/index.html"]),
        ("content/posts/prunes/index.md", "", ["posts/prunes/index.html"]),
        ("content/posts/prunes.fr.md", "", ["fr/posts/prunes/index.html"]),
        ("content/posts/x.md", "+++\nslug = 'prunes'\n+++\n", ["posts/prunes/index.html"]),
        ("content/posts/x.md", "---\nurl: /kitchen/\n---\n", ["kitchen/index.html"]),
        ("content/posts/x.md", '{"url": "/kitchen/"}\n', ["kitchen/index.html"]),
        (
            "content/posts/prunes.md",
            "---\naliases:\n  - /old/prunes/\n---\n",
            ["old/prunes/index.html", "posts/prunes/index.html"],
        ),
        ("content/posts/Quince Jelly.md", "", ["recipes/quince-jelly/index.html"]),
        ("content/posts/unknown.md", "---\nid: 2\n---\n", UNMAPPED),
        ("content/posts/strasse-der-pflaumen.md", "", ["straße-der-pflaumen/index.html"]),
        ("layouts/partials/head.html", "", EVERYTHING),
        ("themes/plain/layouts/_default/baseof.html", "", EVERYTHING),
        ("config/_default/params.toml", "", EVERYTHING),
        ("data/people.yaml", "", EVERYTHING),
        ("archetypes/default.md", "", NOTHING),
        ("static/robots.txt", "", EVERYTHING),
        ("content/posts/prunes/photo.jpg", "", NOTHING),
        # Jekyll
        ("_posts/2026-03-01-drying-plums.md", "", ["2026/03/01/drying-plums.html"]),
        ("_posts/2026-03-01-quince-jelly.md", "", ["recipes/quince-jelly/index.html"]),
        ("_recipes/quince-jelly.md", "", ["recipes/quince-jelly/index.html"]),
        ("about.md", "---\npermalink: /kitchen/\n---\n", ["kitchen/index.html"]),
        ("about.md", "---\npermalink: /:categories/:title/\n---\n", ["about/index.html"]),
        ("index.html", "", ["index.html"]),
        ("_layouts/post.html", "", EVERYTHING),
        ("_includes/about.md", "", EVERYTHING),
        ("_config.yml", "", EVERYTHING),
        ("_data/nav.yml", "", EVERYTHING),
        ("README.md", "", NOTHING),
        # Eleventy
        ("src/blog/drying-plums.njk", "", ["blog/drying-plums/index.html"]),
        ("src/blog/x.md", '---\npermalink: "/blog/{{ title | slug }}/"\ntitle: Drying plums\n---\n', None),
        ("src/blog/tags.njk", "---\npermalink: /tags/{{ tag }}/\n---\n", EVERYTHING),
        ("src/_includes/base.njk", "", EVERYTHING),
        ("src/blog/blog.json", "", EVERYTHING),
        ("src/blog/blog.11tydata.js", "", EVERYTHING),
        (".eleventy.js", "", EVERYTHING),
        # Astro
        ("src/pages/about.astro", "", ["about/index.html"]),
        ("src/pages/index.astro", "", ["index.html"]),
        ("src/content/blog/drying-plums.mdx", "", ["blog/drying-plums/index.html"]),
        (
            "src/pages/blog/[...slug].astro",
            "",
            [p for p in PAGES.values() if p.startswith("blog/") and p != "blog/index.html"],
        ),
        ("src/pages/[...slug].astro", "", EVERYTHING),
        ("src/components/Card.astro", "", EVERYTHING),
        ("astro.config.mjs", "", EVERYTHING),
        # Next
        ("app/(site)/about/page.tsx", "", ["about/index.html"]),
        ("src/app/page.tsx", "", ["index.html"]),
        ("pages/about.tsx", "", ["about/index.html"]),
        ("app/layout.tsx", "", EVERYTHING),
        ("pages/_app.tsx", "", EVERYTHING),
        ("app/api/hello/route.ts", "", NOTHING),
        ("lib/posts.ts", "", EVERYTHING),
        ("tests/about.test.ts", "", NOTHING),
        ("package.json", "", EVERYTHING),
        # MkDocs, Docusaurus, Sphinx
        ("docs/guide/intro.md", "", ["docs/guide/intro/index.html"]),
        ("manual/docs/guide/setup.md", "", ["guide/setup.html"]),
        ("docs/index.md", "", ["docs/index.html"]),
        ("docs/01-guide/02-intro.md", "", ["docs/guide/intro/index.html"]),
        ("docs/guide/x.md", "---\nslug: /guide/intro\n---\n", ["guide/intro/index.html"]),
        ("docs/guide/x.md", "---\nid: intro\n---\n", ["docs/guide/intro/index.html"]),
        ("docs/x.md", "---\nslug: /\n---\n", ["docs/index.html"]),
        ("blog/2026-03-01-salt.md", "", ["blog/2026/03/01/salt/index.html"]),
        ("blog/2026-03-01-salt/index.md", "", ["blog/2026/03/01/salt/index.html"]),
        ("website/docs/guide/intro.mdx", "", ["docs/guide/intro/index.html"]),
        ("docs/source/guide/setup.rst", "", ["guide/setup.html"]),
        ("docs/source/conf.py", "", EVERYTHING),
        ("mkdocs.yml", "", EVERYTHING),
        ("sidebars.js", "", EVERYTHING),
        ("src/theme/Layout.js", "", EVERYTHING),
        # Pelican
        ("content/fruit.md", "Title: Why I dry fruit\nDate: 2026-03-01\n\nBecause.\n", ["why-i-dry-fruit.html"]),
        ("content/fruit.rst", "Why I dry fruit\n###############\n\n:date: 2026-03-01\n", ["why-i-dry-fruit.html"]),
        ("content/x.md", "Title: X\nSlug: why-i-dry-fruit\n\nBecause.\n", ["why-i-dry-fruit.html"]),
        ("content/x.rst", "X\n=\n\n:slug: why-i-dry-fruit\n", ["why-i-dry-fruit.html"]),
        ("content/x.md", "Title: X\nsave_as: pages/imprint.html\n\nUs.\n", ["pages/imprint.html"]),
        ("content/pages/imprint.md", "", ["pages/imprint.html"]),
        ("pelicanconf.py", "", EVERYTHING),
    ],
)
def test_a_source_leads_to_its_page(tmp_path: Path, path: str, text: str, expected: list[str] | str | None) -> None:
    write(tmp_path, {path: text})
    found = changed_files([path], folder=tmp_path / "_site", places=PAGES, root=tmp_path)
    assert found.everything is (expected == EVERYTHING)
    assert bool(found.unmapped) is (expected == UNMAPPED)
    if expected is None:  # the title alone tells, and two pages have it
        expected = ["2026/03/01/drying-plums.html", "blog/drying-plums/index.html"]
    if isinstance(expected, list):
        assert sorted(PAGES[address] for address in found.pages) == sorted(expected)
    else:
        assert found.pages == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "---\n" * 10,
        "---\ntitle: [\n",
        "+++\nurl = [[[[\n+++\n",
        "{" * 100_000,
        "---\n" + "a: b\n" * 20_000 + "---\n",
        "---\nurl: http://[bad\nslug: ///\naliases: [, ,]\n---\n",
        "Title:\n",
        "\0\ufffd---",
    ],
)
def test_front_matter_that_is_none_changes_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"content/posts/prunes.md": text})
    found = changed_files(["content/posts/prunes.md"], folder=tmp_path / "public", places=PAGES, root=tmp_path)
    assert found.pages == {f"{HOME}posts/prunes/"}


def test_a_source_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"secret": "---\nurl: /kitchen/\n---\n"})
    (tmp_path / "content").mkdir()
    (tmp_path / "content/about.md").symlink_to(tmp_path / "secret")
    found = changed_files(["content/about.md"], folder=tmp_path / "public", places=PAGES, root=tmp_path)
    assert found.pages == {f"{HOME}about/"}
