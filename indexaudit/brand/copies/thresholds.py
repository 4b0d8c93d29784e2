"""From when on two texts are copies: every threshold, with its unit and its reason."""

from __future__ import annotations

from typing import Final

RUN: Final = 4
"""Words in a run (a shingle), by which two texts are compared. Three words in a row are often common phrases; five lose
a whole sentence of a short post for every word that was changed."""

PHRASE: Final = 3 * RUN
"""Words in a phrase, by which texts are looked up and boilerplate is told: about a sentence. Four words in a row come
up by themselves in any large collection, and eight where thousands of posts follow a few patterns."""

WINDOW: Final = 4
"""Phrases of which one becomes a key of the inverted index. Two texts that share fifteen words in a row always
meet in it (winnowing), and it holds two phrases in five."""

PASSAGE: Final = PHRASE + WINDOW - 1
"""Words in a row that an excerpt must have: what the index always finds, and more than a sentence that comes up twice
by itself. A long article shares a few words with any post on its topic."""

LEAST_IDENTICAL: Final = 8
"""Words from which identical texts are copies. Shorter ones are greetings, titles and calls that come up by
themselves: "Happy new year to you all!"."""

LEAST: Final = 20
"""Words that two texts must share, and have, to be copies without being identical: a long sentence. Titles and slogans
of a dozen words are quoted in texts of their own."""

MANY: Final = 10
"""Different texts above which a phrase is boilerplate (a signature, a footer) and joins none. A text stands on a
handful of channels, seldom on ten; near-identical texts count once, so that a post repeated each month is none."""

MOSTLY: Final = 0.25
"""Share of a text that must be its own, boilerplate left out, for that part to be judged alone. Below it the text is
one that many items repeat, and is compared whole."""

NEAR_IDENTICAL: Final = 0.85
"""Similarity from which texts that many items repeat are copies: they differ in a word or two of a post. Two posts of
five words of their own each, above a footer of 50 words, stay below it."""

COPY: Final = 0.5
"""Similarity of a copy. A text whose last third was cut has 0.67; links, tags and an introduction cost a tenth; of two
texts at 0.5 each shares two thirds with the other."""

EXCERPT: Final = 0.6
"""Share of a text that stands in a fuller one, for it to be an excerpt: 40 words with a lead-in and two words changed
keep 0.7, and a text of its own that quotes keeps less than half."""

SHARED: Final = 0.2
"""Share of a text's keys that other texts have too, from which it may be a copy and is given a signature. A copy shares
two thirds of its runs; changed words cost more phrases than runs."""

SHORT: Final = 60
"""Words up to which a text is given one anyway: a changed word or two leave a post without a phrase in common."""

PART: Final = 0.25
"""Share that a text takes from each of several fuller ones, in passages of :data:`LEAST` words in a row and together at
least :data:`EXCERPT`: it is an excerpt of each, as a digest of three articles is."""

ARTICLE: Final = 300
"""Words from which an excerpt has copies of its own: a chapter that is also an article competes with its copies. (From
300 words ``content-depth`` has no finding.) Two posts with the same quotation are excerpts of its article alone."""

MOST_WORDS: Final = 50_000
"""Words of a text that are compared, from its start: half a novel, and two seconds' work for a hundred such texts."""

MOST_CHARACTERS: Final = 20 * MOST_WORDS
"""Characters that are read for them, so that a text without blanks is bounded too."""

LEAST_KEYS: Final = 2
"""Keys in which two texts must meet to be compared run by run: :data:`LEAST` words in a row have two."""

COMMON_KEYS: Final = 0.1
"""Share of a text's own keys that must be among them. A text of which a quarter stands elsewhere has twice that; chance
makes a few in a hundred."""

MOST_PARTNERS: Final = 12
"""Fuller texts with which one text is compared exactly, those with the most keys in common first. A run that counts
stands in at most :data:`MANY` texts, so that few pairs are lost, and only of texts quoted from everywhere."""

FULLER: Final = 0.9
"""Share of the fullest copy's words from which a copy is as complete: bylines, links and tags differ by as much."""
