"""The codes of ``hreflang``: language, script, region, and what was meant by a wrong one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from indexaudit.web.language import primary_subtag

__all__ = ["HreflangCode", "is_region", "read_hreflang"]

_REGIONS: Final = frozenset(
    str.split(
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
        "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
        "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
        "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
        "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
        "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
        "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK"
    )
)
"""ISO 3166-1 alpha-2, and XK, which everybody uses for Kosovo (user-assigned in ISO 3166-1)."""

_SCRIPTS: Final = frozenset(
    str.split(
        "adlm arab armn beng cans cher copt cyrl deva ethi geor grek gujr guru hang hans hant hebr hira jpan kana khmr "
        "kore knda laoo latn limb mlym mong mtei mymr nkoo olck orya ougr sinh sund sylo syrc tale taml telu tfng thaa "
        "thai tibt vaii yiii bali java batk bugi cham lepc lisu rohg saur osge"
    )
)
"""ISO 15924, scripts in use today, in lower case."""

_MEANT_REGION: Final = {
    "UK": "GB", "JA": "JP", "KO": "KR", "ZH": "CN", "CS": "CZ", "DA": "DK", "EL": "GR", "HI": "IN", "EN": None,
    "USA": "US", "GBR": "GB", "DEU": "DE", "GER": "DE", "FRA": "FR", "ESP": "ES", "ITA": "IT", "BRA": "BR",
    "CAN": "CA", "AUS": "AU", "JPN": "JP", "CHN": "CN", "MEX": "MX", "IND": "IN", "NLD": "NL", "POL": "PL",
    "RUS": "RU", "CHE": "CH", "AUT": "AT", "SWE": "SE", "DNK": "DK", "NOR": "NO", "FIN": "FI", "TUR": "TR",
    "PRT": "PT", "BEL": "BE", "IRL": "IE", "KOR": "KR", "ARG": "AR", "CHL": "CL", "COL": "CO", "ENG": "GB",
}  # fmt: skip
"""Language codes, alpha-3 codes and everyday names that stand where a region belongs, and the region meant."""

_MEANT_LANGUAGE: Final = {
    "jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "cn": "zh", "ua": "uk", "vn": "vi", "us": "en-US", "gb": "en-GB",
    "at": "de-AT", "mx": "es-MX", "il": "he", "rs": "sr", "jpn": "ja", "english": "en", "german": "de",
    "deutsch": "de", "french": "fr", "spanish": "es", "italian": "it", "russian": "ru", "chinese": "zh",
    "japanese": "ja",
}  # fmt: skip
"""Region codes and names that stand where a language belongs, and the language meant."""

_MEANT_SCRIPT: Final = {"chs": "Hans", "cht": "Hant", "simplified": "Hans", "traditional": "Hant"}
"""Microsoft's old names of the two ways to write Chinese."""

_AREA: Final = re.compile(r"[0-9]{3}")
"""UN M.49: groups of countries, which BCP 47 knows and ISO 3166-1 does not."""

_VARIANT: Final = re.compile(r"[a-z][a-z0-9]{4,7}")
"""A registered variant (RFC 5646 §2.2.5): ``ca-ES-valencia``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HreflangCode:
    """One value of ``hreflang``, judged."""

    written: str
    """As on the page, white space around it stripped."""
    key: str
    """In lower case with hyphens: equal for two spellings of one code."""
    verdict: Literal["good", "doubtful", "bad"]
    """``doubtful``: BCP 47 knows it, and Google does not document it (``es-419``, ``fil``, ``iw``)."""
    problem: str | None
    """In plain words; null when good."""
    meant: str | None
    """A code that is right and was probably meant; null when there is none or it cannot be told."""


@lru_cache(maxsize=2048)
def read_hreflang(text: str) -> HreflangCode:
    """Judge one code. Google documents ISO 639-1, then a script (ISO 15924) or a region (ISO 3166-1 alpha-2), or both,
    joined by hyphens; and ``x-default``. Case does not count. Never raises."""
    written = text.strip()
    key = written.lower().replace("_", "-")
    verdict, problem, meant = _judged(written, key)
    return HreflangCode(written=written, key=key, verdict=verdict, problem=problem, meant=meant)


def is_region(code: str) -> bool:
    """Whether it is a region of ISO 3166-1 alpha-2, in any case."""
    return code.upper() in _REGIONS


_Judged = tuple[Literal["good", "doubtful", "bad"], str | None, str | None]
_GOOD: Final[_Judged] = ("good", None, None)


def _judged(written: str, key: str) -> _Judged:
    if key == "x-default":
        return _GOOD if written.lower() == key else ("bad", "the code is joined by a hyphen", "x-default")
    public, _, private = key.partition("-x-")
    first, *rest = public.split("-")
    language, doubt, wrong = _language(first, rest)
    if wrong:
        return "bad", wrong, language
    script, region = "", ""
    if rest and (rest[0] in _SCRIPTS or rest[0] in _MEANT_SCRIPT):
        name = rest.pop(0)
        script = _MEANT_SCRIPT.get(name, name.title())
        if name in _MEANT_SCRIPT:
            wrong = f"“{name}” is no script; ISO 15924 calls it {script}"
    if rest:
        name = rest.pop(0).upper()
        region = name
        if _AREA.fullmatch(name):
            doubt = doubt or f"{name} is a group of countries, and ISO 3166-1 lists countries"
        elif name not in _REGIONS:
            known = _MEANT_REGION.get(name)
            wrong = wrong or f"“{name}” is no country of ISO 3166-1"
            region = known or ""
    meant = "-".join(part for part in (language, script, region) if part)
    if private:
        doubt = doubt or "what follows “x” is private, and says nothing to others"
    if len(rest) == 1 and _VARIANT.fullmatch(rest[0]):
        doubt = doubt or f"“{rest[0]}” is a variant, and Google documents languages, scripts and countries"
        meant = f"{meant}-{rest.pop()}"
    if rest:
        wrong = wrong or f"“{'-'.join(rest)}” is neither a script nor a country"
    if not wrong and "_" in written:
        wrong = "the code is joined by an underscore"
    if wrong:
        return "bad", wrong, meant
    better = meant.lower() != key and not private
    return ("doubtful", doubt, meant if better else None) if doubt else _GOOD


def _language(first: str, rest: list[str]) -> tuple[str | None, str | None, str | None]:
    """The language that is meant, a doubt, and what is wrong; a language that is wrong ends the reading."""
    if not first:
        return None, None, "the code is empty"
    subtag = primary_subtag(first)
    if subtag == first:
        doubt = f"“{first}” is no code of ISO 639-1, the only list that Google documents" if len(first) == 3 else None
        return first, doubt, None
    if subtag is not None:
        return subtag, f"“{first}” is written {subtag} in ISO 639-1", None
    meant = _MEANT_LANGUAGE.get(first)
    swapped = len(rest) == 1 and is_region(first) and primary_subtag(rest[0]) == rest[0]
    if swapped and (meant is None or "-" in meant):
        return f"{rest[0]}-{first.upper()}", None, "the country stands before the language"
    if meant is not None and rest and is_region(rest[-1]):
        meant = f"{meant.partition('-')[0]}-{rest[-1].upper()}"
    what = "names a country, and a language has to come first" if is_region(first) else "is no language of ISO 639-1"
    return meant, None, f"“{first}” {what}"
