"""Pages that are made to hurt, each by its id: a size in bytes to a body."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

__all__ = ["CANONICAL", "SHAPES", "Shape"]

CANONICAL: Final = "https://www.example.com/plums"
SIGNALS: Final = f'<title>Plums</title><link rel=canonical href="{CANONICAL}"><h1>Plums</h1><p>Plums keep for a week.'
LAST: Final = '<a href="/last">the last word</a>'
HEAD: Final = f"<!doctype html><html lang=en><head>{SIGNALS}</head><body>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One id of the catalogue."""

    id: str
    make: Callable[[int], bytes]
    grows: bool = True
    """Whether the size makes a difference."""
    canonical: bool = True
    """Whether the canonical is there to be found, in the head."""


SHAPES: Final[dict[str, Shape]] = {}


def shape(name: str, *, grows: bool = True, canonical: bool = True) -> Callable[[Callable[[int], str]], None]:
    """Declare one. Its text is cut to the size, the signals aside."""

    def declare(make: Callable[[int], str]) -> None:
        id_ = name.partition(" ")[0]

        def body(size: int) -> bytes:
            return make(size - 2_000).encode("utf-8", "surrogatepass")

        assert name not in SHAPES
        SHAPES[name] = Shape(id=id_, make=body, grows=grows, canonical=canonical)

    return declare


