"""Words that stand in many headlines and name no topic, for inferring one."""

from __future__ import annotations

from functools import cache
from typing import Final

from indexaudit.web.stems import fold_word

__all__ = ["light_words"]

_TABLE: Final = {
    "en": "one two three four five six seven eight nine ten first second third last next new old best better worst "
    "good great big little long short top real really right wrong many much every another someone something anything "
    "everything nothing thing things way ways time times day days week month year years today tomorrow yesterday now "
    "make makes making made take takes taking took get gets getting got go goes going gone went come comes coming came "
    "see sees saw seen say says said saying tell tells told know knows known think thinks want wants need needs "
    "needed look looks looking find finds found give gives gave given keep keeps let lets put puts run runs try tries "
    "use uses used using become becomes happen happens happened start starts stop stops show shows shown ask asks "
    "talk talks work works like love could people everyone here there back away amid still yet why don doesn didn isn "
    "won can't tell call calls warns guide "
    "review reviews tips facts everything update updated part ever even around among may mr mrs almost percent",
    "de": "ein eins zwei drei vier fünf sechs sieben acht neun zehn erste ersten erster zweite dritte letzte letzten "
    "neu neue neuer neues neuen gut gute guter besser beste besten groß große großer mehr viel viele viel wenig etwas "
    "nichts alles jeder jede jedes jahr jahre jahren tag tage tagen woche monat zeit heute morgen gestern endlich "
    "weiter weitere wieder gibt geben geht gehen kommt kommen macht machen lässt lassen steht stehen sagt sagen will "
    "braucht brauchen sieht sehen findet finden bringt bleibt bleiben nimmt wagen statt andere anderer anderen "
    "eigentlich fordert fordern warnt warnen künftig künftige künftiger prozent gegenüber bereits rund "
    "dank mal tun getan mach so geht's weg ab liegt hält zeigt sollten müssen menschen",
    "fr": "deux trois quatre cinq six sept huit neuf dix premier première dernier dernière nouveau nouvelle nouveaux "
    "nouvelles bon bonne meilleur meilleure grand grande petit petite plusieurs beaucoup peu rien chose choses fois "
    "jour jours semaine mois an ans année années temps aujourd'hui demain hier fait faire font va aller vient venir "
    "prend prendre met mettre dit dire voit voir veut vouloir doit faut savoir près raison mieux presque autre autres "
    "selon face",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez primer primera primero último última nuevo nueva nuevos "
    "nuevas buen buena mejor mejores gran grande mucho muchos poco nada cosa cosas vez veces día días semana mes meses "
    "año años tiempo hoy mañana ayer hace hacer va ir viene venir dice decir ve ver quiere querer debe deben da dar "
    "saber según otro otra otros otras así tras",
    "it": "due tre quattro cinque sei sette otto nove dieci primo prima ultimo ultima nuovo nuova nuovi nuove buon "
    "buono migliore migliori grande molto poco niente cosa cose volta volte giorno giorni settimana mese mesi anno "
    "anni tempo oggi domani ieri fa fare va andare viene venire dice dire vede vedere vuole deve dà dare altro altri",
    "pt": "dois duas três quatro cinco seis sete oito nove dez primeiro primeira último última novo nova novos novas "
    "bom boa melhor melhores grande muito pouco nada coisa coisas vez vezes dia dias semana mês meses ano anos tempo "
    "hoje amanhã ontem faz fazer vai ir vem vir diz dizer vê ver quer deve dá dar saber segundo outro outra outros",
    "pl": "jeden dwa trzy cztery pięć pierwszy pierwsza ostatni nowy nowa nowe nowym dobry dobre lepszy wielki duży "
    "mały dużo mało nic raz dzień dni tydzień miesiąc rok lat lata czas dziś jutro wczoraj robi robić będzie może mogą "
    "można trzeba chce mówi wygląda inny inne",
    "fi": "yksi kaksi kolme ensimmäinen viimeinen uusi uuden uudet hyvä paras suuri pieni paljon vähän mitään kerran "
    "päivä viikko kuukausi vuosi vuoden aika tänään huomenna eilen tekee voi voivat pitää olla haluaa sanoo näin "
    "meidän teidän heidän kaikki",
    "id": "satu dua tiga empat lima pertama terakhir baru baik terbaik besar kecil banyak sedikit hari minggu bulan "
    "tahun waktu sekarang besok kemarin jadi menjadi buat bisa jangan mau harus kata",
    "nl": "twee drie vier vijf zes zeven acht negen tien eerste tweede laatste nieuw nieuwe goed goede beter beste "
    "groot grote veel weinig niets iets alles ding dingen keer dag dagen week maand jaar jaren tijd vandaag morgen "
    "gisteren maakt maken gaat gaan komt komen doet doen zegt zeggen ziet zien wil krijgt krijgen geeft geven andere",
    "ru": "один два три четыре пять первый первая новый новая новые хороший большой много мало ничего раз день дня "
    "дней неделя месяц год года году лет время сегодня завтра вчера делать сделать будет стал стала стали может могут "
    "нужно надо хочет сказал рассказал рассказали другой другие",
}  # fmt: skip


@cache
def light_words(language: str | None) -> frozenset[str]:
    """Numerals, common verbs, words of time and of praise, folded as stop words are; of other languages none."""
    return frozenset(fold_word(word, language) for word in _TABLE.get(language or "", "").split())
