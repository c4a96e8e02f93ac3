"""Words that may hold someone's private details: a phone number, an e-mail address, a postal address.

All patterns stand in this one file. They are guesses, made for a hall: what they find is shown to a person before it
reaches a shared screen, and is never changed. So they would rather miss an odd one than stop a year, a price, a time
or a score. Pure: no database, no Flask, except that `in_words` speaks the reader's language.
"""

import re
import unicodedata

from flask_babel import gettext as _

PHONE, EMAIL, ADDRESS = "phone number", "e-mail address", "postal address"
NAMES = (PHONE, EMAIL, ADDRESS)


def likely(text: str) -> str | None:
    """The plain name of the private detail that `text` probably holds (one of NAMES), or None."""
    text = _plain(text)
    for name, finds in ((EMAIL, _email), (PHONE, _phone), (ADDRESS, _address)):
        if finds(text):
            return name
    return None


def in_words(because: str) -> str:
    """Why something is held, for a reader: a pattern's name as a sentence, anybody's own reason as it is."""
    return {
        PHONE: _("It may hold a phone number."),
        EMAIL: _("It may hold an e-mail address."),
        ADDRESS: _("It may hold a postal address."),
    }.get(because, because)


def _plain(text):
    """The same text with every script's digits as 0–9, one kind of space and of dash, and no invisible marks."""
    made = []
    for letter in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(letter)
        if kind == "Nd":
            made.append(str(unicodedata.digit(letter)))
        elif kind == "Pd" or letter == "\N{MINUS SIGN}":
            made.append("-")
        elif kind == "Zs" or letter in "\t\n\r":
            made.append(" ")
        elif kind != "Cf":
            made.append(letter)
    return re.sub(" {2,}", " ", "".join(made))


# E-mail.

EMAIL_AS_USUAL = re.compile(r"[\w+%-]@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[^\W\d_]{2,}")
EMAIL_SPELT_OUT = re.compile(
    r"[\w+%-] ?(?:@|\(at\)|\[at\]|\bat\b) ?[\w-]{2,63}(?: ?(?:\.|\(dot\)|\[dot\]|\bdot\b) ?[\w-]{2,63})?"
    r" ?(?:\.|\(dot\)|\[dot\]| dot ) ?(?:com|org|net|uk|eu|info|pl|es|pk|bd|so|edu|gov|me)\b",
    re.I,
)
SAYS_HOW = re.compile(r"@|dot|\(at\)|\[at\]", re.I)  # "meet at example.org" is a place on the web, not a mailbox


def _email(text):
    if EMAIL_AS_USUAL.search(text):
        return True
    return any(SAYS_HOW.search(found.group()) for found in EMAIL_SPELT_OUT.finditer(text))


# Phone numbers. First what looks like one and is none, then runs of digits with what stands between them.

NO_PHONE = re.compile(
    r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b"  # 2026-11-21
    r"|\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b(?![-/. ]?\d)"  # 21.11.2026
    r"|\b\d{1,2}[:.]\d{2}(?: ?- ?\d{1,2}[:.]\d{2})?\b(?![-/. ]?\d)"  # 10:30, 10.30-11.45
    r"|[£$€₹৳] ?\d[\d,. ]*"  # prices
    r"|\b\d{1,3}(?:,\d{2,3})+(?:\.\d+)?\b"  # 1,000,000
    r"|\b\d{1,3}(?:[ .]\d{3})*[ .]000\b(?! ?\d)"  # 20 000 000
    r"|(?<![\d.])\d+\.\d+\b ?%?(?![-. ]?\d)"  # 0.0000012
    r"|\bisbn[:\- ]*[\d\- x]+"
    r"|(?:https?://|www\.)\S+",
    re.I,
)
RUN = re.compile(r"(?<![\w+])\+?\(?\d[\d ().\-/]{4,40}\d(?!\w)")
A_CLOCK_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
A_YEAR = re.compile(r"(?:19|20)\d\d")
# "Call me on 736 5550": a short local number, when it is said what it is.
CALL = re.compile(
    r"(?:\b(?:call|ring|phone|telephone|tel|text|mobile|mob|whats ?app|cell|llama|tel[eé]fono|m[oó]vil|telefon"
    r"|kom[oó]rka|zadzwo[nń]|wac|taleefan\w*)\b|☎|📞|📱|اتصل|هاتف|جوال|موبايل|فون|موبائل|ফোন|মোবাইল|কল)"
    r"[^\d.!?]{0,16}?(\+?\(?\d[\d ().\-/]{4,24}\d)(?!\w)",
    re.I,
)


