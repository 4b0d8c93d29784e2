"""Names of the months in the languages that pages are written in: data only.

Keys are in the form that :func:`indexaudit.web.dates.folded` gives: compatibility-normalised, case-folded, without
accents on Latin and Greek letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["BY_LANGUAGE", "MONTHS"]

_NAMES: Final = {
    # Twelve columns; variants of one month (cases, abbreviations) are parted by "/".
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep "
    "october/oct november/nov december/dec",
    "de": "januar/janner/jaenner/jan februar/feber/feb marz/maerz/mrz/mar april/apr mai juni/jun juli/jul august/aug "
    "september/sept/sep oktober/okt november/nov dezember/dez",
    "fr": "janvier/janv fevrier/fevr/fev mars avril/avr mai juin juillet/juil/juill aout septembre/sept octobre/oct "
    "novembre/nov decembre/dec",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
    "septiembre/setiembre/sept/sep/set octubre/oct noviembre/nov diciembre/dic",
    "it": "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago "
    "settembre/sett/set ottobre/ott novembre/nov dicembre/dic",
    "pt": "janeiro/jan fevereiro/fev marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set "
    "outubro/out novembro/nov dezembro/dez",
    "ca": "gener/gen febrer/febr marc abril/abr maig juny juliol/jul agost/ag setembre/set octubre/oct novembre/nov "
    "desembre/des",
    "nl": "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sept/sep "
    "oktober/okt november/nov december/dec",
    "pl": "styczen/stycznia/sty luty/lutego/lut marzec/marca/mar kwiecien/kwietnia/kwi maj/maja czerwiec/czerwca/cze "
    "lipiec/lipca/lip sierpien/sierpnia/sie wrzesien/wrzesnia/wrz pazdziernik/pazdziernika/paz "
    "listopad/listopada/lis grudzien/grudnia/gru",
    "cs": "leden/ledna unor/unora brezen/brezna duben/dubna kveten/kvetna cerven/cervna cervenec/cervence "
    "srpen/srpna zari rijen/rijna listopad/listopadu prosinec/prosince",
    "sk": "januar/januara februar/februara marec/marca april/aprila maj/maja jun/juna jul/jula august/augusta "
    "september/septembra oktober/oktobra november/novembra december/decembra",
    "sl": "januar/januarja februar/februarja marec/marca april/aprila maj/maja junij/junija julij/julija "
    "avgust/avgusta september/septembra oktober/oktobra november/novembra december/decembra",
    "hr": "sijecanj/sijecnja/sij veljaca/veljace/velj ozujak/ozujka/ozu travanj/travnja/tra svibanj/svibnja/svi "
    "lipanj/lipnja/lip srpanj/srpnja/srp kolovoz/kolovoza/kol rujan/rujna/ruj listopad/listopada/lis "
    "studeni/studenoga/studenog/stu prosinac/prosinca/pro",
    "sr": "jan/januar/januara/јануар/јануара feb/februar/februara/фебруар/фебруара mart/marta/март/марта "
    "april/aprila/април/априла maj/maja/мај/маја jun/juna/јун/јуна jul/jula/јул/јула avgust/avgusta/август/августа "
    "septembar/septembra/септембар/септембра oktobar/oktobra/октобар/октобра "
    "novembar/novembra/новембар/новембра decembar/decembra/децембар/децембра",
    "ru": "январь/января/янв февраль/февраля/фев/февр март/марта/мар апрель/апреля/апр май/мая июнь/июня/июн "
    "июль/июля/июл август/августа/авг сентябрь/сентября/сен/сент октябрь/октября/окт ноябрь/ноября/ноя/нояб "
    "декабрь/декабря/дек",
    "uk": "січень/січня/січ лютий/лютого/лют березень/березня/бер квітень/квітня/квіт травень/травня/трав "
    "червень/червня/черв липень/липня/лип серпень/серпня/серп вересень/вересня/вер жовтень/жовтня/жовт "
    "листопад/листопада/лист грудень/грудня/груд",
    "be": "студзень/студзеня люты/лютага сакавік/сакавіка красавік/красавіка май/мая чэрвень/чэрвеня ліпень/ліпеня "
    "жнівень/жніўня верасень/верасня кастрычнік/кастрычніка лістапад/лістапада снежань/снежня",
    "bg": "януари/яну февруари/фев март/мар април/апр май юни юли август/авг септември/сеп/септ октомври/окт "
    "ноември/ное/ноем декември/дек",
    "tr": "ocak/oca subat/sub mart/mar nisan/nis mayis/may haziran/haz temmuz/tem agustos/agu eylul/eyl ekim/eki "
    "kasim/kas aralik/ara",
    "sv": "januari/jan februari/febr/feb mars april/apr maj juni/jun juli/jul augusti/aug september/sept/sep "
    "oktober/okt november/nov december/dec",
    "da": "januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sept/sep "
    "oktober/okt november/nov december/dec",
    "no": "januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sept/sep "
    "oktober/okt november/nov desember/des",
    "fi": "tammikuu/tammikuuta/tammi helmikuu/helmikuuta/helmi maaliskuu/maaliskuuta/maalis "
    "huhtikuu/huhtikuuta/huhti toukokuu/toukokuuta/touko kesakuu/kesakuuta/kesa heinakuu/heinakuuta/heina "
    "elokuu/elokuuta/elo syyskuu/syyskuuta/syys lokakuu/lokakuuta/loka marraskuu/marraskuuta/marras "
    "joulukuu/joulukuuta/joulu",
    "et": "jaanuar/jaan veebruar/veebr marts aprill/apr mai juuni juuli august/aug september/sept oktoober/okt "
    "november/nov detsember/dets",
    "lv": "janvaris/janvara februaris/februara marts/marta aprilis/aprila maijs/maija junijs/junija julijs/julija "
    "augusts/augusta septembris/septembra oktobris/oktobra novembris/novembra decembris/decembra",
    "lt": "sausis/sausio vasaris/vasario kovas/kovo balandis/balandzio geguze/geguzes birzelis/birzelio liepa/liepos "
    "rugpjutis/rugpjucio rugsejis/rugsejo spalis/spalio lapkritis/lapkricio gruodis/gruodzio",
    "hu": "januar/jan februar/febr marcius/marc aprilis/apr majus/maj junius/jun julius/jul augusztus/aug "
    "szeptember/szept oktober/okt november/nov december/dec",
    "ro": "ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug "
    "septembrie/sept/sep octombrie/oct noiembrie/noi/nov decembrie/dec",
    "el": "ιανουαριος/ιανουαριου/ιαν φεβρουαριος/φεβρουαριου/φεβ μαρτιος/μαρτιου/μαρ απριλιος/απριλιου/απρ "
    "μαιος/μαιου/μαι ιουνιος/ιουνιου/ιουν ιουλιος/ιουλιου/ιουλ αυγουστος/αυγουστου/αυγ "
    "σεπτεμβριος/σεπτεμβριου/σεπ οκτωβριος/οκτωβριου/οκτ νοεμβριος/νοεμβριου/νοε δεκεμβριος/δεκεμβριου/δεκ",
    "id": "januari/jan februari/feb maret/mar april/apr mei juni/jun juli/jul agustus/agu/agt september/sep "
    "oktober/okt november/nov desember/des",
    "ms": "januari/jan februari/feb mac april/apr mei jun julai ogos/ogo september/sep oktober/okt november/nov "
    "disember/dis",
    "ar": "يناير/جانفي فبراير/فيفري/شباط مارس/اذار/آذار ابريل/أبريل/إبريل/افريل/أفريل/نيسان مايو/ماي/ايار/أيار "
    "يونيو/يونيه/جوان/حزيران يوليو/يوليه/جويلية/تموز اغسطس/أغسطس/اوت/أوت/آب سبتمبر/ايلول/أيلول "
    "اكتوبر/أكتوبر نوفمبر ديسمبر",
    "fa": "ژانویه فوریه مارس آوریل مه/می ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "he": "ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט "
    "ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר",
    "hi": "जनवरी/जन फरवरी/फ़रवरी/फर मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर",
    "bn": "জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "th": "มกราคม/ม.ค กุมภาพันธ์/ก.พ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พ.ค มิถุนายน/มิ.ย กรกฎาคม/ก.ค สิงหาคม/ส.ค "
    "กันยายน/ก.ย ตุลาคม/ต.ค พฤศจิกายน/พ.ย ธันวาคม/ธ.ค",
}


def _tables() -> dict[str, Mapping[str, int]]:
    from indexaudit.web.dates import folded

    tables: dict[str, Mapping[str, int]] = {}
    for language, row in _NAMES.items():
        table: dict[str, int] = {}
        for number, names in enumerate(row.split(), 1):
            for name in names.split("/"):
                table[folded(name)] = number
        tables[language] = MappingProxyType(table)
    return tables


BY_LANGUAGE: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(_tables())
"""Primary subtag to folded name to month, 1 to 12."""


def _merged() -> dict[str, int]:
    # Where languages disagree the more widely written one stands first: "listopad" is November but in Croatian.
    table: dict[str, int] = {}
    for names in BY_LANGUAGE.values():
        for name, number in names.items():
            table.setdefault(name, number)
    return table


MONTHS: Final[Mapping[str, int]] = MappingProxyType(_merged())
"""Folded name to month in any language."""
