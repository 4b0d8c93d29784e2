"""How walls speak and are built: titles, phrases, addresses and marks, in the languages that pages of platforms use.

Every pattern is linear: alternatives of plain words, and gaps with an upper bound.
"""

from __future__ import annotations

import re
from typing import Final

from indexaudit.extract.paths import attributes, elements

__all__ = [
    "CHALLENGE_FRAME",
    "CHALLENGE_MARK",
    "CHALLENGE_SCRIPT",
    "CHALLENGE_TEXT",
    "CHALLENGE_TITLE",
    "CONSENT_FORM",
    "CONSENT_TITLE",
    "CONSENT_URL",
    "LOGIN_TEXT",
    "LOGIN_TITLE",
    "LOGIN_URL",
    "LOGIN_WORDS",
    "NOT_FOUND_CLASS",
    "NOT_FOUND_TEXT",
    "NOT_FOUND_TITLE",
    "NOT_FOUND_URL",
    "NOT_FOUND_WORDS",
    "NOT_FREE",
    "NO_PAYWALL",
    "PASSWORD",
    "PAYWALL_MARK",
    "PAYWALL_TEXT",
    "PAYWALL_WORDS",
]


def _any(*patterns: str, start: str = "", end: str = "") -> re.Pattern[str]:
    return re.compile(f"{start}(?:{'|'.join(patterns)}){end}", re.IGNORECASE)


CHALLENGE_TITLE: Final = _any(
    "just a moment",
    "attention required",
    "please wait",
    "one more step",
    "ddos-guard",
    "checking your browser",
    "access (?:to this page has been )?denied",
    "(?:error )?(?:403 )?forbidden",
    "are you (?:a )?(?:robot|human)",
    "robot check",
    "pardon our interruption",
    "security check",
    "human verification",
    "verify(?:ing)? (?:that )?you(?:'re| are) (?:a )?human",
    "you have been blocked",
    "sucuri website firewall",
    "request (?:blocked|rejected)",
    "bot verification",
    "captcha",
    "un instant",
    "un momento",
    "(?:nur )?einen moment",
    "um momento",
    "een moment geduld",
    start=r"^\s*",
    end=r"(?!\w)",
)
CHALLENGE_TEXT: Final = _any(
    "enable javascript and cookies to continue",
    "unusual traffic from your (?:computer )?network",
    "checking (?:if the site connection is secure|your browser before accessing)",
    "verify(?:ing)? (?:that )?you are (?:a )?human",
    "confirm (?:that )?you(?:'re| are) (?:a )?human",
    "complete the (?:security check|captcha)",
    "press (?:&|and) hold",
    "needs to review the security of your connection",
    "performing security verification",
    "why have i been blocked",
    "you have been blocked",
    "incapsula incident id",
    r"request unsuccessful\.",
    "you don['’]t have permission to access",
    "ray id:",
    r"reference #[0-9a-f]{1,60}\.",
    "automated access to",
    "not a robot",
    "pardon our interruption",
    "http 403",
    "project shield",
    "ddos protection by",
)
CHALLENGE_SCRIPT: Final = _any(
    "_cf_chl_opt",
    "/cdn-cgi/challenge-platform/h/",
    r"challenges\.cloudflare\.com",
    r"captcha-delivery\.com",
    "_Incapsula_Resource",
    "px-captcha",
    "_pxAppId",
    r"awswaf\.com",
    "awsWafCookieDomainList",
    "sucuri_cloudproxy_js",
    "KPSDK",
    r"ddos-guard\.net",
    "ddos-shield",
    "sec-if-cpt",
    "bm-verify",
    r"hcaptcha\.com/1/api",
    r"recaptcha/(?:api|enterprise)\.js",
)
CHALLENGE_MARK: Final = elements(
    "descendant::*[@id='challenge-form' or @id='challenge-running' or @id='challenge-error-title' or @id='cf-wrapper'"
    " or @id='cf-error-details' or @id='px-captcha' or @id='captcha-form' or @id='sec-if-container'"
    " or @id='captcha-box' or @class='g-recaptcha' or @class='h-captcha']"
)

CHALLENGE_FRAME: Final = elements(
    "ancestor-or-self::html/descendant::*[(self::iframe or self::script) and contains(@src, '/_Incapsula_Resource?')]"
)

CONSENT_URL: Final = _any(
    r"//consent\.",
    r"//guce\.",
    r"//[^/]{0,60}privacy-?(?:mgmt|wall|gate)",
    r"/(?:cookie-?)?consent(?:/|\?|$)",
    r"/privacy-?(?:wall|gate)(?:/|\?|$)",
    "/cookie-?wall",
    "/gdpr-consent",
    r"//myprivacy\.",
)
CONSENT_TITLE: Final = _any(
    "before you continue",
    "antes de (?:ir a|continuar)",
    "bevor sie (?:fortfahren|zu)",
    "avant d['’]accéder",
    "prima di continuare",
    "voordat je verdergaat",
    "innan du fortsätter",
    "inden du fortsætter",
    "zanim przejdziesz",
    "your privacy choices",
    "we value your privacy",
    "(?:yahoo|aol) is part of",
    "privacy ?(?:gate|wall)",
    "cookie ?(?:wall|consent)",
    "consent",
    start=r"^\s*",
    end=r"(?!\w)",
)
CONSENT_FORM: Final = elements(
    "descendant::form[contains(@action, '//consent.') or contains(@action, '/consent')"
    " or contains(@action, 'privacygate') or contains(@class, 'consent-form')]"
)

