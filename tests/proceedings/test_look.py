"""The organisation's own look: kept, checked, and worn by the files."""

import io
import zipfile

import pytest
from cast import Browser
from docx import Document
from full_day import picture
from PIL import Image
from pypdf import PdfReader

from facilitator.events.models import Look
from facilitator.proceedings.export import Choice, export
from facilitator.proceedings.look import word_files
from facilitator.proceedings.look.actions import set_look
from facilitator.proceedings.look.colours import contrast_with_white


@pytest.fixture
def organiser(app):
    """Somebody who is signed in to the installation."""
    from facilitator.events.recognise import installation

    browser = Browser(app, None)
    browser.address = lambda path="": f"/{path}"
    with browser.client.session_transaction() as session:
        session["organiser"] = installation().sign_in_epoch
    return browser


def pattern(**changes) -> bytes:
    """A Word file with a style of its own look; `changes` adds parts to it."""
    document, made = Document(), io.BytesIO()
    document.styles["Heading 1"].font.name = "Papyrus"
    document.sections[0].footer.paragraphs[0].text = "The Garden Trust"
    document.add_paragraph("What stood in it")
    document.save(made)
    with zipfile.ZipFile(made, "a") as whole:
        for name, content in changes.items():
            whole.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return made.getvalue()


def test_black_on_white_is_the_most_and_our_colour_is_enough():
    assert round(contrast_with_white("#000000"), 2) == 21
    assert round(contrast_with_white("#ffffff"), 2) == 1
    assert round(contrast_with_white("#767676"), 2) == 4.54
    assert contrast_with_white("#0b5563") > 4.5


def test_the_organiser_sets_it(organiser):
    form = {
        "name": "The Garden Trust", "footer": "Reg. 123", "accent": "#7A1F4D", "logo_words": "A leaf",
        "logo": (io.BytesIO(picture()), "logo.webp"), "docx_template": (io.BytesIO(pattern()), "ours.docx"),
    }  # fmt: skip
    page = organiser.post("look", form, content_type="multipart/form-data")
    assert page.status_code == 200
    look = Look.get()
    assert (look.name, look.footer, look.accent, look.logo_words) == (
        "The Garden Trust",
        "Reg. 123",
        "#7a1f4d",
        "A leaf",
    )
    assert Image.open(io.BytesIO(bytes(look.logo))).format == "PNG"
    assert "takes its styles from your file" in page.text
    organiser.post("look", {"name": "The Garden Trust", "no_logo": "1", "no_docx_template": "1"})
    assert (Look.get().logo, Look.get().docx_template) == (None, None)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("accent", "red", "Please write the colour like this"),
        ("accent", "#ffee00", "This colour is too light"),
        ("name", "x" * 81, "Please make it 80 or fewer"),
        ("logo", (io.BytesIO(b"GIF89a"), "a.gif"), "Please take a PNG, JPEG or WebP"),
        ("docx_template", (io.BytesIO(b"PK\x03\x04 no"), "a.docx"), "We cannot read this as a Word file"),
        ("docx_template", (io.BytesIO(b"words"), "a.docx"), "We cannot read this as a Word file"),
    ],
)
def test_what_cannot_be_kept_is_told_in_a_sentence(organiser, field, value, sentence):
    page = organiser.post("look", {field: value, "page": "/look"}, content_type="multipart/form-data")
    assert page.status_code == 422
    assert sentence in page.text
    assert Look.select().count() == 0


def test_a_logo_needs_words_for_those_who_cannot_see_it(organiser):
    form = {"logo": (io.BytesIO(picture()), "logo.webp"), "page": "/look"}
    assert organiser.post("look", form, content_type="multipart/form-data").status_code == 422


def test_only_the_organiser_may(ada, ben):
    for browser in (ada, ben):
        assert "organisation's look" not in browser.client.get("/look").text
        assert browser.client.post("/look", data={"name": "Mine"}).status_code != 200
    assert Look.select().count() == 0


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", word_files.NO_WORD_FILE),
        (b"x" * (word_files.MOST_BYTES + 1), word_files.TOO_HEAVY),
        (pattern(word__vbaProject_dot_bin=b"x"), word_files.HAS_MACROS),
        (pattern(big=b"0" * (word_files.MOST_UNPACKED + 1)), word_files.TOO_HEAVY),
        (
            pattern(
                other__x_dot_rels=b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="a" Type="x/attachedTemplate" Target="http://example.org" TargetMode="External"/>'
                b"</Relationships>"
            ),
            word_files.POINTS_OUTSIDE,
        ),
        (pattern(other__x_dot_rels=b"<no"), word_files.NO_WORD_FILE),
    ],
)
def test_word_files_that_are_no_pattern(data, why):
    with pytest.raises(word_files.NotAPattern) as refusal:
        word_files.missing_styles(data)
    assert refusal.value.why == why


def test_styles_that_a_pattern_lacks_are_named():
    document, made = Document(), io.BytesIO()
    styles = document.styles.element
    styles.remove(document.styles["Heading 2"].element)
    document.save(made)
    assert word_files.missing_styles(made.getvalue()) == ["Heading 2"]


@pytest.mark.unwatched
@pytest.mark.parametrize("lacks", [[], ["Heading 2", "List Bullet", "Title", "Caption"]])
def test_the_word_book_takes_its_styles_from_the_pattern(day, tmp_path, lacks):
    document = Document(io.BytesIO(pattern()))
    for name in lacks:
        document.styles.element.remove(document.styles[name].element)
    made = io.BytesIO()
    document.save(made)
    set_look(docx_template=made.getvalue(), accent="#7a1f4d", name="The Garden Trust")
    export(day, "docx", False, tmp_path / "book.docx")
    found = Document(tmp_path / "book.docx")
    assert found.styles["Heading 1"].font.name == "Papyrus"
    assert found.sections[0].footer.paragraphs[0].text == "The Garden Trust"
    assert "What stood in it" not in [paragraph.text for paragraph in found.paragraphs]
    headings = [paragraph.style.name for paragraph in found.paragraphs if paragraph.text == "1. Benches & buses"]
    assert headings[-1] == "Heading 2"


@pytest.mark.unwatched
def test_the_pdf_wears_the_look(day, tmp_path):
    set_look(name="The Garden Trust", footer="Registered 123", accent="#7a1f4d", logo=png(), logo_words="A leaf")
    for shape in ("full", "plan", "easy", "large"):
        export(day, "pdf", False, tmp_path / "book.pdf", choice=Choice(shape=shape))
        reader = PdfReader(tmp_path / "book.pdf")
        first = reader.pages[0].extract_text()
        assert "The Garden Trust" in first
        assert all("Registered 123" in page.extract_text() for page in reader.pages)
        assert len(reader.pages[0].images) >= 1


def png():
    made = io.BytesIO()
    Image.new("RGB", (300, 100), "#2c6e49").save(made, "PNG")
    return made.getvalue()