def fill(unit: str, size: int) -> str:
    return unit * (size // len(unit.encode()))


def numbered(unit: str, size: int) -> str:
    """Units with a number where they have ``#``, up to the size."""
    made, length, number = [], 0, 0
    while length < size:
        made.append(unit.replace("#", str(number)))
        length += len(made[-1])
        number += 1
    return "".join(made[:-1])


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


# --- markup -----------------------------------------------------------------------------------------------------------

shape("P01 nested divs")(lambda n: HEAD + fill("<div>", n) + LAST)
shape("P01 nested spans with text")(lambda n: HEAD + fill("<span>plums ", n) + LAST)
shape("P02 300 elements before the canonical", grows=False)(lambda _: "<noscript>" * 300 + SIGNALS + LAST)
shape("P03 attributes of one tag")(lambda n: HEAD + "<p " + numbered("a#=1 ", n) + ">" + LAST)
shape("P03 attributes of the body")(lambda n: HEAD + "<body " + numbered("data-#='<p>' ", n) + ">")
shape("P04 one text")(lambda n: SIGNALS + fill("plums and more ", n))
shape("P04 one text without a space")(lambda n: SIGNALS + fill("plums", n))
shape("P05 formatting that is opened again")(lambda n: HEAD + fill("<b><p>x", n))
shape("P05 formatting in tables")(lambda n: HEAD + fill("<table><a><b>x", n))
shape("P06 comments without end")(lambda n: HEAD + fill("<!--", n))
shape("P06 comments")(lambda n: fill("<!-- -- > -->", n) + SIGNALS)
shape("P07 tags without end")(lambda n: HEAD + fill("<a ", n))
shape("P07 end tags without end")(lambda n: HEAD + fill("</a ", n))
shape("P08 marked sections")(lambda n: HEAD + fill("<![", n))
shape("P08 instructions")(lambda n: HEAD + fill("<?", n))
shape("P09 elements")(lambda n: SIGNALS + fill("<p>x</p>", n))
shape("P09 empty elements")(lambda n: SIGNALS + fill("<br>", n))
shape("P09 unknown elements")(lambda n: HEAD + numbered("<x#>", n))
shape("P10 a comment alone", canonical=False)(lambda n: "<!--" + fill("x", n) + "-->")
shape("P10 a doctype alone", canonical=False)(lambda n: "<!doctype " + fill("html ", n) + ">")
shape("P10 space alone", canonical=False)(lambda n: fill(" \n", n))
shape("P10 nothing", grows=False, canonical=False)(lambda _: "")
shape("P12 one value")(lambda n: HEAD + f'<p title="{fill("plums ", n)}">')
shape("P12 one value of a meta")(lambda n: f'<meta name=description content="{fill("plums ", n)}">' + SIGNALS)
shape("P13 a title without end", canonical=False)(lambda n: "<title>" + fill("plums ", n))
shape("P13 a script without end")(lambda n: HEAD + "<script>" + fill("x = '<p>';", n))
shape("P13 a style without end")(lambda n: HEAD + "<style>" + fill("p{}", n))
shape("P13 a textarea without end")(lambda n: HEAD + "<textarea>" + fill("<p>x", n))
shape("P14 canonicals")(
    lambda n: f"<link rel=canonical href='{CANONICAL}'>" + numbered("<link rel=canonical href=/c#>", n) + "<p>x"
)
shape("P14 robots")(lambda n: numbered("<meta name=robots content='max-snippet:#, noarchive'>", n) + SIGNALS)
shape("P14 titles")(lambda n: SIGNALS + fill("<title>more plums</title>", n))
shape("P14 descriptions")(lambda n: SIGNALS + numbered("<meta name=description content='plums #'>", n))
shape("P14 alternates")(lambda n: SIGNALS + numbered("<link rel=alternate hreflang=de href=/d#>", n))
shape("P15 bases")(
    lambda n: fill(f"<base href='http://[bad/{'a' * 90}'><base href='//e\u2100x.com/{'a' * 90}'>", n) + SIGNALS
)
shape("P16 bad references")(
    lambda n: HEAD + fill("<a href='http://[bad'>x</a><a href='//e\u2100x.com/'>x</a><a href='http://a:b/'>x</a>", n)
)
shape("P17 one reference")(lambda n: HEAD + f"<a href='https://example.com/{fill('plums/', n)}'>x</a>")
shape("P17 one host")(lambda n: HEAD + f"<a href='https://{fill('plüm.', n)}example/'>x</a>")
shape("P17 a host as canonical", canonical=False)(
    lambda n: f"<link rel=canonical href='https://{fill('ü', n)}.example/'>"
)
shape("P17 long queries")(lambda n: HEAD + fill(f"<a href='/?{'a=b&' * 2000}'>x</a>", n))
shape("P18 templates")(lambda n: HEAD + fill("<template><link rel=canonical href=/x></template>", n))
shape("P18 drawings")(lambda n: HEAD + fill("<svg><title>x</title></svg>", n))
shape("P18 noscript")(lambda n: HEAD + fill("<noscript><img src=/x></noscript>", n))
shape("P18 frames in attributes")(lambda n: HEAD + fill("<iframe srcdoc='<title>x</title><p>'></iframe>", n))
shape("P19 links in one paragraph")(lambda n: HEAD + "<p>" + numbered("<a href=/p#>plum #</a> ", n))
shape("P19 links in lists")(lambda n: HEAD + numbered("<ul><li><a href=/p#>plum #</a></ul>", n))
shape("P19 images")(lambda n: HEAD + numbered("<img src=/i#.jpg alt='plum #'>", n))
shape("P20 one date")(lambda n: HEAD + f"<meta property='article:published_time' content='{fill('1', n)}'>")
shape("P20 dates")(lambda n: HEAD + numbered("<time datetime='2024-01-01T#'>1 1 1 1 1 1 1</time>", n))
shape("P20 one visible date")(lambda n: HEAD + f"<p>Published {fill('1 January 2024 ', n)}")
shape("P20 slashes and digits")(lambda n: HEAD + f"<p>{fill('01/02/', n)}")
shape("headings")(lambda n: HEAD + numbered("<h2>plum #</h2>", n))
shape("bylines")(lambda n: HEAD + numbered("<p class=byline>by Ann Plum #</p>", n))
shape("comments")(lambda n: HEAD + numbered("<div class=comment id=comment-#>plums</div>", n))
shape("references of characters")(lambda n: HEAD + "<p>" + fill("&#0;&#xD800;&#x1b;&#x202e;&amp;&notit;", n))
shape("NUL")(lambda n: SIGNALS + fill("<p>\0\0</p>", n))
shape("paragraphs")(lambda n: HEAD + fill(f"<p>{'Plums keep for a week, and damsons for two. ' * 6}</p>", n))
shape("tables")(lambda n: HEAD + "<table>" + fill("<tr><td>plum<td>damson", n))
shape("inline styles")(lambda n: HEAD + fill("<p style='display:none'>plums</p>", n))
shape("classes")(lambda n: HEAD + f"<p class='{numbered('c# ', n)}'>")


# --- structured data --------------------------------------------------------------------------------------------------

GOOD: Final = script('{"@context":"https://schema.org","@type":"Article","headline":"Plums"}')
ITEM: Final = "<div itemscope itemtype='https://schema.org/Article'>"

shape("J01 lenient JSON")(lambda n: HEAD + GOOD + fill(script('{"@type": "Article", /* */ "a": [1,],}'), n))
shape("J02 broken blocks")(lambda n: HEAD + GOOD + fill(script("var x = {'a': &quot;b&quot;};"), n))
shape("J03 empty blocks")(lambda n: HEAD + GOOD + fill(script(" "), n))
shape("J04 one bad of many")(lambda n: HEAD + script("{") + fill(GOOD, n))
shape("J05 nested arrays")(lambda n: HEAD + GOOD + script(fill("[", n)))
shape("J05 nested objects")(lambda n: HEAD + GOOD + script(fill('{"a":', n)))
shape("J05 nested things")(lambda n: HEAD + fill(script('{"@type":"A","b":' * 60 + "1" + "}" * 60), n))
shape("J06 one number")(lambda n: HEAD + GOOD + script(f'{{"@type":"Article","n":{fill("1", n)}}}'))
shape("J07 numbers that are none")(lambda n: HEAD + GOOD + script(f"[{fill('NaN,Infinity,1e999,', n)}1]"))
shape("J08 surrogates")(lambda n: HEAD + GOOD + script('{"@type":"Article","a":"' + fill("\\ud800", n) + '"}'))
shape("J09 one key again and again")(lambda n: HEAD + GOOD + script("{" + fill('"@type":"Article",', n) + '"a":1}'))
shape("J09 keys")(lambda n: HEAD + GOOD + script("{" + numbered('"k#":1,', n) + '"a":1}'))
shape("J10 no objects")(lambda n: HEAD + GOOD + fill(script("[1,null,true,'x']".replace("'", '"')), n))
shape("J11 types of every kind")(
    lambda n: HEAD + GOOD + fill(script('{"@graph":7,"@type":[["A"],{"b":1},null,3],"author":[[{}]],"image":[7]}'), n)
)
shape("J12 types in capitals")(
    lambda n: HEAD + fill(GOOD.replace("application/ld+json", " Application/LD+JSON; a=b "), n)
)
shape("J13 one block")(lambda n: HEAD + script(f'{{"@type":"Article","articleBody":"{fill("plums ", n)}"}}'))
shape("J13 one graph")(lambda n: HEAD + script('{"@graph":[' + numbered('{"@id":"#","@type":"Thing"},', n) + "{}]}"))
shape("J13 references in a ring")(
    lambda n: HEAD + script('{"@graph":[' + numbered('{"@id":"#","author":{"@id":"0"}},', n) + "{}]}")
)
shape("J14 contexts")(lambda n: HEAD + fill(script('{"@context":"http://127.0.0.1:9/c","@type":"Article"}'), n))
shape("J15 references to themselves")(
    lambda n: HEAD + numbered("<div id=i# itemscope itemtype=https://schema.org/Thing itemref=i#></div>", n)
)
shape("J15 a ring")(
    lambda n: (
        HEAD + fill("<div id=a itemscope itemref=b itemprop=x><div id=b itemscope itemref=a itemprop=y></div></div>", n)
    )
)
shape("J16 many to many")(
    lambda n: (
        HEAD
        + numbered("<p id=q# itemprop=name>x</p>", n // 2)
        + fill(
            f"<div itemscope itemtype=https://schema.org/Thing itemref='{' '.join(f'q{i}' for i in range(400))}'></div>",
            n // 2,
        )
    )
)
shape("J17 nested properties over text")(
    lambda n: HEAD + ITEM + fill("<div itemprop=articleBody>", n // 3) + fill("plums ", n - n // 3)
)
shape("J18 bad addresses")(lambda n: HEAD + ITEM + fill("<a itemprop=url href='http://[bad'>x</a>", n))
shape("J18 items")(lambda n: HEAD + fill(ITEM + "<b itemprop=name>x</b></div>", n))
shape("J23 images of a card")(lambda n: HEAD + numbered("<meta property=og:image content=/i#.png>", n))
shape("J23 properties of a card")(lambda n: HEAD + numbered("<meta property='og:p#' content=x>", n))


def unicode_everywhere(n: int) -> str:
    piece = json.dumps("\u202e\u2028\x1b")[1:-1]
    return HEAD + script('{"@type":"Article","headline":"' + fill(piece, n) + '"}')


shape("control characters in JSON")(unicode_everywhere)
