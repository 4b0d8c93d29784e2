"""Crawl the sixteen pages of ``examples/site`` and print what only many pages can show. No network is needed.

They are served from this machine for as long as it takes. They say that they stand at bodkin.example, which does not
exist: while they are served this machine's address stands in its place, and the report has the name again.
"""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from indexaudit import Auditor, Config
from indexaudit.report.site import text
from indexaudit.report.site.crawled import Crawled

PAGES, HOST = Path(__file__).parent / "site", "bodkin.example"
SimpleHTTPRequestHandler.log_message = lambda *_: None  # stderr stays quiet

with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as executor:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=folder))
    here = f"127.0.0.1:{server.server_port}"
    for file in filter(Path.is_file, PAGES.rglob("*")):
        copy = Path(folder, file.relative_to(PAGES))
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes().replace(b"https://" + HOST.encode(), f"http://{here}".encode()))
    Thread(target=server.serve_forever, daemon=True).start()
    with Auditor(Config(ignore=("https-valid",))) as auditor:  # this machine has no certificate
        site = auditor.crawl(f"http://{here}/", options={"delay_seconds": 0}, executor=executor)
    server.shutdown()
report = text.render(Crawled(audit=site, rows=lambda: iter(())))
print(report.replace(f"http://{here}", f"https://{HOST}").replace(here, HOST), end="")
