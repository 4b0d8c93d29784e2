"""Made texts of invented brands: pairs that are copies of each other in ways that channels have, and pairs that are not.

Sentences are drawn from templates in three wordings (English, English rewritten, German), so that a text can be told
again in other words or in another language. All texts of a topic share its vocabulary, its names and its stock phrases.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

KINDS = ("verbatim", "trimmed", "excerpt", "rewritten", "translated", "unrelated")
COPIES = frozenset(("verbatim", "trimmed", "excerpt"))


@dataclass(frozen=True)
class Pair:
    kind: str
    one: str
    other: str


TOPICS = {
    "plums": {
        "thing": "plum tree|Pflaumenbaum;young graft|junge Veredelung;orchard wall|Obstgartenmauer;picking ladder|Pflückleiter;drying rack|Dörrgestell;harvest crate|Erntekiste;wasp trap|Wespenfalle;pruning saw|Baumsäge;fruit press|Obstpresse;cellar shelf|Kellerregal;rootstock|Wurzelunterlage;compost heap|Komposthaufen",
        "part": "bark|Rinde;blossom|Blüte;lower branch|unterer Ast;skin of the fruit|Haut der Frucht;stone|Stein;graft point|Veredelungsstelle;root collar|Wurzelhals;crown|Krone",
        "trouble": "plum moth|Pflaumenwickler;late frost|Spätfrost;brown rot|Monilia;silver leaf|Bleiglanz;split fruit|aufgeplatzte Früchte;canker|Obstbaumkrebs;aphids|Blattläuse",
        "deed": "thin the fruit|die Früchte ausdünnen;cut out dead wood|totes Holz ausschneiden;water at the root|an der Wurzel gießen;whitewash the trunk|den Stamm kalken;pick before noon|vor Mittag pflücken;dry the halves slowly|die Hälften langsam dörren",
    },
    "bicycles": {
        "thing": "steel frame|Stahlrahmen;cargo bike|Lastenrad;hub dynamo|Nabendynamo;brake lever|Bremshebel;chain guard|Kettenschutz;truing stand|Zentrierständer;bottom bracket|Tretlager;saddle clamp|Sattelklemme;child seat|Kindersitz;rear light|Rücklicht;mudguard|Schutzblech;workshop bench|Werkbank",
        "part": "rim|Felge;spoke nipple|Speichennippel;bearing race|Lagerschale;cable end|Zugende;tyre bead|Reifenwulst;fork crown|Gabelkopf;derailleur hanger|Schaltauge;valve stem|Ventilschaft",
        "trouble": "a creaking crank|eine knarzende Kurbel;worn pads|verschlissene Beläge;a bent axle|eine verbogene Achse;rust under the paint|Rost unter dem Lack;a slipping chain|eine springende Kette;slow punctures|schleichende Platten",
        "deed": "grease the threads|die Gewinde fetten;check the spoke tension|die Speichenspannung prüfen;clean the chain dry|die Kette trocken reinigen;replace both pads|beide Beläge tauschen;torque the stem|den Vorbau anziehen;measure the wear|den Verschleiß messen",
    },
    "pottery": {
        "thing": "stoneware bowl|Steinzeugschale;kick wheel|Fußdrehscheibe;gas kiln|Gasofen;glaze bucket|Glasureimer;drying board|Trockenbrett;slip jug|Schlickerkrug;teapot lid|Teekannendeckel;clay block|Tonblock;shard box|Scherbenkiste;cone pack|Kegelsatz;trimming tool|Abdrehwerkzeug;kiln shelf|Ofenplatte",
        "part": "foot ring|Fußring;rim of the cup|Tassenrand;handle joint|Henkelansatz;glaze layer|Glasurschicht;inner wall|Innenwand;spout|Tülle;base plate|Bodenplatte;surface|Oberfläche",
        "trouble": "pinholes|Nadelstiche;crawling glaze|abrollende Glasur;a hairline crack|ein Haarriss;warped plates|verzogene Teller;a cold corner in the kiln|eine kalte Ecke im Ofen;bloating|Blasenbildung",
        "deed": "wedge the clay twice|den Ton zweimal schlagen;dry under plastic|unter Folie trocknen;fire one cone lower|einen Kegel tiefer brennen;sieve the glaze|die Glasur sieben;score the joint|die Naht aufrauen;weigh every piece|jedes Stück wiegen",
    },
    "coffee": {
        "thing": "drum roaster|Trommelröster;cupping table|Verkostungstisch;hand grinder|Handmühle;paper filter|Papierfilter;jute sack|Jutesack;cooling tray|Kühlsieb;espresso lever|Espressohebel;milk jug|Milchkännchen;green sample|Rohkaffeeprobe;brew scale|Brühwaage;tasting spoon|Probierlöffel;airtight tin|luftdichte Dose",
        "part": "first crack|erster Crack;crema|Crema;bean skin|Bohnenhaut;coffee bed|Kaffeebett;burr edge|Mahlkante;aftertaste|Nachgeschmack;grind setting|Mahlgrad;roast curve|Röstkurve",
        "trouble": "a sour shot|ein saurer Bezug;stale beans|alte Bohnen;channelling|Kanalbildung;scorched tips|verbrannte Spitzen;hard water|hartes Wasser;uneven grounds|ungleiches Mahlgut",
        "deed": "rinse the filter|den Filter spülen;weigh the dose|die Dosis wiegen;rest the roast four days|die Röstung vier Tage ruhen lassen;lower the charge heat|die Anfangshitze senken;grind just before brewing|erst vor dem Brühen mahlen;backflush the group|die Gruppe rückspülen",
    },
}  # fmt: skip

PEOPLE = (
    "Marta Ellery",
    "Jonas Pohl",
    "Aiko Tamura",
    "Ben Okafor",
    "Lucia Ferrand",
    "Tom Wexley",
    "Nadia Brandt",
    "Piet Lohmann",
)
PLACES = ("Aldermoor", "Brackwater", "Steinfurt am Hang", "Lower Quill", "Hollenbeck", "Port Lindow", "Saint Orrin")
ADJECTIVES = "old|alt;heavy|schwer;quiet|ruhig;cheap|billig;narrow|schmal;reliable|zuverlässig;plain|schlicht;fragile|zerbrechlich;dusty|staubig;bright|hell;stubborn|hartnäckig;borrowed|geliehen"
TIMES = "in early spring|im frühen Frühling;on a wet Monday|an einem nassen Montag;last winter|letzten Winter;before breakfast|vor dem Frühstück;every second week|jede zweite Woche;after the fair|nach der Messe;at the end of August|Ende August;during the long drought|während der langen Dürre"

# English, the same in other words, German.
SENTENCES = (
    ("Nobody told us that the {thing} would need so much care.", "We had no warning how demanding the {thing} turns out to be.", "Niemand hatte uns gesagt, dass {thing} so viel Pflege braucht."),
    ("{person} from {place} showed us how to {deed} without any hurry.", "Without rushing, {person} taught us, back in {place}, to {deed}.", "{person} aus {place} hat uns gezeigt, wie man ohne Eile {deed} kann."),
    ("If you see {trouble}, look at the {part} first.", "The {part} is where to start when {trouble} turns up.", "Wer {trouble} sieht, schaut zuerst auf {part}."),
    ("We counted {number} cases of {trouble} {time}, and only {small} of them mattered.", "Of {number} times that {trouble} came up {time}, {small} were serious.", "Wir zählten {time} {number} Fälle von {trouble}, und nur {small} davon zählten."),
    ("A {adjective} {thing} costs {number} crowns and lasts {small} years.", "Expect {small} years from a {adjective} {thing}, for {number} crowns.", "Was {adjective} ist, {thing} etwa, kostet {number} Kronen und hält {small} Jahre."),
    ("The {part} of a {adjective} {thing} tells you more than any manual.", "Manuals say less than the {part} on a {adjective} {thing}.", "An {part} und {thing}, wenn {adjective}, sieht man mehr als in jedem Handbuch."),
    ("{time}, the {thing} in {place} stood idle because of {trouble}.", "Owing to {trouble}, {place} could not use its {thing} {time}.", "{time} stand in {place} alles still, {thing} eingeschlossen, wegen {trouble}."),
    ("Some readers asked why we {deed} so late; the answer is the {part}.", "It is for the {part} that we wait so long to {deed}, as some of you asked.", "Manche fragten, warum wir erst so spät {deed}; die Antwort lautet {part}."),
    ("{person} keeps a {adjective} notebook and writes down every {thing} that came back.", "Each returned {thing} ends up in the {adjective} notebook that {person} keeps.", "{person} führt ein Heft, {adjective} genug, und notiert darin {thing}, wenn etwas zurückkam."),
    ("You can {deed} with one hand and hold the {thing} with the other.", "One hand is free for the {thing} while the other helps you {deed}.", "Mit einer Hand kann man {deed} und mit der anderen {thing} halten."),
    ("It took {small} attempts until the {part} looked {adjective} enough.", "Only attempt number {small} left the {part} as {adjective} as we wanted.", "Erst nach {small} Versuchen war {part} so {adjective}, wie wir wollten."),
    ("In {place} they say that a {adjective} {part} forgives {trouble}, which is half true.", "Half true is the saying of {place} that {trouble} does no harm to a {adjective} {part}.", "In {place} heißt es, {part} verzeihe {trouble}, wenn {adjective}; das stimmt zur Hälfte."),
    ("Leave {number} millimetres between the {part} and the {thing}, never less.", "A gap of {number} millimetres is the least that {thing} and {part} need.", "Zwischen {part} und {thing} bleiben mindestens {number} Millimeter."),
    ("What we would do again: {deed}, and call {person} before it gets dark.", "Next time we would once more {deed} and ring {person} while there is light.", "Was wir wieder täten: {deed} und {person} anrufen, bevor es dunkel wird."),
    ("The second {thing} arrived {time} with a damaged {part}.", "With its {part} spoilt, another {thing} reached us {time}.", "Noch einmal {thing} kam {time} an, mit beschädigtem {part}."),
    ("There are {small} ways to deal with {trouble}, and the {adjective} one is to {deed}.", "{trouble} can be met in {small} ways; to {deed} is the {adjective} choice.", "Gegen {trouble} gibt es {small} Wege; {adjective} ist es, zu {deed}."),
    ("Our neighbours in {place} lost a {thing} to {trouble} {time}.", "{trouble} ruined what our friends in {place} had: a {thing}, {time}.", "Unsere Nachbarn in {place} verloren {time} {thing} durch {trouble}."),
    ("Measure the {part} at {small} points and trust the {adjective} reading.", "Take {small} readings along the {part}; the {adjective} one is right.", "{part} an {small} Stellen messen und dem Wert trauen, der {adjective} scheint."),
    ("{person} disagrees: to {deed} {time} is too early for any {thing}.", "Too early for a {thing}, says {person}, is whoever will {deed} {time}.", "{person} widerspricht: {time} zu {deed} sei für {thing} zu früh."),
    ("Write the date on the {thing}, because the {part} will not tell.", "Since no {part} shows its age, date every {thing}.", "Das Datum gehört auf {thing}, denn {part} verrät es nicht."),
    ("Between {place} and {other_place} we saw {number} sheds, each with a {adjective} {thing}.", "{number} sheds line the road from {place} to {other_place}, a {adjective} {thing} in all of them.", "Zwischen {place} und {other_place} sahen wir {number} Schuppen, {thing} in jedem, {adjective}."),
    ("A photograph of the {part} helped {person} to name {trouble} within {small} minutes.", "Within {small} minutes {person} knew from one picture of the {part} that it was {trouble}.", "Ein Foto von {part} half {person}, {trouble} in {small} Minuten zu erkennen."),
)  # fmt: skip

STOCK = {
    "plums": ("Everything we sell is grown on our own eleven hectares above the river and picked by hand.", "Ask us anything about stone fruit: we answer every letter ourselves, usually within a week."),
    "bicycles": ("We repair every bicycle that rolls through the door, whatever its age and wherever it was bought.", "Prices in this article include labour and small parts and were correct on the day it was written."),
    "pottery": ("All our pots are thrown by hand, fired in our own kiln and safe for the dishwasher and the oven.", "Our workshop is open to visitors from Thursday to Saturday, and children are welcome at the wheel."),
    "coffee": ("We buy directly from nine farms, publish what we paid them, and roast twice a week in small batches.", "Unless stated otherwise all recipes use sixty grams of coffee for each litre of soft water."),
}  # fmt: skip
FOOTER = "You are reading the journal of a small company that answers its own telephone. Read more on our blog, subscribe to the monthly letter, or come and see us: the door is open from nine to five."


class Maker:
    """Texts by a seed: the same seed, the same texts."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def article(self, topic: str, words: int) -> tuple[str, str, str]:
        """About so many words in English, the same rewritten, and the same in German."""
        kept: list[tuple[str, str, str]] = []
        size = 0
        while size < words:
            kept.append(self._sentence(topic))
            size += len(kept[-1][0].split())
            if self.random.random() < 0.03:
                stock = self.random.choice(STOCK[topic])
                kept.append((stock, stock, stock))
                size += len(stock.split())
        one, other, german = (self._paragraphs([s[n] for s in kept]) for n in range(3))
        return one, other, german

    def pair(self, kind: str) -> Pair:
        topic = self.random.choice(sorted(TOPICS))
        size = self.random.randint(400, 1_500) if kind == "excerpt" else self.random.randint(60, 900)
        one, rewritten, german = self.article(topic, size)
        if self.random.random() < 0.5:
            one = f"{one}\n\n{FOOTER}"
        if kind == "verbatim":
            other = self._as_elsewhere(one)
        elif kind == "trimmed":
            words = one.split(" ")
            other = f"{' '.join(words[: len(words) * 2 // 3])} … {self._tail(topic)}"
        elif kind == "excerpt":
            words = one.split(" ")
            length = self.random.randint(40, 90)
            start = self.random.randrange(len(words) - length - 30)
            lead = self.random.choice(("", "New on the blog: ", "A thought from this week's article. "))
            other = f"{lead}{' '.join(words[start : start + length])} {self._tail(topic)}"
        elif kind == "rewritten":
            other = rewritten
        elif kind == "translated":
            other = german
        else:
            other = f"{self.article(topic, size)[0]}\n\n{FOOTER}"
        return Pair(kind, one, other)

    def _sentence(self, topic: str) -> tuple[str, str, str]:
        drawn = {slot: self.random.choice(values.split(";")).split("|") for slot, values in TOPICS[topic].items()}
        drawn["adjective"] = self.random.choice(ADJECTIVES.split(";")).split("|")
        drawn["time"] = self.random.choice(TIMES.split(";")).split("|")
        same = {
            "person": self.random.choice(PEOPLE),
            "place": self.random.choice(PLACES),
            "other_place": self.random.choice(PLACES),
            "number": str(self.random.randint(12, 96)),
            "small": self.random.choice(("two", "three", "four", "five", "six", "seven")),
        }
        english = {slot: both[0] for slot, both in drawn.items()} | same
        german = {slot: both[1] for slot, both in drawn.items()} | same
        wordings = self.random.choice(SENTENCES)
        made = (wordings[0].format(**english), wordings[1].format(**english), wordings[2].format(**german))
        return made[0][:1].upper() + made[0][1:], made[1][:1].upper() + made[1][1:], made[2][:1].upper() + made[2][1:]

    def _paragraphs(self, sentences: list[str]) -> str:
        return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))

    def _as_elsewhere(self, text: str) -> str:
        """As another channel gives it: other quotes and spaces, perhaps a link or tags."""
        text = text.replace("\n\n", "\n").replace("'", "’")
        return text + self.random.choice(("", " https://journal.example/a?utm_source=feed", "\n#journal #craft"))

    def _tail(self, topic: str) -> str:
        tag = self.random.choice(TOPICS[topic]["thing"].split(";")).split("|")[0].replace(" ", "")
        return f"Read on: https://journal.example/{self.random.randrange(999)} #{topic} #{tag} #handmade"


def written_pairs() -> list[Pair]:
    """Pairs written by hand, in English, German and Japanese."""
    data = json.loads((Path(__file__).parent / "written_pairs.json").read_text(encoding="utf-8"))
    return [Pair(**pair) for pair in data]


def made_pairs(seed: int, counts: dict[str, int]) -> list[Pair]:
    """So many pairs of each kind."""
    maker = Maker(seed)
    return [maker.pair(kind) for kind, count in counts.items() for _ in range(count)]
