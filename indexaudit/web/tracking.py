"""Query parameters that tell where a reader came from and never what the page is."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus

__all__ = ["is_tracking"]

_PREFIXES: Final = ("utm_", "mtm_", "ga_", "itm_", "otm_", "hmb_")

_NAMES: Final = frozenset(
    str.split(
        "_ga _gl gclid dclid gbraid wbraid srsltid gs_l msclkid yclid _openstat fbclid fb_action_ids fb_action_types "
        "fb_source fb_ref twclid ttclid li_fat_id igshid epik rdt_cid __twitter_impression mc_cid mc_eid mc_tc "
        "mkt_tok _hsenc _hsmi __hstc __hssc __hsfp hsctatracking oly_anon_id oly_enc_id vero_id vero_conv wickedid "
        "rb_clickid s_cid cmpid wt_zmc wtrid spm echobox tracking_source ml_subscriber ml_subscriber_hash __s ncid "
        "guccounter"
    )
)
"""In lower case. Only names that no page is known to depend on: ``ref``, ``source`` and ``referrer`` may select
content somewhere, so they stay."""


@lru_cache(maxsize=4096)
def is_tracking(name: str) -> bool:
    """Whether a parameter of this name, as written in the query, only tracks."""
    name = unquote_plus(name).lower()
    return name in _NAMES or name.startswith(_PREFIXES)
