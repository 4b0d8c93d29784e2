"""Nine claims of 2015 about social media and search, and what the library knows of each today.

    python examples/essay_claims.py

Nothing is fetched: every answer is read from addresses and from the dated files of platforms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import indexaudit
from indexaudit.model import Address
from indexaudit.platforms.base import Kind, Platform


@dataclass(frozen=True)
class Claim:
    """What was said, and addresses on which it can be seen."""

    id: str
    said: str
    addresses: tuple[str, ...] = ()


CLAIMS = (
    Claim(
        "E1",
        "Facebook's post addresses are convoluted.",
        (
            "https://www.facebook.com/permalink.php?story_fbid=214289195249322&id=101149616624415",
            "https://www.facebook.com/zuck/posts/pfbid02dPKr6XHAY8Ga6MyWNyM3XAEF9YG4WNWhxRUoUU3qJ5nDY7",
            "https://www.facebook.com/Asda/posts/a-quick-supper-for-four/10158763441234567/",
        ),
    ),
    Claim("E2", "Facebook lets search engines index public posts only now and then."),
    Claim("E3", "Likes have no address, so no permalink can exist for them."),
    Claim("E4", "Replies have no address."),
    Claim("E5", "A reply with an address can be indexed."),
    Claim(
        "E6",
        "A deal between Google and Twitter makes tweets indexable.",
        ("https://x.com/harbourlinebks/status/1768200000000000000", "https://x.com/harbourlinebks/status/17682?s=20"),
    ),
    Claim(
        "E7",
        "LinkedIn articles get indexed thanks to their permalinks and their length.",
        (
            "https://www.linkedin.com/pulse/why-we-stopped-quoting-day-rates-tamsin-okell-x4f2e",
            "https://www.linkedin.com/posts/tamsin_pricing-activity-7247565845378338816-58EK",
            "https://www.linkedin.com/feed/update/urn:li:activity:7247565845378338816/",
        ),
    ),
    Claim("E8", "Platforms run their own search, a web within the web."),
    Claim(
        "E9",
        "Blog posts have clean, static permalinks.",
        (
            "https://windfallorchard.example/journal/pruning-a-young-apple-tree/",
            "https://windfallorchard.example/?p=418",
            "https://windfallorchard.example/archives/418",
        ),
    ),
)


def platform(id_: str) -> Platform:
    """The platform of this id."""
    return next(p for p in indexaudit.platforms() if p.id == id_)


def kinds(*names: str) -> list[tuple[Platform, Kind]]:
    """Every kind of these names, with its platform."""
    return [(p, k) for p in indexaudit.platforms() for k in p.kinds if k.kind in names and p.channel != "proxy"]


def shown(address: Address) -> str:
    """What an address says, in a line."""
    words = f", words: {' '.join(address.slug_words)}" if address.slug_words else ", no words"
    return f"{address.platform} {address.kind}: {address.addressability.value}, {address.address_form.value}{words}"


def crawl(p: Platform, kind: Kind) -> str:
    """What the newest dated robots.txt lets in, in words."""
    if not kind.crawl:
        return "no dated robots.txt"
    last = kind.crawl[-1]
    who = [
        name for name, may in (("Googlebot", last.googlebot), ("bingbot", last.bingbot), ("others", last.others)) if may
    ]
    return f"{p.name} {kind.kind}, robots.txt of {last.date}: {', '.join(who) or 'nobody'}"


def shares(found: Iterable[tuple[Platform, Kind]]) -> Iterator[str]:
    """How many kinds stand on which rung, with an example of each."""
    rungs: dict[str, list[str]] = {}
    for p, kind in found:
        rungs.setdefault(kind.addressability.value, []).append(p.name)
    for rung, names in sorted(rungs.items()):
        unique = list(dict.fromkeys(names))
        more = f" and {len(unique) - 6} more" if len(unique) > 6 else ""
        yield f"{rung}: {', '.join(unique[:6])}{more}"


def verdict(claim: Claim) -> tuple[str, list[str]]:
    """What holds today, and the evidence."""
    read = [indexaudit.read_address(url) for url in claim.addresses]
    lines = [f"{a.url}\n      {shown(a)}" for a in read]
    if claim.id == "E1":
        worded = [a for a in read if a.slug_words]
        return (
            f"holds for {len(read) - len(worded)} of {len(read)} forms; one form carries the words of the post",
            lines,
        )
    if claim.id in ("E2", "E6", "E7"):
        of = {"E2": ("facebook", ("post",)), "E6": ("x", ("post",)), "E7": ("linkedin", ("article", "post"))}[claim.id]
        p = platform(of[0])
        found = [crawl(p, k) for k in p.kinds if k.kind in of[1]]
        control = f"an author sets there: {', '.join(f'{field}: {what}' for field, what in p.author)}"
        limits = ", ".join(f"{name} {most:,} characters" for name, most in p.limits)
        open_to = "robots.txt lets some search engines in; whether a post is shown is not measurable from outside"
        if claim.id == "E6":
            open_to = "Googlebot may fetch a post at its bare address; other engines are kept out"
        elif claim.id == "E7":
            open_to = "the address facts hold: words, robots.txt open for articles; the author sets little else"
        return open_to, [*lines, *dict.fromkeys(found), control, f"limits: {limits}"]
    if claim.id == "E3":
        likes = kinds("like")
        without = [k for _, k in likes if not k.addressed]
        return f"holds: {len(without)} of {len(likes)} kinds of likes have no address of their own", list(shares(likes))
    if claim.id == "E4":
        replies = kinds("comment", "answer")
        having = [k for _, k in replies if k.addressed]
        return f"wrong as a rule: {len(having)} of {len(replies)} kinds of replies have one", list(shares(replies))
    if claim.id == "E5":
        replies = [(p, k) for p, k in kinds("comment", "answer") if k.addressed and k.crawl]
        closed = [(p, k) for p, k in replies if not k.crawl[-1].googlebot]
        said = f"often not: of {len(replies)} with a dated robots.txt, {len(closed)} are closed to Googlebot"
        return said, [crawl(p, k) for p, k in closed]
    if claim.id == "E8":
        searches = [(p, k) for p, k in kinds("search") if k.crawl]
        closed = [(p, k) for p, k in searches if not k.crawl[-1].googlebot]
        return f"holds: {len(closed)} of {len(searches)} close their search pages to Googlebot", [
            crawl(p, k) for p, k in closed
        ]
    good = [a for a in read if a.static and a.slug_words]
    return f"depends on the setting: {len(good)} of these {len(read)} is static and in words", lines


def main() -> None:
    """Print every claim, the answer of today, and what it rests on."""
    for claim in CLAIMS:
        answer, evidence = verdict(claim)
        print(f"{claim.id}  {claim.said}\n    Today: {answer}.")
        for line in evidence:
            print(f"    - {line}")
        print()
    reviewed = sorted(p.reviewed for p in indexaudit.platforms())
    print(f"{len(reviewed)} platforms, each reviewed between {reviewed[0]} and {reviewed[-1]}; sources: NOTICE")


if __name__ == "__main__":
    main()