LOGIN_URL: Final = _any(
    "log-?in",
    "sign-?in",
    "logon",
    "signup",
    "authwall",
    "checkpoint",
    "accounts/login",
    "sessions?/new",
    "oauth2?/authorize",
    r"(?:wp-)?login\.(?:php|aspx?|html?|jsp)",
    "uas/login",
    "auth/login",
    "sso",
    "saml",
    start="/",
    end=r"(?:[/?;]|$)",
)
LOGIN_TITLE: Final = _any(
    r"^\s*(?:please )?(?:(?:log|sign) ?(?:in|on)|login|sign ?up)"
    r"(?! (?:issue|problem|error|page|form|with|to fix))(?!\w)",
    r"\b(?:log|sign) ?in (?:or sign up )?to (?:view|continue|see|read|your account)",
    r"\blog in or sign up\b",
    r"^\s*(?:anmelden|einloggen|bitte (?:anmelden|einloggen)|se connecter|connexion|connectez-vous"
    r"|inici[ao]r? sesi[oó]n"
    r"|acceder|accedi|fa[cç]a login|iniciar sess[aã]o|entrar|inloggen|logga in|logg inn|log ind|zaloguj(?: się)?"
    r"|войти|вход|ログイン|登录|登入|로그인|kirjaudu|přihlášení|giriş yap|oturum aç)(?!\w)",
)
LOGIN_TEXT: Final = _any(
    "you (?:must|need to|have to) (?:be )?(?:log(?:ged)?|sign(?:ed)?)[ -]?in"
    "(?! (?:or register )?to (?:reply|comment|post))",
    "(?:log|sign) ?in (?:or (?:sign up|register|join|create an account) )?to (?:continue|view|see|read|access|do that)",
    "please (?:log|sign) ?in(?! link)",
    "join (?:now )?(?:or sign in )?to (?:view|see)",
    "login required",
    "members only",
    "(?:bitte )?(?:melden sie sich an|loggen sie sich ein), um",
    "vous devez (?:être connecté|vous connecter)",
    "(?:debes|tienes que|necesitas) (?:iniciar sesi[oó]n|estar registrado)",
    "devi (?:effettuare il login|accedere)",
    "(?:é necessário|você precisa) (?:fazer login|entrar)",
    "je moet (?:ingelogd zijn|inloggen)",
)
PASSWORD: Final = elements("descendant::input[@type='password']")

