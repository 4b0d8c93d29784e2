"""Secrets in addresses never reach a report."""

from __future__ import annotations

import time

import pytest

from indexaudit.web.masking import is_secret
from indexaudit.web.urls import mask_secrets


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("https://jo:pw@example.com/a", "https://***@example.com/a", id="userinfo"),
        pytest.param("https://jo:p@w@example.com/", "https://***@example.com/", id="two at signs"),
        pytest.param("https:jo:pw@example.com", "https:***@example.com", id="userinfo without slashes"),
        pytest.param('href="//jo:pw@example.com/"', 'href="//***@example.com/"', id="scheme-relative"),
        pytest.param("/a?token=abc&b=1", "/a?token=***&b=1", id="relative"),
        pytest.param("/a?x=1&amp;api_key=abc&amp;b=1", "/a?x=1&amp;api_key=***&amp;b=1", id="entities"),
        pytest.param("https://e.example/?X-Amz-Signature=f/1", "https://e.example/?X-Amz-Signature=***", id="signed"),
        pytest.param("https://e.example/#access_token=abc", "https://e.example/#access_token=***", id="fragment"),
        pytest.param("/a;jsessionid=AB12/b?c=1", "/a;jsessionid=***/b?c=1", id="path parameter"),
        pytest.param("/?token=a;b/c?d&e=1", "/?token=***&e=1", id="whole value"),
        pytest.param(
            "/r?u=https%3A%2F%2Fe.example%2F%3Ftoken%3Dabc%26b%3D1",
            "/r?u=https%3A%2F%2Fe.example%2F%3Ftoken%3D***%26b%3D1",
            id="address inside an address",
        ),
        pytest.param("see /a?sid=1 and /b?password=2.", "see /a?sid=*** and /b?password=***", id="in a sentence"),
    ],
)
def test_secrets_are_masked(text: str, masked: str) -> None:
    assert mask_secrets(text) == masked
    assert mask_secrets(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "https://medium.example/@jo/plums?monkey=1&keyword=plum&author=jo&design=2",
        "mail jo@example.com // or jo@example.org",
        "token=abc stands in no address",
        "a % b ; c = d\r\n\x00",
        "",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert mask_secrets(text) == text


@pytest.mark.parametrize("name", ["token", "id_token", "accessToken", "API-KEY", "PHPSESSID", "sig", "client_secret"])
def test_secret_names(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize("text", ["http:" * 100_000, "//" * 200_000, "?a=" * 200_000, "%3F" * 200_000, "&" * 500_000])
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    assert mask_secrets(text) == text
    assert time.process_time() - started < 3
