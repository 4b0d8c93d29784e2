"""Short texts to the words that could name a topic: one key for every form of a word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final, Literal

from indexaudit.web.language import read_language
from indexaudit.web.light_words import light_words
from indexaudit.web.phrases import is_unspaced, parts, units
from indexaudit.web.plain_text import without_addresses
from indexaudit.web.stems import fold_word, word_keys
from indexaudit.web.stop_words import stop_words

__all__ = ["FEWEST", "Term", "languages_of", "read_texts", "without_links"]

FEWEST: Final = 3
"""Posts that make a topic, and so posts that must hold a term."""
_READ: Final = 4000
"""Characters of a text that are read: a post is shorter, and what an article is about it says early."""
_ACCOUNT: Final = re.compile(r"(?:(?<!\S)[\w.+-]+)?[@＠][\w.-]+")
"""Addresses of mail and names of accounts: as links do, they say where, not what."""
_TAG: Final = re.compile(r"[#＃](\w{2,60})")
_HUMP: Final = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|_+")
"""Where the next word of ``#TideGauges`` or ``#tide_gauges`` begins."""
_APOSTROPHE: Final = re.compile("['’ʼ＇]")
_RUN: Final = re.compile("([\u30a1-\u30fa\u30fc]{3,})|[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")
"""Katakana, or Han: where hiragana stands between, a word ends. Other scripts without blanks are not parted here."""
_PIECES: Final = (4, 3, 2)
"""Characters of a Han word, the longest first: most have two, compounds up to four."""

_OCCASIONS: Final = re.compile(
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|montag|dienstag|mittwoch|donnerstag|freitag"
    "|samstag|sonntag|wochenende|oftheday|destages|motivation|throwback|曜日"
)
"""Hashtags that name a day or a habit of posting, and no topic."""
_CHATTER: Final = {
    "en": "hello hi hey welcome thank thanks happy morning evening night please share follow followers comment link "
    "links bio blog post posts posted posting page website read reading reads full story photo photos pic video "
    "videos watch check click join team friends everybody everyone proud excited great amazing awesome glad sorry "
    "folks enjoy wish hope feel feels news hashtag tbt fyi rt giveaway live open opened opening closed weekend monday "
    "tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december spring summer autumn winter ago soon later early late minutes minute hour hours",
    "de": "hallo moin servus willkommen danke dank liebe lieben herzlich herzlichen glückwunsch freuen freut freue "
    "bitte teilen folgt folgen kommentar kommentare link links blog beitrag beiträge seite lesen lest artikel foto "
    "fotos bild bilder video videos schaut schauen klickt team freunde stolz toll tolle super schön schöne schönes "
    "schönen gern gerne leider hoffen wünschen nachricht news morgen abend nacht wochenende montag dienstag mittwoch "
    "donnerstag freitag samstag sonntag januar februar märz april juni juli august september oktober november "
    "dezember frühling sommer herbst winter bald später früh spät minuten stunde stunden uhr wochen monate tage",
    "ja": "今日 本日 明日 昨日 今年 昨年 来年 今週 来週 今月 毎日 毎週 皆様 時間 写真 動画 公開 更新 紹介 "
    "情報 詳細 開催 新着 記事 投稿 最新 予定 感謝 大変 一緒 自分 場合 今回 前回 次回 午前 午後 日曜 月曜 "
    "火曜 水曜 木曜 金曜 土曜 年間 月間",
    "zh": "今天 明天 昨天 今年 去年 明年 我们 你们 他们 大家 时间 照片 视频 发布 更新 介绍 信息 活动 最新 "
    "文章 可以 一个 这个 没有 什么 怎么 因为 所以 已经 还是 感谢 欢迎 关注 點擊 我們 你們 他們 時間 影片 "
    "發布 介紹 資訊 活動",
}  # fmt: skip
"""Greetings, words about posting, and words of the calendar, beside those that stand in any headline."""
_COMPOUNDING: Final = frozenset({"da", "de", "nb", "nl", "nn", "no", "sv"})
"""Languages that write compounds as one word (``Deichschau``)."""
_SHORTEST_PART: Final = 5
_GUESSED: Final = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "tr", "ro", "hu", "id", "ca",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One word of a text that could name a topic. Every place where it is written so has the same object."""

    key: str
    """The same for every form of the word; of a hashtag with ``#`` before it."""
    text: str
    """As written."""
    kind: Literal["word", "compound", "tag"]
    """``compound``: a name of several words written as one, ``tag``: a hashtag. Either can be specific alone."""


def languages_of(texts: Sequence[str], declared: Sequence[str | None]) -> list[str | None]:
    """The language of each text: as its script or its source says, else as its joining words tell, else the language
    that most of the others in Latin letters have."""
    found = [read_language(text, tag)[0] for text, tag in zip(texts, declared, strict=True)]
    found = [language or _guessed(text) for text, language in zip(texts, found, strict=True)]
    known = Counter(language for language in found if language in _GUESSED)
    usual = min(known, key=lambda language: (-known[language], language or ""), default=None)
    return [language or usual for language in found]


def without_links(text: str) -> str:
    """What of a text is read: its beginning, without addresses and account names, the words of hashtags apart."""
    text = _without_places(text)
    return _apart(text) if "#" in text or "＃" in text else text


def _apart(text: str) -> str:
    return _TAG.sub(lambda match: f" {_HUMP.sub(' ', match[1])} ", text)


