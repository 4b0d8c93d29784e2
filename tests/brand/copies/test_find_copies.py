"""Which texts are copies or excerpts of one another, on small named cases."""

from __future__ import annotations

import pytest

from indexaudit.brand.copies import Group, Text, compared_in_part, find_copies
from indexaudit.brand.copies.thresholds import MANY, MOST_WORDS
from indexaudit.errors import ConfigError

ARTICLE = (
    "When the first plums soften, do not wait for the rest of the tree. Pick what yields to your thumb, every morning, "
    "and leave the others hanging. A tree gives its fruit over three weeks, and whoever empties it in one afternoon "
    "carries home a crate of sour stones. We learned that in our second year, after forty jars of jam that nobody "
    "wanted to eat. Since then a chalk mark on the trunk says which tree is next, and the children race each other to "
    "find the first soft fruit of the day, which belongs to whoever finds it."
)
OTHER = (
    "Your chain is worn when you can lift it off the front ring and see daylight. By then the sprockets have worn with "
    "it, and a new chain will jump. A gauge costs less than a coffee. Check every thousand kilometres, change the "
    "chain at half a percent, and one cassette will outlive three chains. We hang the old ones beside the door, so "
    "that customers can feel with their own fingers what half a percent means."
)
FOOTER = (
    "You are reading the journal of a small company that answers its own telephone. Read more on our blog, subscribe "
    "to the monthly letter, or come and see us: the door is open from nine to five."
)
JAPANESE = (
    "梅の実は朝のうちに摘みます。日が高くなると皮がやわらかくなり、籠の底で傷みやすくなるからです。私たちの畑では六月の二週目から三週目にかけて、"
    "夜明けとともに作業を始め、十時には終えています。摘んだ実はその日のうちに塩に漬けます。"
)


def words(start: int, count: int) -> str:
    """Words that stand nowhere else."""
    return " ".join(f"w{n}" for n in range(start, start + count))


def found(*texts: str) -> tuple[Group, ...]:
    return find_copies([Text(id=f"i{n}", text=text) for n, text in enumerate(texts, 1)])


def relations(group: Group) -> dict[str, str]:
    return {m.id: m.relation for m in group.members}


def test_the_same_words_at_two_places_are_copies_and_the_one_with_more_around_them_is_the_fullest() -> None:
    (group,) = found(f"{ARTICLE.upper()} #plums #jam https://x.example/1", ARTICLE.replace(",", " –"))
    assert relations(group) == {"i1": "fullest", "i2": "copy"}
    assert group.members[1].similarity == group.members[1].contained == 1.0
    assert group.members[1].words == len(ARTICLE.split())


def test_texts_that_have_nothing_to_do_with_each_other_make_no_group() -> None:
    assert found(ARTICLE, OTHER) == ()


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), (ARTICLE,), ("one two", "#a #b", "https://x.example/")])
def test_nothing_to_compare_makes_no_group(texts: tuple[str, ...]) -> None:
    assert found(*texts) == ()


def test_a_text_without_its_last_third_is_a_copy() -> None:
    cut = " ".join(ARTICLE.split()[:64])
    (group,) = found(ARTICLE, f"{cut} … more at https://plums.example/soft #plums #orchard")
    assert relations(group) == {"i1": "fullest", "i2": "copy"}
    assert 0.5 < group.members[1].similarity < 0.7 < group.members[1].contained


def test_forty_words_of_a_long_article_are_an_excerpt_though_the_two_are_hardly_alike() -> None:
    (group,) = found(f"{words(0, 600)} {ARTICLE} {words(600, 600)}", f"New today: {' '.join(ARTICLE.split()[10:50])}")
    assert relations(group) == {"i1": "fullest", "i2": "excerpt"}
    assert group.members[1].similarity < 0.05
    assert group.members[1].contained > 0.9


def test_an_excerpt_with_two_words_changed_is_still_one() -> None:
    quoted = ARTICLE.split()[10:55]
    quoted[8], quoted[36] = "changed", "altered"
    (group,) = found(f"{words(0, 900)} {ARTICLE}", " ".join(quoted))
    assert relations(group)["i2"] == "excerpt"


def test_a_text_of_its_own_that_quotes_a_sentence_is_no_excerpt() -> None:
    assert found(f"{ARTICLE} {words(0, 200)}", f"{words(500, 40)} {' '.join(ARTICLE.split()[:25])}") == ()


def test_a_short_greeting_is_no_copy_however_often_it_stands() -> None:
    assert found("Happy new year!", "Happy new year!", "Happy new year! #2026") == ()


def test_short_posts_are_copies_only_when_they_are_the_same() -> None:
    post = "The press is running: bring your own plums on Saturday before noon"
    (group,) = found(post, f"{post}!", f"{post} or after")
    assert relations(group) == {"i1": "fullest", "i2": "copy"}