def _phone(text):
    text = NO_PHONE.sub(" · ", text)
    if any(_reads_like_a_phone_number(run.group()) for run in RUN.finditer(text)):
        return True
    return any(_is_short_number(call.group(1)) for call in CALL.finditer(text))


def _reads_like_a_phone_number(run):
    groups = re.findall(r"\d+", run)
    digits = "".join(groups)
    if all(A_CLOCK_TIME.fullmatch(group) for group in groups) or all(A_YEAR.fullmatch(group) for group in groups):
        return False
    if len(groups) > 3 and all(len(group) == 1 for group in groups):  # spelt out, but not counting 0 1 2 3
        return len(digits) in (10, 11) and digits[0] == "0" and digits not in "01234567891"
    if max(map(len, groups)) < 2 or len(groups) > 6:
        return False
    if run.startswith("+") or (digits.startswith("00") and len(groups[0]) > 1):
        return 8 <= len(digits.removeprefix("00")) <= 15
    if digits[0] == "0":
        return 9 <= len(digits) <= 12 and (len(groups[0]) > 1 or len(groups) == 2 or run.startswith("(0)"))
    if len(digits) == 10 or (len(digits) == 11 and digits[0] == "1"):  # 270-555-0123, 2705550123, 1 (270) 555 0123
        return [len(group) for group in groups][-3:] in ([3, 3, 4], [10], [11])
    if len(digits) == 9:  # 612 345 678
        return digits[0] in "3456789" and [len(group) for group in groups] in ([9], [3, 3, 3], [3, 2, 2, 2], [2, 7])
    return False


def _is_short_number(run):
    digits = re.sub(r"\D", "", run)
    groups = re.findall(r"\d+", run)
    return (
        6 <= len(digits) <= 15
        and len(groups) <= 5
        and not digits.endswith("000")
        and not all(A_YEAR.fullmatch(group) or A_CLOCK_TIME.fullmatch(group) for group in groups)
    )


# Postal addresses.

AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC "
    "WD WF WN WR WS WV YO ZE"
)
# A British postcode stands for some fifteen homes. (An American one stands for a town, so it is left alone.)
POSTCODE = re.compile(rf"\b(?:{AREAS.replace(' ', '|')})\d[A-Z\d]? ?(\d[ABD-HJLNP-UW-Z]{{2}})\b", re.I)
ORDINAL = re.compile(r"1st|2nd|3rd|[04-9]th")  # "room B1 2nd floor"

