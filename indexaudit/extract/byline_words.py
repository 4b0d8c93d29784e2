"""Words that stand around names and dates in bylines: data only."""

# ruff: noqa: SIM905 - lists of words read best as text

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "ACCOUNTS",
    "AUTHOR_METAS",
    "BY",
    "CHANGED",
    "CUT",
    "DESK",
    "MODIFIED_METAS",
    "NEVER_FIRST",
    "PUBLISHED_METAS",
    "ROLE",
]

_WORKS: Final = (
    r"(?:story|article|post|words?|text|review|analysis|opinion|photos?|interview|artikel|beitrag|gastbeitrag|kommentar"
    r"|bericht|essay|kolumne|reportage|protokoll|blog ?beitrag|texte|artículo|artigo|articolo|artykuł|fotos?)"
)
_DONE: Final = (
    r"(?:written|posted|published|reported|edited|created|submitted|contributed|uploaded|reviewed|compiled"
    r"|gespeichert|geschrieben|verfasst|veröffentlicht|erstellt|gepostet|eingestellt|publié|écrit|rédigé"
    r"|posté|propos recueillis"
    r"|escrito|publicado|redactado|scritto|pubblicato|geplaatst|geschreven|skrevet|skriven|publicerad|napisał|dodane"
    r"|opublikowane)"
)
_PREPOSITION: Final = r"(?:by|von|vom|par|por|door|av|af|di|da|przez|od|oleh)"
_LABEL: Final = (
    r"(?:(?:the )?authors?|auth?or(?:in|en|es|as|a|i|zy|ka)?|auteure?s?|autore|autrice|автор|forfatter|författare"
    r"|skribent|redakteur(?:in)?|redaktion|redacción|editors?|reporters?|writer|byline|text|texto|texte|testo|tekst"
    r"|bericht|interview|verfasser(?:in)?|ersteller|escribe|story|words|作者|记者|記者|责任编辑|責任編輯|编辑|文|撰文|著者"
    r"|執筆|筆者|글|기자|penulis|yazan|yazar)"
)
_LIST: Final = (
    r"(?:view|see|show|read|all|alle|more|mehr|voir|ver|todos?|toutes?)\s(?:\w+\s){0,2}"
    r"(?:posts|stories|entries|articles?|beiträge|artikel|entradas|artículos)"
)
BY: Final = re.compile(
    rf"{_LIST}\s{_PREPOSITION}\s"
    rf"|(?:(?:(?:a|an|the|ein|eine|un|une)\s)?(?:{_WORKS}|{_DONE})(?:\s(?:on|am|le|el)\s\S{{1,12}})?\s?[:：]?\s)?"
    rf"{_PREPOSITION}\s?[:：]?\s(?=\S)"
    rf"|{_LABEL}\s?[:：/]\s?(?=\S)|{_LABEL}\s(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What stands before a name: "by", "posted by", "Text:" and their like. For texts with collapsed white space."""

ROLE: Final = re.compile(
    r"(?:\w+\s){0,4}(?:editor|reporter|writer|correspondent|journalist|contributor|columnist|author|producer"
    r"|photographer|blogger|analyst|critic|fellow|redakteur(?:in)?|redaktor(?:in)?|autor(?:in)?|korrespondent(?:in)?"
    r"|chefredakteur(?:in)?|volontär(?:in)?|gastautor(?:in)?|journaliste?|rédact(?:eur|rice)|redactora?|periodista"
    r"|giornalista|editor-in-chief|ceo|cto|(?:co-)?founder|owner|professor|lecturer|teacher|scientist|researcher"
    r"|engineer|developer|consultant|strategist|specialist|expert|advis[eo]r|lawyer|attorney|doctor|nurse|officer"
    r"|captain|chair(?:man|woman|person)?|secretary|treasurer|trainer|assistant|associate"
    r"|(?:projekt)?leiter(?:in)?|manager(?:in)?|director|president)"
    r"(?:\s(?:at|of|for|bei|der|des|in|en|chief|am|im)(?:\s.*)?)?",
    re.IGNORECASE | re.DOTALL,
)
"""A job title, whole."""

DESK: Final = re.compile(
    r"\b(?:\w*redaktion\w*|redacción|redaction|rédaction|redazione|redactie|redakcja|newsroom|(?:news )?desk|staff|team"
    r"|agenc(?:y|ia|e)|agentur(?:en)?|press(?:e\w*)?|editors?|editorial|dpa|afp|apa|reuters|associated|efe|ansa|sda"
    r"|epd|kna|gmbh|e\.\s?v|inc|ltd|admin)\b",
    re.IGNORECASE,
)

NEVER_FIRST: Final = frozenset(
    """
    about alle alles all anonym anonymous anzeige advertisement author autor autorenseite autorin bild bilder by
    category click comment comments contact copyright created date datum diese dieser dieses drucken email erstellt
    facebook filed follow foto fotos gast guest home image impressum instagram join kategorie kategorien klicken
    kommentar kommentare kontakt last linkedin listen loading login logout mail mehr menu min modified more
    newsletter none null par photo photos play posted posts print profil profile pubblicato publicado published
    publié quelle read rss see share sign source stand subscribe tag tags teilen this twitter über uhr unbekannt
    undefined unknown updated veröffentlicht video view von watch website weiterlesen whatsapp youtube zuletzt
    """.split()
)
"""No name begins with them; folded."""

CUT: Final = frozenset(
    """
    about ago aktualisiert am at den dne dnia el en for für il in le min on op posted pubblicato publicado published
    publié read sagt says schreibt seit since stand uhr um under updated veröffentlicht via vom vor wrote
    """.split()
)
"""Behind a name they lead to something else: a date, a section, a place."""

ACCOUNTS: Final = frozenset(
    """
    adm admin administrator editor1 root siteadmin superuser test user webadmin webmaster wordpress wordpressadmin
    wpadmin
    """.split()
)

CHANGED: Final = re.compile(
    r"updat|modif|aktualis|geändert|geaendert|änderung|überarbeitet|bearbeitet|mise? à jour|maj(?![a-z])|actualiz"
    r"|aggiorna|atualiz|bijgewerkt|gewijzigd|oppdatert|uppdatera|opdateret|päivitetty|aktualiz|zmieniono|обновл|изменен"
    r"|revised|edited|changed|güncelle|更新|修正|수정",
    re.IGNORECASE,
)
"""What tells that a date is that of a change."""

AUTHOR_METAS: Final = frozenset(
    """
    article:author article:author_name article_author author authors byl citation_author creator cxenseparse_author
    dc.author dc.creator dcterms.creator news_author og:article:author parsely-author sailthru.author
    shareaholic:article_author_name twitter:data1
    """.split()
)

PUBLISHED_METAS: Final = frozenset(
    """
    apub:time article-publish-time article.created article.published article:published article:published_time
    article_date_original bt:pubdate citation_date citation_publication_date created cxenseparse:publishtime
    cxenseparse:recs:publishtime date date_published datecreated dateposted datepublished dc.date dc.date.created
    dc.date.issued dcterms.created dcterms.date dcterms.issued displaydate lastpubdate og:article:published_time
    og:published_time og:release_date originalpublicationdate parsely-pub-date ptime pub_date pubdate
    publication_date publicationdate publish-date publish_date publishdate releasedate rnews:datepublished
    sailthru.date shareaholic:article_published_time timestamp video:release_date
    """.split()
)

MODIFIED_METAS: Final = frozenset(
    """
    article.updated article:modified article:modified_time article:updated_time date_modified datemodified
    dateupdated dc.date.modified dcterms.modified last-modified lastmod modified mtime og:modified_time
    og:updated_time revision_date rnews:datemodified shareaholic:article_modified_time updated utime
    """.split()
)