def _without_places(text: str) -> str:
    text = without_addresses(text[:_READ])
    return _ACCOUNT.sub(" ", text) if "@" in text or "＠" in text else text


def read_texts(texts: Sequence[str], languages: Sequence[str | None]) -> list[tuple[Term | None, ...]]:
    """The terms of each text in order, hashtags last; null stands where a word that names nothing was left out."""
    readers = {language: _Reader(language) for language in set(languages)}
    read = [readers[language].read(text) for text, language in zip(texts, languages, strict=True)]
    seen: Counter[str] = Counter()
    _add_parts(read, languages)
    for text, found in zip(texts, read, strict=True):
        if not text.isascii():
            seen.update({piece for run in found if isinstance(run, str) for piece in _pieces(run)})
    return [
        tuple(term for one in found for term in (_parted(one, seen) if isinstance(one, str) else (one,)))
        for found in read
    ]


class _Reader(dict[str, tuple[Term | str | None, ...]]):
    """Reads texts of one language; a dictionary of the words it has met."""

    def __init__(self, language: str | None) -> None:
        chatter = frozenset(fold_word(word, language) for word in _CHATTER.get(language or "", "").split())
        self._language = language
        self._light = stop_words(language) | light_words(language) | chatter
        self._tags: dict[str, Term | None] = {}

    def read(self, text: str) -> list[Term | str | None]:
        """Terms, null for what names nothing, and runs of Han as they stand."""
        bare = _without_places(text)
        names = _TAG.findall(bare) if "#" in bare or "＃" in bare else []
        found = list(chain.from_iterable(map(self.__getitem__, units(_apart(bare) if names else bare))))
        for name in names:
            if name not in self._tags:
                self._tags[name] = self._tag(name)
            found += (None, self._tags[name])
        return found

    def __missing__(self, unit: str) -> tuple[Term | str | None, ...]:
        self[unit] = terms = tuple(self._terms(unit))
        return terms

    def _terms(self, unit: str) -> Iterator[Term | str | None]:
        if is_unspaced(unit):
            for match in _RUN.finditer(unit):
                if match[1]:
                    yield Term(
                        fold_word(match[0], self._language), match[0], "compound" if len(match[0]) > 3 else "word"
                    )
                    yield None
                else:
                    yield match[0]
                    yield None
            return
        piece = max(_APOSTROPHE.split(unit), key=len)
        words = parts(piece)
        joined = "".join(words)
        folded = fold_word(joined, self._language)
        letters = sum(map(str.isalpha, joined))
        short = letters < 2 or (letters == 2 and not joined.isupper())
        if short or folded in self._light or any(fold_word(word, self._language) in self._light for word in words):
            yield None
            return
        compound = len(words) > 1 and min(map(len, words)) > 2
        yield Term(min(word_keys(joined, self._language)), piece, "compound" if compound else "word")

    def _tag(self, name: str) -> Term | None:
        folded = fold_word(name, self._language)
        plain = min(word_keys(name, self._language))
        if folded in self._light or plain in self._light or _OCCASIONS.search(folded) or folded.isdigit():
            return None
        return Term(f"#{folded.replace('_', '')}", f"#{name}", "tag")


def _add_parts(read: Sequence[list[Term | str | None]], languages: Sequence[str | None]) -> None:
    """Behind each long word the word that it begins or ends with, if that stands alone in other texts."""
    for language in _COMPOUNDING.intersection(languages):
        own = [found for found, its in zip(read, languages, strict=True) if its == language]
        words = {term for found in own for term in found if isinstance(term, Term) and term.kind != "tag"}
        keys = {term.key: term for term in sorted(words, key=lambda term: term.text, reverse=True)}
        inside = {key: _inside(key, keys) for key in keys if len(key) >= 2 * _SHORTEST_PART}
        for found in own:
            more = [inside.get(term.key) for term in found if isinstance(term, Term) and term.kind != "tag"]
            found += [one for part in more if part for one in (None, part)]


def _inside(key: str, keys: Mapping[str, Term]) -> Term | None:
    sizes = range(len(key) - _SHORTEST_PART, _SHORTEST_PART - 1, -1)
    pieces = (piece for size in sizes for piece in (key[:size], key[-size:]))
    return next((keys[piece] for piece in pieces if piece in keys), None)


def _pieces(run: str) -> Iterator[str]:
    return (run[at : at + size] for size in _PIECES for at in range(len(run) - size + 1))


def _parted(run: str, seen: Counter[str]) -> Iterator[Term | None]:
    """A run of Han in the longest pieces that enough texts have, from the left."""
    light = _light_han()
    at = 0
    while at < len(run) - 1:
        size = next((n for n in _PIECES if at + n <= len(run) and seen[run[at : at + n]] >= FEWEST), 0)
        piece = run[at : at + size]
        if size:
            yield None if piece in light else Term(piece, piece, "compound" if size > 2 else "word")
        at += size or 1


@cache
def _light_han() -> frozenset[str]:
    return frozenset(f"{_CHATTER['ja']} {_CHATTER['zh']}".split())


@cache
def _joining() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in _GUESSED:
        for word in stop_words(language):
            found[word] = (*found.get(word, ()), language)
    return found


def _guessed(text: str) -> str | None:
    """The language with the most joining words in the text, if it has two and more than any other."""
    joining = _joining()
    counts = Counter(language for word in text[:_READ].lower().split() for language in joining.get(word, ()))
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first[0] if first[1] > max(1, second[1]) else None
