"""The word stock of the made site, and sentences from it: the same random numbers give the same text.

In no template do more than two given words follow one another, so that two texts have a run of three words in common
only by chance.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

__all__ = [
    "CATEGORIES",
    "GERUNDS",
    "LOOKS",
    "MATERIALS",
    "OBJECTS",
    "SETTINGS",
    "TAGS",
    "THINGS",
    "German",
    "Writer",
    "plural",
]

NOUNS = str.split(
    """
    adze anvil apron arbour awl axle bagpipe barrel basin basket beacon beam bell bellows bench bobbin bolt
    bottle bowl bracket branch brazier brick bridge broom brush bucket buckle burner button cabinet candle canoe
    canvas carafe cart cask chain chair chest chimney chisel churn clamp clasp clay clock cloth coaster colander
    compass cord cork cradle crate crock cupboard curtain cushion dial door drawer dresser drill drum dye easel
    edge engine fabric fence ferrule fibre field file fire flagstone flask fleece floor flute forge fountain
    frame funnel furnace garden gasket gate gauge glaze glove glue goblet grain grate gravel grinder groove
    hammer hammock handle harness hatch hearth hedge hinge hoe hook hoop horn hull iron jar jig joint jug kettle
    key kiln knot lace ladder ladle lamp lantern lath lathe latch leaf leather ledge lens lever lid linen lintel
    loaf lock loft loom mallet mantel marble mast mat mattress meadow mesh mill mirror mitten mould mortar moss
    nail needle net nozzle oak oar oil orchard oven paddle pail paint palette panel paper parcel pedal peg
    pencil pendulum pestle pewter pigment pillow pin pipe pitcher plank plate pliers plough plug pocket pole
    porch post pottery press pulley pump quill quilt rack rafter rail rake rasp reed resin ribbon ridge ring
    rivet rod roof rope rudder rug saddle sail satchel saw scale scarf scraper screen screw scythe seam seat
    shears shed shelf shingle shovel shutter sickle sieve sill skein slate sledge sleeve socket spade spindle
    spine splint spool spoon spring spout stable staircase stave stitch stone stool stove strap straw string
    stud table tack tallow tap tape tassel teapot thatch thimble thread tile timber tin tool torch towel tray
    trellis trough trowel tube turnip twine valve varnish vase veneer vice wall wax wedge well wheel whetstone
    whistle wick willow winch window wire wood wool workbench wreath yard yarn yoke
    """
)
ADJECTIVES = str.split(
    """
    airy amber ample ancient angular ashen austere balmy bare basic battered beaded bent bitter blackened
    bleached blunt bold braided brass bright brisk brittle broad bronze brown burnished callow calm carved
    chalky cheap chilly chipped clean clear coarse cold common compact copper costly cracked cream creased
    crimson crisp crooked crude curved damp dark deep delicate dented dense dim dry dull dusty early earthen
    eastern elastic empty even faded faint fair familiar fine firm flat flexible foggy forged fragile fresh
    frosted full gentle gilded glossy golden grained grand green grey gritty handmade hardy harsh heavy hidden
    hollow honest humble idle inner iron jagged keen knotted lacquered large late lean level light limp little
    local long loose low lumpy massive mellow mild modest moist muddy narrow neat northern oaken odd oiled old
    open ordinary outer oval pale patched patient peeled pewter plain pleated pliable polished poor porous proud
    quiet ragged rare raw regular rigid ripe robust rough round ruddy rusty salty scorched seasoned second
    shallow sharp shiny short silent silver simple sleek slender slight slow small smoky smooth snug sober soft
    solid southern spare splintered square stained steady steep sticky stiff stout straight strange strict
    striped strong sturdy subtle supple swollen tall tame tapered tarred tender thick thin tidy tight tiny tired
    tough trim twisted uneven upright useful vast velvet warm warped watery waxen western wide wild wooden woven
    yellow young
    """
)
VERBS = str.split(
    """
    align answer attach balance bend-bent blend borrow brace brush carry carve check chill choose-chose clean
    clear coat collect cool cover crush dampen drain dry dust empty enter examine exchange fasten fill filter
    finish fold follow gather grease grind-ground guard handle heat hold-held inspect join keep-kept knead
    lay-laid level lift lighten line loosen lower mark measure mend mix mount move nail number oil open order
    pack paint pierce place plane polish pour prepare press protect pull push raise reach remove repair replace
    rinse roll rub-rubbed sand save scrape seal season separate shape sharpen shave shift show-showed smooth
    soak soften sort sprinkle squeeze stack stain steam stir-stirred store straighten strengthen stretch
    string-strung strip-stripped support sweep-swept test thin-thinned tie tighten touch trace trim-trimmed turn
    twist unroll varnish warm wash watch water wax weigh widen wind-wound wipe work wrap-wrapped
    """
)
ADVERBS = str.split(
    """
    afterwards again almost always barely briskly calmly carefully cheaply daily early easily evenly firmly
    freely gently gladly gradually hardly helpfully honestly late lightly loosely mostly nearly neatly nightly
    often openly partly patiently plainly poorly promptly quickly quietly rarely readily safely seldom sharply
    simply slowly smoothly softly sometimes soon steadily still strangely surely thickly thinly twice usually
    warmly weekly well wisely
    """
)
TIMES = str.split(
    """
    April August autumn breakfast dawn daylight December dusk Easter evening February Friday harvest January
    July June Lammas lunch March Martinmas May Michaelmas midday midnight Monday morning nightfall noon November
    October Saturday September spring summer sundown sunrise Sunday supper Thursday Tuesday twilight Wednesday
    winter
    """
)
PEOPLE = str.split(
    """
    Agnete Albin Anselm Bartle Beate Brid Cato Corin Dagny Dorrit Eamon Edda Elspet Emeric Fenna Finnian Gerda
    Gisla Gower Hedda Hesper Ilse Isolde Ivo Jorun Jutta Kester Keziah Lamber Leander Linnet Lorcan Maren
    Merrick Minna Morwen Nadja Nils Odile Orrin Ottil Perran Petra Quill Rafe Romola Runa Saskia Senna Sigrid
    Silvan Tamsin Thora Tilde Ulric Una Verity Wenna Wilf Ysolde Zelda
    """
)
NUMBERS = str.split(
    """
    three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty forty fifty sixty
    ninety
    """
)

GERUNDS = str.split(
    """
    Mending Sharpening Drying Storing Choosing Cleaning Restoring Building Painting Measuring Buying Packing
    Waxing Carving Testing Repairing Fitting Oiling Weighing Sorting Tuning Patching Finishing Keeping
    """
)
OBJECTS = [f"{a} {n}" for a, n in zip(
    str.split(
        """
        old cast hollow small green round broad plain copper cedar willow linen walnut leather marble pewter
        slate canvas bamboo felted glazed hammered riveted turned woven quilted gilded tarred etched braided
        pleated thatched tin clay brass ivory granite cotton velvet rattan
        """
    ),
    str.split(
        """
        chisels skillets lanterns kettles timber baskets planes stools pans shingles hurdles curtains drawers
        satchels mortars tankards tiles awnings trellises slippers bowls gongs buckles spindles mats coverlets
        mirrors ropes goblets cords lampshades roofs moulds pipes hinges combs troughs wicks cushions chairs
        """
    ),
    strict=True,
)]  # fmt: skip
SETTINGS = [
    "in a cold workshop", "for a narrow kitchen", "on a wet balcony", "after a long winter", "with one borrowed tool",
    "for the first time", "without any electricity", "by the open window", "at a village market", "in a rented flat",
    "before the spring thaw", "with plain soap", "on a tight budget", "for restless children", "in a shared garden",
    "under a leaking roof", "near the salty coast", "with boiled linseed", "for a travelling stall", "in a small van",
    "beside a busy street", "during the heat wave", "from a single plank", "with left-handed scissors",
    "for a damp cellar", "on a stony allotment", "in an unheated attic", "through a wet November",
    "with beeswax alone", "for a century's use", "on the kitchen floor", "in half an afternoon",
    "with a patient friend",
    "for a demanding customer", "at high altitude", "on an island ferry", "inside a listed cottage",
    "with spring water", "for the night shift", "between two harvests",
]  # fmt: skip
"""The last words are all different: by it a setting is known in an address."""
LOOKS = str.split(
    """
    Amber Birch Bracken Calder Charcoal Clover Copse Drift Ember Fallow Fenland Flint Frost Harbour Heather
    Inlet Juniper Kelp Lichen Marsh Meadow Moor Nettle Orchard Pebble Quarry Reed Rowan Sedge Thistle
    """
)
MATERIALS = str.split(
    """
    oak ash beech elm cherry walnut maple larch steel iron brass copper pewter zinc stoneware porcelain
    terracotta slate marble granite linen cotton wool felt hemp jute leather canvas willow rattan cork glass
    """
)
CATEGORIES = ["kitchen", "garden", "workshop", "lighting", "bedroom", "table", "storage", "writing"]
THINGS = str.split(
    """
    ladle colander skillet kettle trivet trowel dibber rake trug sieve mallet chisel plane vice clamp lantern
    sconce candle lamp shade blanket pillow bolster quilt throw bowl plate pitcher beaker tray basket crate
    chest hook shelf inkwell notebook folder pencil blotter
    """
)
"""Five of each category, in its order."""
TAGS = str.split(
    """
    beginners repair winter outdoors textiles metal timber clay colour tools thrift gifts travel light water
    heat paper history safety storage sharpening glue kitchen
    """
)
"""Numbers of tags, categories and authors are prime to each other, so that no two lists have the same members."""

_TEMPLATES = """
The {a} {n} {p} the {n} before {t}.|{W} {p} a {a} {n}, and the {n} {d} {p} its {n}.|{c} {p} {m} {N} of {a} {n} near
the {a} {n}.|When the {n} is {a}, {v} the {a} {n} {d}.|{m} {N} and a {a} {n} {p} {w} until {t}.|A {a} {n} {d} {v}s {a}
{N}, but {a} {N} {v} {n}.|{w} {d} {p} {a} {N} with {a} {n} at {t}.|No {n} is {a} before {t}, so {v} {N} {d}.|The {n}
of {w} {p} {m} {a} {N} by {t}.|{a} {n} and {a} {n} {d} {v} one {n}.|On {t} {w} {p} {N}, {N} and {a} {n}.|{v} the {n}
{d}, {v} each {n}, then {v} {a} {N}.|Where {N} {v} the {n}, {a} {N} {d} {v} {n}.|Every {a} {n} holds {m} {N} or {a}
{n}.|{w} said: {a} {N} {d} {v} {a} {n}.|Beneath {a} {N} the {n} {p} {n} like {a} {n}.|If {w} {p} {n}, {w} {d} {p} the
{a} {n}.|{m} {a} {N} cost {w} one {a} {n} last {t}.|Without {n}, {a} {N} {v} {d}; with {n} they {v} {N}.|The {a} {n},
{a} and {a}, {d} {p} {w}.|Some {N} are {a}, others {a}, and {m} are {a}.|Between {t} and {t} the {n} {p} {a} {N}.|{w}
keeps {a} {n} beside the {n}, never {a} {N}.|Too {a} a {n} {d} {v}s the {n}.|To {v} {a} {n}, {v} the {n} and {v} {m}
{N}.|{a} {N} come from {a} {n}; {a} {n} from {N}.|Last {t} the {a} {n} of {w} {p} {N} {d}.|Half the {n} was {a}, half
{a} as {n}.
"""


def plural(noun: str) -> str:
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun if noun.endswith("s") else noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeou":
        return noun[:-1] + "ies"
    return noun + "s"


def _past(verb: str) -> str:
    base, _, given = verb.partition("-")
    if given:
        return given
    if base.endswith("y") and base[-2] not in "aeou":
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


_SLOTS = {"a": ADJECTIVES, "d": ADVERBS, "t": TIMES, "w": PEOPLE, "m": NUMBERS}
_BASES = [verb.partition("-")[0] for verb in VERBS]
_PASTS = [_past(verb) for verb in VERBS]


def _compiled(templates: str) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for template in " ".join(templates.split()).split("|"):
        parts = template.replace("{", "\0{").replace("}", "}\0").split("\0")
        slots = tuple(part[1:-1] for part in parts if part.startswith("{"))
        found.append(("".join("%s" if part.startswith("{") else part for part in parts), slots))
    return found


class Writer:
    """Sentences of one text: about forty nouns that it keeps coming back to."""

    _templates = _compiled(_TEMPLATES)

    def __init__(self, chance: random.Random, *, topic: int = 40) -> None:
        self._chance = chance
        start = chance.randrange(len(NOUNS))
        step = chance.choice((7, 11, 13, 17, 19, 23, 29))
        nouns = [NOUNS[(start + step * i) % len(NOUNS)] for i in range(topic)]
        self._pools: dict[str, Sequence[str]] = {
            **_SLOTS, "W": PEOPLE, "c": PEOPLE, "n": nouns, "N": [plural(n) for n in nouns], "v": _BASES, "p": _PASTS,
        }  # fmt: skip

    def sentence(self) -> str:
        number = self._chance.random
        template, slots = self._templates[int(number() * len(self._templates))]
        pools = self._pools
        said = template % tuple([pools[s][int(number() * len(pools[s]))] for s in slots])
        return said[0].upper() + said[1:]

    def paragraphs(self, words: int) -> list[str]:
        """Paragraphs of three to six sentences, with so many words or a few more."""
        found: list[str] = []
        while words > 0:
            sentences = [self.sentence() for _ in range(3 + int(self._chance.random() * 4))]
            found.append(" ".join(sentences))
            words -= found[-1].count(" ") + 1
        return found


class German(Writer):
    """The same in German, for translations."""

    _nouns = str.split(
        """
        Ahle Amboss Balken Becher Besen Beutel Blech Boden Bohrer Brett Bürste Dach Deckel Docht Draht Eimer
        Eisen Faden Farbe Fass Feile Fenster Flasche Garn Garten Glas Griff Hacke Haken Hammer Hobel Holz Kachel
        Kamin Kanne Kerze Kessel Kette Kiste Klammer Korb Krug Lampe Latte Leder Leim Leinen Leiter Löffel
        Messer Mörtel Nadel Nagel Ofen Papier Pfanne Pinsel Platte Rahmen Rechen Regal Rinne Säge Schale
        Schaufel Scheune Schnur Schraube Seil Sieb Spaten Spule Stein Stoff Stuhl Teller Tisch Ton Tuch Wachs
        Wand Wanne Werkbank Wolle Zange Zaun Ziegel
        """
    )
    _templates = _compiled("""
    Das {a} {n} {v} {d} {n} und {n}.|{w} {v} {m} {a} {n} vor {t}.|Am {t} {v} {w} {a} {n} {d} mit {n}.|Ohne {n} {v}
    {a} {n} {d} {m} {n}.|{n}, {n} und {a} {n} {v} {w} {d}.|Wer {n} {v}, {v} {d} {a} {n}.|{m} {n} {v} {w} bis {t}.|Aus
    {a} {n} {v} {w} {d} {a} {n}.|Zwischen {n} und {n} {v} {a} {n}.|Nie {v} {w} {a} {n} nach {t}.|{d} {v} {a} {n}
    {m} {n} für {w}.|Im {t} {v} {n} auf {a} {n}, {d} wie {n}.
    """)

    def __init__(self, chance: random.Random) -> None:
        super().__init__(chance)
        self._pools = {
            "n": self._nouns,
            "a": str.split(
                """
                alte blanke breite dunkle enge feine feste feuchte flache frische glatte graue grobe harte helle
                hohe kalte kleine krumme kurze leichte lose matte milde nasse neue raue reine runde schmale
                schwere spitze starke stille tiefe trockene warme weiche weite zähe
                """
            ),
            "v": str.split(
                """
                bindet bricht bürstet dreht dämmt faltet feilt flicht formt füllt gießt glättet hebt hält klebt
                kühlt legt leimt misst mischt nagelt näht ölt packt poliert prüft reinigt rührt sägt schabt
                schleift schneidet senkt siebt spannt stapelt sucht trocknet wachst wiegt zieht
                """
            ),
            "d": str.split(
                """
                abends behutsam bald beinahe bisweilen dann dicht eilig fast fest früh gern gerade immer kaum
                langsam lange leicht locker manchmal meist mühsam oft ruhig sanft selten sorgsam später täglich
                wieder
                """
            ),
            "w": PEOPLE,
            "m": str.split(
                """
                drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig
                """
            ),
            "t": str.split(
                """
                Abend April August Dezember Februar Freitag Frühling Herbst Januar Juli Juni Mai Mittag Montag
                Morgen Mittwoch November Oktober Samstag September Sommer Sonntag Winter
                """
            ),
        }

    def noun(self) -> str:
        return self._nouns[int(self._chance.random() * len(self._nouns))]
