"""The engine alone: piles from words, in our languages, mixed; notes that say nearly the same."""

import random
import subprocess
import sys

import pytest

from facilitator.harvest.suggesting import Said, fold, nearly_the_same, suggest

IN_OUR_LANGUAGES = {
    "bus": [
        ("More buses in the evening please", "en"), ("نحتاج المزيد من الباصات في المساء", "ar"),
        ("শহরে আরও বাস দরকার", "bn"), ("Potrzebujemy więcej autobusów wieczorem", "pl"),
        ("Fiidkii baska badan baan rabnaa", "so"), ("Akşamları daha çok otobüs istiyoruz", "tr"),
        ("ہمیں شام کو مزید بسیں چاہئیں", "ur"),
    ],
    "school": [
        ("The school has no money for books", "en"), ("المدرسة تحتاج الى معلمين", "ar"), ("স্কুলে শিক্ষক নেই", "bn"),
        ("Szkoła potrzebuje nauczycieli", "pl"), ("Iskuulka macalimiin uma hayo", "so"), ("Okulda öğretmen yok", "tr"),
        ("اسکول میں اساتذہ کم ہیں", "ur"),
    ],
    "trees": [("公園需要更多的樹木", "zh"), ("我們的公園太髒", "zh"), ("公園裡的燈壞了", "zh")],
}  # fmt: skip


@pytest.fixture
def mixed():
    saids = [Said(0, "", "en")]
    for sentences in IN_OUR_LANGUAGES.values():
        saids += [Said(len(saids) + number, words, language) for number, (words, language) in enumerate(sentences)]
    return saids


def test_notes_in_all_our_languages_find_each_other(mixed):
    piles = [set(pile.notes) for pile in suggest(mixed)]
    assert sorted(map(len, piles)) == [3, 7, 7]
    assert set(range(1, 8)) in piles
    assert set(range(8, 15)) in piles


def test_a_translation_brings_a_note_to_its_pile():
    words = ["Benches in the park", "A park bench", "Bench by park", "The lift is broken", "Tea"]
    saids = [Said(*each) for each in enumerate(words)]
    assert suggest([*saids, Said(9, "Qqq xyzzy", "zz"), Said(9, "Bench park", "en")])[0].notes.count(9) == 1


def test_a_pile_tells_words_that_people_wrote(mixed):
    for pile in suggest(mixed):
        said = " ".join(each.words for each in mixed if each.id in pile.notes).lower()
        assert pile.words
        assert all(word in said for word in pile.words)


def test_the_same_comes_out_in_whatever_order_it_goes_in(mixed):
    expected = suggest(mixed)
    for seed in range(5):
        shuffled = random.Random(seed).sample(mixed, len(mixed))
        assert suggest(shuffled) == expected


def test_another_process_finds_the_same(mixed):
    code = (
        "from facilitator.harvest.suggesting import Said, suggest;"
        f"print(suggest([Said(*each) for each in {[(s.id, s.words, s.language) for s in mixed]!r}]))"
    )
    for seed in "1", "2":
        told = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        )
        assert told.stdout.decode("utf-8").strip() == str(suggest(mixed))


@pytest.mark.parametrize("saids", [[], [Said(1, "")], [Said(1, "🎉🎉"), Said(2, "…")], [Said(1, "the and of")] * 4])
def test_nothing_to_say_gives_no_pile(saids):
    assert suggest(saids) == []
    assert nearly_the_same(saids) == []


def test_what_is_nearly_the_same_is_found_and_its_contrary_is_not():
    saids = [
        Said(1, "The playground needs more benches for grandparents"),
        Said(2, "More benches for grandparents, the playground needs them!"),
        Said(3, "The playground needs no benches for grandparents"),
        Said(4, "Benches"),
        Said(5, "Więcej ławek na placu zabaw", "pl"),
        Said(6, "WIECEJ LAWEK na placu zabaw!", "pl"),
    ]
    assert nearly_the_same(saids) == [[1, 2], [5, 6]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Żółć", "zolc"), ("İSTANBUL", "istanbul"), ("أحمد", "احمد"), ("مدرسة", "مدرسه"), ("کتابی", "كتابي"),
        ("ＡＢＣ", "abc"), ("straße", "STRASSE"), ("٣ ۳ ৩", "3 3 3"), ("résumé", "RESUME"), ("o\u200bk", "ok"),
    ],
)  # fmt: skip
def test_folded_text_is_alike_where_people_type_it_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("কি", "কু"), ("か", "が"), ("ড", "ড়")])
def test_letters_of_other_scripts_stay_different(one, other):
    assert fold(one) != fold(other)


def test_of_many_notes_some_stand_for_all():
    some = random.Random(4)
    words = [f"word{number}" for number in range(400)]
    saids = [Said(number, " ".join(some.choices(words, k=12))) for number in range(3000)]
    assert len(suggest(saids)) <= 30
