"""Which copy of a text search will most likely show, by documented signals only; null where they disagree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexaudit.brand.copies.changes import changes
from indexaudit.brand.copies.groups import Group
from indexaudit.brand.copies.signals import STRONG, WEAK, Copy, Rival, Rivals, leaves, moved, name, names, pointed
from indexaudit.comparison import CopyCluster, CopyMember, Signal
from indexaudit.errors import ConfigError

__all__ = ["judge_copies"]


def judge_copies(group: Group, copies: Mapping[str, Copy], *, id: str) -> CopyCluster:
    """The verdict on one group.

    What cannot be indexed, redirects away or names another copy as canonical is out. Weak signals are asked about what
    is left, and have to agree. Excerpts are no duplicates: they neither compete with the full text nor win; where they
    alone can be indexed, ``why`` says so. Raises :class:`~indexaudit.errors.ConfigError` when ``copies`` lacks a
    member of the group.
    """
    missing = [m.id for m in group.members if m.id not in copies]
    if missing:
        raise ConfigError(f"judge_copies: nothing is said about {', '.join(missing)}; give a Copy for each member")
    every = [(Rival(copy=copies[m.id], words=m.words), m.relation) for m in group.members]
    rivals = Rivals(rival for rival, relation in every if relation != "excerpt")
    excerpts = [rival for rival, relation in every if relation == "excerpt"]
    verdict = _verdict(rivals, excerpts)
    winner = verdict.winner
    owner_wins = winner.copy.owned if winner is not None else None
    return CopyCluster(
        id=id,
        members=tuple(
            CopyMember(
                item=m.id,
                words=m.words,
                similarity=m.similarity,
                contained=m.contained,
                relation=m.relation,
                owned=copies[m.id].owned,
            )
            for m in group.members
        ),
        winner=winner.id if winner is not None else None,
        owner_wins=owner_wins,
        signals=verdict.signals,
        why=verdict.why,
        to_win=() if owner_wins else changes(rivals, excerpts),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    winner: Rival | None
    why: str
    signals: tuple[Signal, ...]


def _verdict(rivals: Rivals, excerpts: Sequence[Rival]) -> _Verdict:
    strong = [signal for ask in STRONG if (signal := ask(rivals)) is not None]
    possible = [r for r in rivals if r.copy.searchable != "no" and not _goes_elsewhere(r, rivals)]
    if not possible:
        return _only_excerpts(rivals, excerpts, strong)
    weak = [signal for ask in WEAK if (signal := ask(possible)) is not None] if len(possible) > 1 else []
    signals = (*strong, *weak)
    if all(r.copy.searchable == "unknown" for r in rivals):
        which = "it" if len(rivals) == 1 else "any of the copies"
        return _Verdict(winner=None, why=f"It is unknown whether search engines can index {which}.", signals=signals)
    contradicted = [s for s in strong if s.name != "indexability" and s.favours and not s.decides]
    if contradicted and (len(possible) > 1 or pointed(possible[0], rivals) is not None):
        return _Verdict(winner=None, why=f"Strong signals disagree: {contradicted[0].text}.", signals=signals)
    deciding = [s for s in strong if s.name != "indexability" and s.decides]
    if len({s.favours for s in deciding}) > 1:
        why = f"Strong signals disagree: {'; but '.join(s.text for s in deciding)}."
        return _Verdict(winner=None, why=why, signals=signals)
    left = [r for r in possible if pointed(r, rivals) is None] if deciding else possible
    if len(left) > 1:
        return _by_weak(left, weak, signals)
    return _settled(left[0], rivals, excerpts, deciding, signals)


def _goes_elsewhere(rival: Rival, rivals: Rivals) -> bool:
    """Whether its address leads to another copy or site, or names a page on another site that is none of them."""
    away = pointed(rival, rivals) is None and leaves(rival, rival.copy.canonical)
    return moved(rival, rivals) is not None or leaves(rival, rival.copy.redirects_to) or away


def _settled(
    last: Rival,
    rivals: Rivals,
    excerpts: Sequence[Rival],
    deciding: Sequence[Signal],
    signals: tuple[Signal, ...],
) -> _Verdict:
    if last.copy.searchable == "unknown":
        why = f"Only {name(last.copy)} is left, and it is unknown whether search engines can index it."
        return _Verdict(winner=None, why=why, signals=signals)
    if deciding:
        why = f"{_capital(deciding[0].text)}."
    elif len(rivals) > 1:
        why = f"Of the {len(rivals)} copies only {name(last.copy)} can be shown in search."
    else:
        short = (
            "the other is an excerpt, which is no duplicate"
            if len(excerpts) == 1
            else f"the other {len(excerpts)} are excerpts, which are no duplicates"
        )
        why = f"{_capital(name(last.copy))} has the whole text and can be indexed; {short}."
    return _Verdict(winner=last, why=why, signals=signals)


def _by_weak(left: Sequence[Rival], weak: Sequence[Signal], signals: tuple[Signal, ...]) -> _Verdict:
    ids = {r.id for r in left}
    telling = [s for s in weak if ids & set(s.favours) and not ids <= set(s.favours)]
    if not telling:
        unknown = [r for r in left if r.copy.searchable == "unknown"]
        tail = f"; it is unknown whether {names(unknown)} can be indexed" if unknown else ""
        why = f"Nothing that is documented tells {names(left)} apart{tail}."
        return _Verdict(winner=None, why=why, signals=signals)
    agreed = ids.intersection(*(s.favours for s in telling))
    said = "; ".join(s.text for s in telling)
    if not agreed:
        return _Verdict(winner=None, why=f"Weak signals disagree: {said}.", signals=signals)
    if len(agreed) > 1:
        both = [r for r in left if r.id in agreed]
        why = f"Nothing that is documented tells {names(both)} apart; {said}."
        return _Verdict(winner=None, why=why, signals=signals)
    winner = next(r for r in left if r.id in agreed)
    if winner.copy.searchable == "unknown":
        why = f"Signals speak for {name(winner.copy)}, and it is unknown whether search engines can index it: {said}."
        return _Verdict(winner=None, why=why, signals=signals)
    return _Verdict(winner=winner, why=f"Weak signals alone speak for {name(winner.copy)}: {said}.", signals=signals)


def _only_excerpts(rivals: Sequence[Rival], excerpts: Sequence[Rival], strong: Sequence[Signal]) -> _Verdict:
    found = [r for r in excerpts if r.copy.searchable == "yes"]
    whole = "the whole text" if len(rivals) == 1 else "any of the whole copies"
    reason = rivals[0].copy.searchable_reason if len(rivals) == 1 and rivals[0].copy.searchable == "no" else None
    why = f"Search can show {whole} nowhere" if reason is None else f"Search cannot show {whole}: {reason}"
    if len(found) == 1:
        why = f"{why}; it can find only the excerpt at {name(found[0].copy)}"
    elif found:
        why = f"{why}; it can find only excerpts, at {names(found)}"
    return _Verdict(winner=None, why=f"{why}.", signals=tuple(strong))


def _capital(text: str) -> str:
    return text if text.startswith("http") else text[:1].upper() + text[1:]
