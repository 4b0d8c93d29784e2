"""Hosts and the domains that their owners registered."""

from __future__ import annotations

import pytest

from indexaudit.web.urls import registrable_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        pytest.param("www.example.com", "example.com", id="plain"),
        pytest.param("blog.example.co.uk", "example.co.uk", id="suffix of two labels"),
        pytest.param("WWW.Example.COM.", "example.com", id="upper case and final dot"),
        pytest.param("jo.blogspot.com", "jo.blogspot.com", id="a blog at a provider"),
        pytest.param("a.jo.github.io", "jo.github.io", id="below a site at a provider"),
        pytest.param("github.io", "github.io", id="the provider itself"),
        pytest.param("co.uk", None, id="bare suffix"),
        pytest.param("blog.brand.example", "brand.example", id="suffix that the list does not know"),
        pytest.param("www.xn--mller-kva.example", "xn--mller-kva.example", id="international name"),
        pytest.param("localhost", None, id="local host"),
        pytest.param("a.localhost", None, id="below the local host"),
        pytest.param("intranet", None, id="one label"),
        pytest.param("127.0.0.1", None, id="IPv4"),
        pytest.param("[::1]", None, id="IPv6"),
        pytest.param("", None, id="empty"),
        pytest.param("a." * 200 + "com", None, id="longer than a host name may be"),
        pytest.param("..", None, id="dots"),
    ],
)
def test_registrable_domains(host: str, domain: str | None) -> None:
    assert registrable_domain(host) == domain


def test_two_blogs_at_one_provider_have_two_owners() -> None:
    assert registrable_domain("a.blogspot.com") != registrable_domain("b.blogspot.com")
