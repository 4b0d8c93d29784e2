"""Words that only join others, for the languages most pages are written in.

Closed classes of each grammar: articles, prepositions, conjunctions, pronouns, auxiliaries, question words and a few
adverbs, in the manner of the stop-word lists that the Snowball project publishes beside its stemmers
(https://snowballstem.org/, read on 2026-11-25), without words that name a thing.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from indexaudit.web.stems import fold_word

__all__ = ["stop_words"]

_TABLE: Final = {
    "en": "a an the this that these those i me my you your yours he him his she her it its we us our they them their "
    "what which who whom whose when where why how all any both each few more most other some such no nor not only own "
    "same so than too very and or but if because as until while of at by for with about against between into through "
    "during before after above below to from up down in out on off over under again then once here there now just is "
    "am are was were be been being have has had having do does did doing can could should would will may might must "
    "shall ever never also vs via per amid among without within upon s t ll re ve d m",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber denn weil dass daß ob wenn als wie "
    "wo was wer wen wem warum wann welche welcher welches welchen ich du er sie es wir ihr mich dich sich uns euch ihm "
    "ihn ihnen mein dein sein unser euer meine deine seine ihre unsere in im ins an am ans auf aus bei beim mit nach "
    "von vom vor für über unter um zu zum zur durch gegen ohne zwischen bis seit während ist sind war waren wird "
    "werden wurde hat haben hatte kann können muss müssen soll sollte will so auch nur noch schon nicht kein keine "
    "mehr sehr man hier da dann nun doch mal jetzt diese dieser dieses diesen alle alles ganz",
    "fr": "le la les l un une des de du d au aux a à et ou où mais donc or ni car que qu qui quoi dont quand comment "
    "pourquoi quel quelle quels quelles je tu il elle on nous vous ils elles me te se lui leur leurs y en mon ton son "
    "ma ta sa mes tes ses notre votre nos vos ce cet cette ces c ça cela dans par pour sur sous avec sans chez vers "
    "entre depuis pendant avant après contre est sont était étaient être été sera a ont avait avoir eu fait peut ne n "
    "pas plus moins très aussi si s j m t tout tous toute toutes même comme encore déjà bien ici là jusqu lors",
    "es": "el la los las lo un una unos unas de del al a y e o u pero sino que qué quien quién quienes cual cuál cómo "
    "como cuando cuándo donde dónde por para con sin sobre entre desde hasta en tras ante bajo contra según durante "
    "yo tú él ella nosotros ellos ellas me te se le les nos os mi tu su mis tus sus nuestro nuestra este esta estos "
    "estas ese esa esos eso esto aquel es son era eran ser sido fue fueron está están estaba ha han había hay no ni si "
    "sí más menos muy también ya así porque todo todos toda todas puede pueden tiene aún",
    "it": "il lo la i gli le l un uno una di del dello della dei degli delle dell d a al allo alla ai agli alle all da "
    "dal dalla dai dalle dall in nel nella nei negli nelle nell con su sul sulla sui sulle sull per tra fra e ed o ma "
    "se che chi cui come quando dove perché quale quali io tu lui lei noi voi loro mi ti si ci vi ne mio tuo suo sua "
    "suoi sue nostro questo questa questi queste quello quella è sono era erano essere stato stata ha hanno aveva non "
    "più meno molto anche già così ecco tutto tutti tutte può cosa c",
    "pt": "o a os as um uma uns umas de do da dos das em no na nos nas num numa ao à aos às por pelo pela pelos pelas "
    "para pra com sem sob sobre entre até desde e ou mas que quem qual quais como quando onde porque por quê eu tu ele "
    "ela nós eles elas você vocês me te se lhe lhes meu minha seu sua seus suas nosso nossa este esta estes estas esse "
    "essa isso isto é são era eram ser foi foram está estão tem têm há não nem mais menos muito também já só após "
    "todo todos toda todas pode podem",
    "nl": "de het een en of maar want dat dit die deze wat wie waar wanneer waarom hoe welke ik jij je u hij zij ze "
    "wij we jullie hun hen hem haar mijn jouw zijn ons onze in op aan uit van voor met naar bij door over onder tegen "
    "tussen tot om te is was waren wordt worden werd heeft hebben had kan kunnen moet zal zullen niet geen ook nog al "
    "meer er als dan zo toch na sinds zonder",
    "sv": "en ett den det de dem och eller men att som om när var vad vem hur varför vilken vilka jag du han hon vi ni "
    "mig dig sig oss er min din sin vår sitt sina i på av för med till från vid under över mellan utan mot efter före "
    "är var blir blev har hade kan ska skulle inte ej också mer så än nu här där ur hos",
    "da": "en et den det de dem og eller men at som om når var hvad hvem hvor hvordan hvorfor hvilken jeg du han hun "
    "vi i mig dig sig os min din sin vores på af for med til fra ved under over mellem uden mod efter før er blev har "
    "havde kan skal vil ikke også mere så end nu her der",
    "no": "en ei et den det de dem og eller men at som om når var hva hvem hvor hvordan hvorfor hvilken jeg du han hun "
    "vi i meg deg seg oss min din sin vår på av for med til fra ved under over mellom uten mot etter før er ble har "
    "hadde kan skal vil ikke også mer så enn nå her der å",
    "fi": "ja tai mutta että jos kun kuin niin sekä vai joka mikä mitä missä kuka miten miksi minä sinä hän me te he "
    "se ne tämä nämä nuo on ovat oli olivat olla ei eivät ole myös vain jo nyt sitten",
    "pl": "i oraz a ale lub albo czy że żeby aby bo w we z ze na do od po o u przy przez dla pod nad przed za między "
    "bez jak co kto gdzie kiedy dlaczego który która które jaki jaka jakie ja ty on ona ono my wy oni je mnie mu jej "
    "jego ich go się to ten ta te tego tej tym jest są był była było być nie tak już tylko też więc jeszcze",
    "cs": "a i ale nebo že aby když jako v ve z ze na do od po o u při přes pro pod nad před za mezi bez jak co kdo "
    "kde kdy proč který která které jaký já ty on ona ono my vy oni se si to ten ta toto tento je jsou byl byla bylo "
    "být ne už jen také s k",
    "tr": "ve veya ya ile için ama fakat ancak bir bu şu o ne nasıl neden niçin kim hangi nerede ben sen biz siz onlar "
    "de da ki mi mı mu mü gibi kadar daha en çok her olan olarak ise göre sonra önce değil var yok",
    "ro": "un o unei unui niște cel cea cei cele al a ai ale și sau dar însă că să dacă când cum unde ce cine care de "
    "la în din pe cu pentru prin despre între fără până după peste sub eu tu el ea noi voi ei ele se își lui lor este "
    "e sunt era au fost nu mai foarte",
    "hu": "a az egy és vagy de hogy ha mint mert is nem ne még már csak meg el ki be fel le én te ő mi ti ők ez ezek "
    "van volt lesz mi mit ki hol mikor hogyan miért melyik",
    "ru": "и или а но да что чтобы как где когда кто чем почему зачем какой какая какие который которая которые я ты "
    "он она оно мы вы они его её ее их им ему ей мне нас вас мой свой свои в во на с со к ко у о об от до по за из под "
    "над при про для без через между перед после не ни же бы ли это этот эта эти то тот та те был была было были есть "
    "быть уже еще ещё так все всё только самый самые самых лучше более можно если",
    "uk": "і й та або а але що щоб як де коли хто чому який яка які я ти він вона воно ми ви вони його її їх у в на з "
    "із зі до від по за під над при про для без через між перед після не ні ж би чи це цей ця ці той та те був була "
    "було були є вже ще так все тільки",
    "ar": "في من على إلى الى عن مع ما ماذا متى أين كيف لماذا هل أن ان إن أو او ثم لكن بل لا لم لن قد هو هي هم أنا نحن "
    "هذا هذه ذلك تلك الذي التي الذين كل بعد قبل بين عند كان كانت يكون غير حتى و ب ل",
    "fa": "و یا اما که در از به با برای تا بر این آن چه چرا چگونه کی کجا را هم نیز است بود شد شود می های ها یک هر",
    "id": "dan atau tetapi yang di ke dari pada untuk dengan oleh dalam ini itu apa siapa mengapa bagaimana kapan di "
    "mana saya kamu dia kami kita mereka adalah akan telah sudah tidak bukan juga saja cara para",
    "ca": "el la els les l un una uns unes de del dels d al als a i o però que qui quan com on per amb sense sobre "
    "entre des fins en no és són era ser ha han es se si més molt també aquest aquesta",
    "el": "ο η το οι τα του της των τον την ένας μια ένα και ή αλλά ότι πως που πού πότε γιατί ποιος ποια τι σε στο "
    "στη στην στον στα στις από για με χωρίς μετά πριν είναι ήταν να θα δεν μην μας σας τους",
}  # fmt: skip

_SAME: Final = {"nb": "no", "nn": "no", "be": "ru"}


@cache
def stop_words(language: str | None) -> frozenset[str]:
    """The joining words of a language, folded as :func:`~indexaudit.web.stems.fold_word` does; of others none."""
    words = _TABLE.get(_SAME.get(language or "", language or ""), "")
    return frozenset(fold_word(word, language) for word in words.split())
