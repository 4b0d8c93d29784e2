"""The pictures of the README, taken of the bundled examples in the system's Chromium.

    python docs/pictures.py

Needs the ``test`` extra.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent
HOST = "bodkin.example"
PAGE = "https://saltmarshnotes.example/posts/counting-gulls-with-a-cheap-microphone/"
SHOTS = (
    ("brand", "brand", "light", "0"),
    ("plot", "brand", "dark", "document.getElementById('pull-push').offsetTop - 16"),
    ("site", "site", "light", "0"),
    ("page", "page", "light", "0"),
)
"""Name of the picture, the report, the scheme, and how far down it is taken."""


def indexaudit(*arguments: str) -> None:
    """Run a command of this checkout; what it found is no failure here."""
    command = [sys.executable, "-m", "indexaudit", *arguments, "--no-config", "--quiet"]
    if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode > 1:  # noqa: S603 - ours
        raise SystemExit(f"{' '.join(command)} failed")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """``examples/site`` from this machine, under its address instead of the name in the pages."""
    SimpleHTTPRequestHandler.log_message = lambda *_: None  # type: ignore[method-assign, assignment]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    here = f"http://127.0.0.1:{server.server_port}"
    for file in filter(Path.is_file, (ROOT / "examples" / "site").rglob("*")):
        copy = folder / file.relative_to(ROOT / "examples" / "site")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes().replace(f"https://{HOST}".encode(), here.encode()))
    Thread(target=server.serve_forever, daemon=True).start()
    yield here
    server.shutdown()


def reports(folder: Path) -> None:
    """A file for each kind of report."""
    indexaudit("compare", "examples/brand", "--offline", "--output", f"html={folder}/brand.html")
    indexaudit("check", "fixtures/static-post.html", "--url", PAGE, "--output", f"html={folder}/page.html")
    with tempfile.TemporaryDirectory() as pages, served(Path(pages)) as here:
        indexaudit("crawl", f"{here}/", "--output", f"html={folder}/site.html")
        file = folder / "site.html"
        named = file.read_text("utf-8").replace(here, f"https://{HOST}").replace(here.partition("://")[2], HOST)
        file.write_text(named, "utf-8")


def main() -> None:
    """Make the reports, open each, and keep what one screen shows."""
    (HERE / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        reports(folder)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), chromium_sandbox=os.geteuid() != 0
        )
        for picture, report, scheme, place in SHOTS:
            view = browser.new_page(viewport={"width": 1120, "height": 760}, color_scheme=scheme)
            view.goto((folder / f"{report}.html").as_uri())
            view.evaluate(f"scrollTo(0, {place})")
            view.screenshot(path=HERE / "pictures" / f"{picture}.png")
        browser.close()


if __name__ == "__main__":
    main()
