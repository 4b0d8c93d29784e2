"""Keep what a page answered, and judge it again later: the same bytes in give the same bytes out."""

import tempfile
from pathlib import Path

from indexaudit import audit_snapshot, snapshot
from indexaudit.api import html_snapshot

page = Path(__file__).parent.parent / "fixtures" / "blogger-post.html"
url = "https://the-second-kettle-example.blogspot.com/2019/09/a-week-on-slow-boat.html"
headers = {"Content-Type": "text/html; charset=UTF-8", "Set-Cookie": "session=secret"}

received = html_snapshot(page.read_bytes(), url, headers=headers, robots_txt="User-agent: *\nDisallow: /search\n")
with tempfile.TemporaryDirectory() as folder:
    snapshot.save(received, folder)  # cookies and other secrets stay out
    print("kept:", ", ".join(sorted(file.name for file in Path(folder).iterdir())))
    again = snapshot.load(folder)

print("the same result:", audit_snapshot(received).to_json() == audit_snapshot(again).to_json())
print("cookies kept:", any(name == "Set-Cookie" for name, _ in again.exchange.headers or ()))