def test_a_footer_that_many_items_share_joins_none() -> None:
    posts = [f"{words(100 * n, 25)}\n{FOOTER}" for n in range(MANY + 5)]
    assert found(*posts) == ()


def test_copies_under_a_footer_that_many_items_share_are_found_all_the_same() -> None:
    posts = [f"{words(100 * n, 25)}\n{FOOTER}" for n in range(MANY + 5)]
    (group,) = found(*posts, f"{ARTICLE}\n{FOOTER}", f"{ARTICLE}\nSent from the orchard")
    assert relations(group) == {"i16": "fullest", "i17": "copy"}


def test_a_post_that_is_repeated_each_month_with_other_tags_is_one_group_and_no_boilerplate() -> None:
    posts = [f"{ARTICLE} Today: number {n}" for n in range(3 * MANY)]
    (group,) = found(*posts, " ".join(ARTICLE.split()[:40]))
    assert [m.relation for m in group.members] == ["fullest", *["copy"] * (3 * MANY - 1), "excerpt"]


def test_a_digest_of_three_articles_is_an_excerpt_of_each_and_joins_them_not() -> None:
    articles = [words(1_000 * n, 200) for n in range(3)]
    digest = " ".join(" ".join(a.split()[50:80]) for a in articles)
    groups = found(*articles, digest)
    assert [relations(g) for g in groups] == [{f"i{n}": "fullest", "i4": "excerpt"} for n in (1, 2, 3)]


def test_a_chain_of_overlapping_texts_is_not_glued_together() -> None:
    # Each overlaps the one before it by half: only neighbours have to do with each other.
    groups = found(*(words(100 * n, 200) for n in range(6)))
    assert all(len(g.members) <= 3 for g in groups)


def test_of_copies_at_several_lengths_each_is_held_against_the_fullest() -> None:
    (group,) = found(words(0, 150), words(0, 300), words(0, 60), words(0, 250))
    assert relations(group) == {"i2": "fullest", "i4": "copy", "i1": "excerpt", "i3": "excerpt"} or (
        relations(group) == {"i2": "fullest", "i4": "copy", "i1": "copy", "i3": "excerpt"}
    )
    assert [m.id for m in group.members] == ["i2", "i4", "i1", "i3"]


def test_a_chapter_that_is_also_an_article_has_copies_of_its_own() -> None:
    book, chapter = words(0, 4_000), words(1_000, 500)
    groups = found(book, chapter, f"{chapter} posted elsewhere")
    assert [relations(g) for g in groups] == [
        {"i3": "fullest", "i2": "copy"},
        {"i1": "fullest", "i3": "excerpt"},
    ]


def test_two_posts_with_the_same_quotation_are_excerpts_of_its_article_and_no_group_of_their_own() -> None:
    quotation = " ".join(ARTICLE.split()[:45])
    (group,) = found(f"{ARTICLE} {words(0, 300)}", quotation, quotation, f"Read this: {quotation}")
    assert relations(group) == {"i1": "fullest", "i2": "excerpt", "i3": "excerpt", "i4": "excerpt"}


def test_japanese_is_compared_without_blanks() -> None:
    quoted = JAPANESE[JAPANESE.index("私たち") :]
    (group,) = found(
        JAPANESE * 1 + "酸っぱい香りが部屋に広がります。", f"{JAPANESE}\n#梅干し", f"新着記事です。{quoted}"
    )
    assert relations(group)["i1"] == "fullest"
    assert relations(group)["i2"] == "copy"
    assert "i3" in relations(group)


def test_a_translation_is_another_text() -> None:
    german = "Wenn die ersten Pflaumen weich werden, warte nicht auf den Rest des Baumes, sondern pflücke jeden Morgen."
    assert found(ARTICLE, german, JAPANESE) == ()


def test_of_a_very_long_text_the_first_fifty_thousand_words_are_compared_and_that_is_said() -> None:
    novel = words(0, MOST_WORDS + 200)
    (group,) = found(f"{novel} the end", novel, words(MOST_WORDS + 50, 60))
    assert relations(group) == {"i1": "fullest", "i2": "copy"}
    given = [Text(id="long", text=novel), Text(id="short", text=ARTICLE)]
    assert compared_in_part(given) == ("long",)


def test_a_text_of_one_endless_word_is_read_in_bounds() -> None:
    assert found("a" * 5_000_000, "a" * 4_000_000) == ()


def test_half_a_surrogate_and_control_characters_are_words_like_others() -> None:
    odd = f"{ARTICLE} \ud800 x\ud800y \x00"
    (group,) = found(odd, odd)
    assert len(group.members) == 2


def test_two_texts_with_one_id_are_refused() -> None:
    with pytest.raises(ConfigError, match="two texts have the id 'i1'"):
        find_copies([Text(id="i1", text=ARTICLE), Text(id="i1", text=OTHER)])
