"""Texts of links that fit every link: "read more", "hier", "こちら"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["is_generic"]

_GENERIC: Final = frozenset(
    text
    for line in """
    click|click here|click this|click this link|here|this|this link|link|go|start|more|more info|more information
    read more|see more|learn more|find out more|show more|view more|continue|continue reading|read on|details|info
    information|right here|website|this page|this article|read article|read the article
    read full article|read full story
    hier|hier klicken|klicken sie hier|klick hier|mehr|mehr infos|mehr informationen|mehr lesen|mehr erfahren
    weiterlesen|weiter|weitere informationen|lesen sie mehr|zum artikel|artikel lesen|jetzt lesen|infos|zur seite
    ici|cliquez ici|cliquer ici|plus|plus d'infos|plus d'informations|en savoir plus|lire plus
    lire la suite|lire l'article
    suite|voir plus|la suite|savoir plus|découvrir
    aquí|aqui|haz clic aquí|haga clic aquí|pulse aquí|clic aquí|más|mas|más información|más info|leer más|ver más
    saber más|seguir leyendo|continuar leyendo|leer artículo|sigue leyendo
    clique aqui|clicar aqui|mais|mais informações|mais informação|saiba mais|leia mais|ler mais|ver mais|continuar lendo
    continue lendo|saber mais
    qui|clicca qui|cliccare qui|leggi|leggi tutto|leggi di più|leggi l'articolo|scopri di più
    continua a leggere|maggiori informazioni
    altro|di più|vedi tutto
    klik hier|lees meer|lees verder|meer|meer info|meer informatie|meer lezen|verder lezen|bekijk meer
    klik her|læs mere|mere|her|se mere|läs mer|läs vidare|klicka här|här|mer|mer information|les mer
    les videre|klikk her
    lue lisää|lisää|tästä|klikkaa tästä|lisätietoja
    tutaj|kliknij tutaj|więcej|czytaj więcej|czytaj dalej|dowiedz się więcej|zobacz więcej|więcej informacji
    zde|klikněte zde|více|číst dále|číst více|více informací|celý článek|tu|kliknite sem|viac|čítať viac|čítať ďalej
    itt|kattintson ide|tovább|bővebben|olvass tovább|részletek|aici|click aici|citește mai mult|mai mult|detalii
    здесь|тут|нажмите здесь|подробнее|читать далее|далее|ещё|еще|читать дальше|читать полностью|узнать больше|смотреть
    тут|натисніть тут|докладніше|детальніше|читати далі|більше|тук|прочети още|още|виж още|овде|више|опширније
    εδώ|κάντε κλικ εδώ|περισσότερα|διαβάστε περισσότερα|δείτε περισσότερα
    buraya tıklayın|tıklayın|buradan|burada|devamı|devamını oku|daha fazla|daha fazla bilgi|detaylar|ayrıntılar
    هنا|اضغط هنا|انقر هنا|المزيد|اقرأ المزيد|للمزيد|التفاصيل|اقرأ أكثر|اینجا|اینجا کلیک کنید|ادامه مطلب
    بیشتر|بیشتر بخوانید
    כאן|לחץ כאן|לחצו כאן|עוד|קרא עוד|קראו עוד|למידע נוסף|המשך קריאה
    यहाँ|यहां|यहाँ क्लिक करें|यहां क्लिक करें|और पढ़ें|अधिक|अधिक जानकारी|पूरा पढ़ें
    ที่นี่|คลิกที่นี่|อ่านต่อ|อ่านเพิ่มเติม|ดูเพิ่มเติม|เพิ่มเติม|tại đây|bấm vào đây|nhấn vào đây|xem thêm|đọc thêm|chi tiết
    di sini|klik di sini|selengkapnya|baca selengkapnya|lihat selengkapnya|baca lagi|lanjutkan membaca
    こちら|ここ|ここをクリック|こちらをクリック|続きを読む|もっと見る|詳細|詳しく|詳しくはこちら|詳細はこちら|続き|もっと読む|記事を読む|詳しく見る
    点击这里|点击此处|这里|此处|更多|阅读更多|查看更多|详情|查看详情|阅读全文|了解更多|继续阅读|點擊這裡|這裡|更多資訊|閱讀更多|繼續閱讀|了解更多
    여기|여기를 클릭|여기를 클릭하세요|더 보기|더보기|자세히|자세히 보기|더 읽기|계속 읽기|자세히 알아보기|바로가기
    """.splitlines()
    for text in map(str.strip, line.split("|"))
    if text
)
"""What site makers write on links when they write nothing. Ours, in the languages that most pages are written in."""

_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")


@lru_cache(maxsize=1024)
def is_generic(text: str) -> bool:
    """Whether the text of a link says nothing about its target. Case, arrows and punctuation at its ends are harmless;
    an empty text is not generic, it is none."""
    if not text or len(text) > 60:
        return False
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold().replace("\u2019", "'")
    if folded in _GENERIC:
        return True
    # Most texts begin and end with a letter, and have no edges to take off.
    return not (folded[:1].isalnum() and folded[-1:].isalnum()) and _EDGES.sub("", folded) in _GENERIC
