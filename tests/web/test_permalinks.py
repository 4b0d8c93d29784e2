"""The structure of an address."""

from __future__ import annotations

import pytest

from indexaudit.errors import InvalidURL
from indexaudit.web.permalinks import read_permalink

SITE = "https://example.com"


@pytest.mark.parametrize(
    ("path", "segment", "words"),
    [
        pytest.param("/", "", "", id="root"),
        pytest.param("/index.html", "", "", id="index file"),
        pytest.param("/blog/plum-jam/index.php", "plum-jam", "plum jam", id="index file in a folder"),
        pytest.param("/2024/05/17/plum-jam/", "plum-jam", "plum jam", id="date before the slug"),
        pytest.param("/blog/2024/05/", "blog", "blog", id="date archive"),
        pytest.param("/2024/", "", "", id="bare year"),
        pytest.param("/plum-jam.amp.html", "plum-jam", "plum jam", id="extensions"),
        pytest.param("/node.js", "node.js", "node js", id="no extension"),
        pytest.param("/plum-jam/amp/", "plum-jam", "plum jam", id="AMP"),
        pytest.param("/plum-jam/page/2/", "plum-jam", "plum jam", id="page number"),
        pytest.param("/plum-jam/comment-page-2/", "plum-jam", "plum jam", id="comment page"),
        pytest.param("/t/plum-jam/123/4", "plum-jam", "plum jam", id="identifiers behind the slug"),
        pytest.param(
            "/how-plums-keep/ar-BBx1wPQ", "how-plums-keep", "how plums keep", id="abbreviation and identifier"
        ),
        pytest.param("/how-plums-keep/story?id=5", "how-plums-keep", "how plums keep", id="kind behind the slug"),
        pytest.param("/fruit/story", "story", "story", id="kind behind one word"),
        pytest.param(
            "/how-plums-keep/story/232567.html",
            "how-plums-keep",
            "how plums keep",
            id="kind between slug and identifier",
        ),
        pytest.param("/12345.cms", "12345", "", id="content management extension"),
        pytest.param("/archives/123", "123", "", id="number alone"),
        pytest.param("/%E6%A2%85%E9%85%92", "梅酒", "梅酒", id="decoded"),
    ],
)
def test_the_segment_that_names_the_item(path: str, segment: str, words: str) -> None:
    permalink = read_permalink(SITE + path)
    assert permalink.segment == segment
    assert permalink.words == tuple(words.split())


@pytest.mark.parametrize(
    ("path", "names"),
    [
        pytest.param("/?p=123", ("p",), id="WordPress"),
        pytest.param("/index.php?option=com_content&id=5&lang=en", ("option", "id"), id="script in the root"),
        pytest.param("/showthread.php?t=12&page=2&sort=asc", ("t",), id="forum script"),
        pytest.param("/w/index.php?title=Plum", ("title",), id="wiki script"),
        pytest.param("/watch?v=dQw4w9WgXcQ", ("v",), id="generic path"),
        pytest.param("/blog?tag=plums", ("tag",), id="filter"),
        pytest.param("/how-plums-keep/story?id=5", (), id="the title stands before the script"),
        pytest.param("/news_info.php?SerialNo=83", ("SerialNo",), id="script with a name that ends like an identifier"),
        pytest.param("/spip.php?article717", ("article717",), id="script with a name that holds the number"),
        pytest.param("/scan.php?page=news&px=Plums-2019", ("px",), id="script and a value like an identifier"),
        pytest.param("/article.cfm?id=plum-jam", ("id",), id="script and words as identifier"),
        pytest.param("/plum-jam.php?x=5", (), id="worded script"),
        pytest.param("/plum-jam.php?id=5", ("id",), id="worded script with an identifier"),
        pytest.param("/recipes?id=55", ("id",), id="one word"),
        pytest.param("/results?search_query=plum", ("search_query",), id="search"),
        pytest.param("/plum-jam?id=55", (), id="named by the path"),
        pytest.param("/news/12345?id=55", (), id="numbered by the path"),
        pytest.param("/?utm_source=a&lang=de&ref=b&page=2", (), id="nothing that selects"),
        pytest.param("/?PHPSESSID=0123456789abcdef", (), id="session"),
        pytest.param("/p/plums?s=r", (), id="one letter on a worded path"),
    ],
)
def test_parameters_that_select(path: str, names: tuple[str, ...]) -> None:
    assert read_permalink(SITE + path).identity_parameters == names


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/a;jsessionid=AB12CD34?b=1", ("jsessionid",)),
        ("/a?PHPSESSID=1&b=2", ("PHPSESSID",)),
        ("/a?sid=0123456789abcdef0123", ("sid",)),
        ("/a?sid=55", ()),
        ("/(S(lit3py55t21z5v55vlm25s55))/a.aspx", ("ASP.NET_SessionId",)),
        ("/sessions?topic=plums", ()),
    ],
)
def test_session_ids(path: str, names: tuple[str, ...]) -> None:
    assert read_permalink(SITE + path).session_parameters == names


@pytest.mark.parametrize(
    ("fragment", "route"),
    [("#/about", "/about"), ("#!about", "!about"), ("#!/a/b", "!/a/b"), ("#section", None), ("#:~:text=plum", None),
     ("#", None), ("#/", None), ("#!", None), ("", None)],
)  # fmt: skip
def test_routes(fragment: str, route: str | None) -> None:
    assert read_permalink(SITE + "/" + fragment).route_fragment == route


@pytest.mark.parametrize(
    ("path", "faults"),
    [
        pytest.param("/plum-jam?a=%C3%BC", [], id="none"),
        pytest.param("/100%", ["a percent sign"], id="malformed"),
        pytest.param("/plum%2520jam", ["percent-encoded twice"], id="twice"),
        pytest.param("/%25C3%25BC", ["percent-encoded twice"], id="letters twice"),
        pytest.param("/50%25off", [], id="a percent sign that is meant"),
        pytest.param("/%FCber", ["percent-encoded bytes that are no UTF-8"], id="Latin-1"),
        pytest.param("/plum jam", ["raw space"], id="space"),
        pytest.param("/über", ["raw non-ASCII"], id="letters as typed"),
        pytest.param("/a|b", ["raw characters"], id="characters that a URL cannot hold"),
    ],
)
def test_encoding_faults(path: str, faults: list[str]) -> None:
    found = read_permalink(SITE + path).encoding_faults
    assert len(found) == len(faults)
    assert all(text.startswith(start) for text, start in zip(found, faults, strict=True))


@pytest.mark.parametrize(
    ("path", "upper"),
    [("/Plum-Jam", True), ("/Blog/plum", True), ("/%C3%BCber", False), ("/%C3%9Cber", True),
     ("/watch/dQw4w9WgXcQ", False),
     ("/plum?A=B", False)],
)  # fmt: skip
def test_upper_case_counts_in_words_only(path: str, upper: bool) -> None:
    assert read_permalink(SITE + path).uppercase_words is upper


def test_lengths_and_parameters() -> None:
    permalink = read_permalink(SITE + "/ü?utm_source=x&b=1+2&c#top")
    assert permalink.length == len(SITE + "/%C3%BC?utm_source=x&b=1+2&c")
    assert permalink.decoded_length == permalink.length - 5
    assert permalink.parameters == (("b", "1 2"), ("c", ""))


def test_the_root_is_known() -> None:
    assert read_permalink(SITE).is_root
    assert read_permalink(SITE + "/index.html?a=1").is_root
    assert not read_permalink(SITE + "/2024/").is_root


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(InvalidURL):
        read_permalink("plums")