ROADS = (
    r"road|rd|street|str|avenue|ave|lane|ln|drive|dr|close|crescent|cres|court|ct|place|terrace|gardens|grove|square|sq"
    r"|mews|boulevard|blvd|circle|cir|parkway|pkwy|st|way|row|hill|walk|view|rise|trail|pike"
)
PLAIN_ROADS = re.compile(r"road|rd|street|avenue|ave|lane|drive|close|crescent|court|terrace|gardens|grove", re.I)
HOUSE_AND_ROAD = re.compile(
    rf"(?:(?P<before>(?<![^\W\d_])[^\W\d_]{{1,30}}|#)[.:]? )?(?<![\w£$€.,:/-])(?P<house>\d{{1,5}}[a-z]?),? "
    rf"(?P<name>(?:[^\W\d_][\w'’.-]{{0,30}} ){{1,3}}?)(?P<road>{ROADS})\b(?!-)\.?(?: (?P<after>[^\W\d_]+))?",
    re.I,
)
# "Exit 22 Scottsville Road", "Route 880 Lovers Lane": numbers of roads, not of houses.
NUMBERS_ROADS = {"exit", "route", "highway", "hwy", "us", "ky", "junction", "bus", "line", "page", "slot", "tram"}
# "20 new street lights", "a 10 minute walk", "a 4 lane road": with or without capitals …
NEVER_NAMES = {
    *(
        "a",
        "an",
        "and",
        "are",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "no",
        "of",
        "off",
        "on",
        "or",
        "over",
        "out",
    ),
    *("the", "to", "under", "up", "with", "am", "pm", "km", "mph", "feet", "foot", "lane", "lanes", "way", "mile"),
    *("miles", "meter", "metre", "min", "mins", "minute", "minutes", "hour", "hours", "day", "days", "year", "years"),
    *("yard", "story", "storey", "people", "person", "families", "kids", "residents", "times", "car", "cars", "bus"),
    *("traffic", "trees", "houses", "shops", "more", "other", "extra", "every", "using", "per", "one", "two"),
}
# … and without capitals only: 12 Green Lane and 5 Main Street are where people live.
SELDOM_NAMES = {
    *("another", "bad", "better", "big", "busy", "cycle", "dead", "different", "empty", "fun", "good", "green", "huge"),
    *("large", "local", "long", "main", "many", "narrow", "near", "nearby", "new", "nice", "old", "open", "outside"),
    *("parking", "pedestrian", "quiet", "safe", "same", "school", "short", "side", "small", "steep", "wide"),
}
NOT_AN_ADDRESS_AFTER = re.compile(
    r"light|lamp|sign|part|food|clean|crossing|work|closure|sweep|camera|bump|hour|minute", re.I
)
CUES = {"at", "live", "lives", "living", "address", "house", "home", "number", "no", "nr", "from", "#"}

FLAT = re.compile(
    r"\b(?:flat|apartment|apt|house (?:no|number|nr)|p\.? ?o\.? box)\b\.? ?(?:no\.?|number|nr\.?|#)? ?\d{1,5}[a-z]?\b"
    r"(?! ?(?:%|[.,:/]\d|(?:per|percent|mph|km|pounds?|p|k|minutes?|mins?|hours?|days?|weeks?|months?|years?|fee|rate"
    r"|people|bed\w*)\b))",
    re.I,
)
ELSEWHERE = re.compile(
    r"\bul(?:\.|ica|icy) ?(?:[^\W\d_][\w.-]{0,30} ){1,4}\d{1,4}\b"
    r"|(?:\b(?:calle|avenida|avda\.?|plaza)|\bc/) ?(?:[^\W\d_][\w.-]{0,30},? ){1,5}(?:n\.?[º°o]\.? ?)?\d{1,4}\b"
    r"(?! ?(?:horas|años|personas|de|h)\b)"
    r"|(?:شقة|منزل|بيت|عمارة|بناية|مکان|گھر|فلیٹ) ?(?:رقم|نمبر)? ?\d{1,5}\b"
    r"|شارع (?:[^\W\d_]+ ){1,4}(?:رقم )?\d{1,5}\b"
    r"|(?:বাড়ি|বাড়ি|বাসা|ফ্ল্যাট|হোল্ডিং) ?(?:নং|নম্বর|নাম্বার)?[.:]? ?\d{1,5}(?![\w])",
    re.I,
)


def _address(text):
    if any(not ORDINAL.fullmatch(found.group(1)) for found in POSTCODE.finditer(text)):
        return True
    if FLAT.search(text) or ELSEWHERE.search(unicodedata.normalize("NFKC", text)):
        return True
    shouted = text.upper() == text
    return any(_reads_like_a_house(found, shouted) for found in HOUSE_AND_ROAD.finditer(text))


def _reads_like_a_house(found, shouted):
    before, names = (found["before"] or "").casefold(), found["name"].split()
    if before in NUMBERS_ROADS or (found["after"] and NOT_AN_ADDRESS_AFTER.match(found["after"])):
        return False
    plain_names = {name.casefold().rstrip(".,") for name in names}
    if plain_names & NEVER_NAMES or A_YEAR.fullmatch(found["house"]):
        return False
    if not shouted and all(name[0].isupper() for name in names):
        return True
    # Without capitals it takes more to tell: a plain kind of road, a short name, and a place to begin.
    first = found.start("house") == 0 or before in CUES
    return (
        first
        and len(names) <= 2
        and not plain_names & SELDOM_NAMES
        and PLAIN_ROADS.fullmatch(found["road"]) is not None
    )
