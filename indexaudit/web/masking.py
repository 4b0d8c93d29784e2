"""Secrets in addresses: what must never stand in a report, a log or a saved snapshot."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_secret", "mask_secrets"]

_MASK: Final = "***"

_SECRET_WORDS: Final = frozenset(
    str.split(
        "token accesstoken idtoken refreshtoken authtoken sessiontoken csrftoken xsrftoken apitoken usertoken key "
        "apikey accesskey secretkey privatekey appkey subscriptionkey sharedkey authkey accesskeyid secret "
        "clientsecret appsecret signature sig sign auth authorization authentication password passwd pwd pass "
        "passphrase passcode session sessionid sessid sid phpsessid jsessionid aspsessionid cfid cftoken credential "
        "credentials jwt bearer otp"
    )
)
"""Whole words of a parameter's name, or the whole name without its separators, that say it is a secret."""

_WORDS: Final = re.compile(r"[a-z0-9]+|[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")

# Everything up to the last @ of an authority. The class has no slash, so runs of slashes cannot make it quadratic.
_USERINFO: Final = re.compile(
    r"""((?:(?<![a-z0-9+.\-])(?:https?|ftps?|wss?):[/\\]{0,8}|://|(?:^|(?<=[\s"'=(<>]))//))[^/\\?\#\s"'<>]{1,4096}@""",
    re.IGNORECASE,
)
_PARAMETER: Final = re.compile(
    r"""(?P<before>&amp;|[?&\#;]|%(?:3F|26|3B|23))(?P<name>[\w.\-\[\]]{1,64})(?P<equals>=|%3D)""", re.IGNORECASE
)
_VALUE: Final = re.compile(r"""[^&\#\s"'<>]*""")
_PATH_VALUE: Final = re.compile(r"""[^&\#\s"'<>;/?]*""")
_ENCODED_END: Final = re.compile(r"%(?:26|23)", re.IGNORECASE)


def is_secret(name: str) -> bool:
    """Whether a parameter's name says that its value is a secret: ``token``, ``api_key``, ``X-Amz-Signature`` …"""
    words = [word.lower() for word in _WORDS.findall(name)]
    return not _SECRET_WORDS.isdisjoint(words) or "".join(words) in _SECRET_WORDS


def mask_secrets(text: str) -> str:
    """The text with userinfo and token parameters of every URL in it replaced by ``***``; the rest is untouched.

    Relative addresses count, and so do addresses that stand percent-encoded inside another one. Linear.
    """
    if "@" in text:
        text = _USERINFO.sub(rf"\1{_MASK}@", text)
    if "=" not in text and "%3" not in text:
        return text
    pieces, at = [], 0
    while found := _PARAMETER.search(text, at):
        end = found.end()
        if is_secret(found["name"]):
            value = (_PATH_VALUE if found["before"] == ";" else _VALUE).match(text, end)
            stop = value.end() if value else end
            if len(found["equals"]) == 3 or len(found["before"]) == 3:
                encoded = _ENCODED_END.search(text, end, stop)
                stop = encoded.start() if encoded else stop
            pieces += [text[at:end], _MASK if stop > end else ""]
            end = stop
        else:
            pieces.append(text[at:end])
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