_THING: Final = "(?:page|url|file|content|document|article|post|story|resource)"
_ERROR: Final = "(?:(?:http )?(?:error|fehler|erreur|errore|erro|fout|fel|błąd)[ :#-]{0,3})?404"
_SORRY: Final = r"(?:404[ :!.|–—-]{0,4})?(?:(?:sorry|oops|whoops|uh-oh|hmm)[,.! ]{1,3})?"
_NOT_FOUND: Final = (
    _ERROR + r"(?:[ :!.|–—-]{1,4}(?:error|page|not found|file).{0,40})?",
    _SORRY + rf"(?:the |this |that |your )?(?:requested )?{_THING}(?: you(?:['’]re| are)? .{{1,40}})?"
    r" (?:was |is |could |can )?(?:not|n['’]t|cannot) ?(?:be )?(?:found|exist|available)(?: \(?404\)?)?",
    r"(?:the |this )?(?:page|content|post|article|video|story) (?:isn['’]t|is no longer|is not) available",
    r"(?:the |this )?page (?:doesn['’]t|does not) exist",
    r"not found(?: \(?404\)?)?",
    r"nothing (?:was )?found(?: here)?",
    r"(?:oops|whoops)?[!,.]{0,2} ?(?:that|this) page can['’]t be found",
    "page introuvable",
    r"(?:la )?page (?:demandée )?(?:n['’]existe (?:pas|plus)|non trouvée|est introuvable)",
    "(?:die )?seite (?:wurde )?nicht gefunden",
    "seite nicht (?:verfügbar|vorhanden)",
    "diese seite (?:existiert|gibt es) nicht",
    "p[aá]gina no (?:encontrada|existe|disponible)",
    "no se ha encontrado(?: la p[aá]gina)?",
    "p[aá]gina n[aã]o encontrada",
    "pagina non trovata",
    "pagina niet gevonden",
    "sidan (?:kunde inte|finns inte).{0,20}",
    "siden (?:blev|ble) ikke funnet",
    "siden findes ikke",
    "sivua ei löyt.{1,10}",
    "nie znaleziono strony",
    "strona nie (?:została )?znaleziona",
    "stránka (?:nebyla )?nenalezena",
    "sayfa bulunamadı",
    "страница не найдена",
    "ページが見つかりません.{0,10}",
    "页面(?:不存在|未找到)",
    "找不到(?:网页|頁面|页面)",
    "페이지를 찾을 수 없습니다.{0,5}",
)
NOT_FOUND_TITLE: Final = _any(
    *_NOT_FOUND, start=r"(?:^|[|–—·:»«•!-]) {0,2}", end=r" {0,2}[.!)]{0,3} {0,2}(?:$|[|–—·:»«•(!-])"
)
"""The whole title, or a whole part of it: an article about such pages says more."""
NOT_FOUND_TEXT: Final = _any(
    r"(?:page|content|link|url|address|file)[^.!?]{0,60}(?:could not be found|can(?:no|['’])t be found|cannot be found"
    r"|was not found|does(?: no|n['’])t exist|has been (?:removed|deleted|moved)|no longer (?:exists|available)"
    r"|may have been (?:removed|moved|deleted))",
    r"we (?:could(?: no|n['’])t|can(?:no|['’])t) (?:seem to )?find (?:the|that|this|what)[^.!?]{0,30}"
    "(?:page|looking for)",
    "seite (?:wurde|konnte) (?:leider )?nicht gefunden",
    r"page (?:demandée |que vous (?:cherchez|demandez) )?(?:est introuvable|n['’]existe pas)",
    "p[aá]gina (?:solicitada |que buscas? )?no (?:existe|se (?:ha encontrado|encuentra))",
    "pagina (?:richiesta )?non (?:è stata trovata|esiste)",
)
NOT_FOUND_URL: Final = _any(
    "404",
    "error-?404",
    "404-?error",
    "not-?found",
    "page-?not-?found",
    "errors?/404",
    start="/",
    end=r"(?:\.\w{2,5})?(?:[/?]|$)",
)
NOT_FOUND_CLASS: Final = _any(
    "error-?404",
    "error-page",
    "page-?404",
    "template-404",
    "http-?404",
    "(?:page-)?not-?found",
    start=r"(?:^|[\s_-])",
    end=r"(?:$|[\s_-])",
)

NOT_FREE: Final = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?(?:false|no)\b', re.IGNORECASE)
PAYWALL_MARK: Final = attributes(
    "descendant::*/@class[contains(., 'paywall')] | descendant::*/@id[contains(., 'paywall')]"
)
NO_PAYWALL: Final = re.compile(r"(?:non?|not|without|un)[-_]?paywall|paywall[-_]{0,2}comment", re.IGNORECASE)
"""What is named after the paywall that it is not, and the readers' comments that subscribers alone may write."""
PAYWALL_TEXT: Final = _any(
    "subscribe (?:now )?to (?:continue|keep) reading",
    "to (?:continue|keep) reading,? (?:please )?(?:subscribe|log in|sign up|register)",
    r"(?:for|to) (?:paying )?subscribers(?: only)?\b",
    r"already a subscriber\?",
    "you['’](?:ve| have) (?:reached|read) your .{0,30}(?:free|limit|articles)",
    "(?:article |contenu )?réservé (?:à nos|aux) abonnés",
    "il vous reste .{1,20} de cet article",
    "nur für abonnenten",
    "exklusiv für abonnenten",
    "jetzt (?:abonnieren|weiterlesen)",
    "contenido (?:exclusivo|sólo|solo) para suscriptores",
    "suscr[ií]bete para (?:seguir|continuar) leyendo",
    "contenuto riservato agli abbonati",
    "conteúdo exclusivo para assinantes",
    "alleen voor abonnees",
    "för prenumeranter",
    "artykuł dla subskrybentów",
)
PAYWALL_WORDS: Final = (
    "subscri",
    "reading",
    "reached your",
    "read your",
    "abonn",
    "il vous reste",
    "jetzt",
    "suscr",
    "abbonati",
    "assinantes",
    "prenumer",
    "subskrybent",
)
"""One of them stands in whatever :data:`PAYWALL_TEXT` finds: plain words are quickly looked for."""
LOGIN_WORDS: Final = (
    "you must",
    "you need to",
    "you have to",
    " to continue",
    " to view",
    " to see",
    " to read",
    " to access",
    " to do that",
    "please log",
    "please sign",
    "login required",
    "members only",
    "melden sie sich an",
    "loggen sie sich ein",
    "vous devez",
    "sesi",
    "registrado",
    "devi ",
    "é necessário",
    "você precisa",
    "je moet",
)
"""The same for :data:`LOGIN_TEXT`."""
NOT_FOUND_WORDS: Final = (
    " found",
    "exist",
    "been removed",
    "been deleted",
    "been moved",
    "no longer",
    " find ",
    "nicht gefunden",
    "introuvable",
    "encuentra",
    "encontrado",
    "trovata",
    "esiste",
)
"""The same for :data:`NOT_FOUND_TEXT`."""
