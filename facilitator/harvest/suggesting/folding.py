"""Text as it is compared: without capitals, accents and other things that people leave out when they type quickly."""

import unicodedata

# What no accent is for Unicode, and what people type for it all the same; letters that look alike or stand for each
# other in Arabic, Persian and Urdu spelling; digits.
INSTEAD = str.maketrans(
    {
        **dict(zip("łøđðħıæœþ", ("l", "o", "d", "d", "h", "i", "ae", "oe", "th"), strict=True)),
        **dict.fromkeys("ىیےۍې", "ي"),
        **dict.fromkeys("ةۃہھۀە", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ٱ", "ا"),
        **{chr(zero + number): str(number) for zero in (0x660, 0x6F0, 0x9E6, 0x966) for number in range(10)},
        **dict.fromkeys("’‘ʼ`´", "'"),
        "ـ": None,  # it only stretches a word
    }
)
LETTERS_OWN = 9  # combining classes up to here belong to the letter (nukta, kana's marks, virama); above are accents


class _Letters(dict):
    """What becomes of each letter, worked out when it is met first."""

    def __missing__(self, code):
        letter = chr(code)
        drop = unicodedata.combining(letter) > LETTERS_OWN or unicodedata.category(letter) == "Cf"
        self[code] = None if drop else code
        return self[code]


_letters = _Letters(INSTEAD)


def fold(text: str) -> str:
    """The text in small letters without accents, harakat, tone marks and invisible signs; compatibility forms (½, ﬁ,
    full width) as plain ones. Vowel signs of Bengali, Thai and the like stay, for they are letters.

    After Unicode's own foldings (UAX 15 NFKD, and casefold of the standard's chapter 3.13).
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_letters)
