"""The organisation's own look on the pages that anybody may read: from this server, and fit to be read."""

import colorsys
import io

import pytest
from cast import Browser
from PIL import Image

from facilitator.events.models import Series
from facilitator.lookback.models import LookBack
from facilitator.lookback.series.actions import name_series
from facilitator.proceedings.look.actions import set_look
from facilitator.proceedings.look.colours import ENOUGH, GROUNDS, colours_of_pages, contrast, contrast_with_white
from facilitator.proceedings.look.logos import redrawn

NAME, FOOT = "The <Garden> Trust", "Registered charity 123"


@pytest.fixture
def public(promised, past, opened, link_of):
    """The addresses of all public pages."""
    opened()
    name_series(event=past, name="Teas in a row")
    token = LookBack.get().token
    return [
        f"/look-back/{token}", f"/series/{Series.get().token}", f"/answer/{link_of(promised).token}", "/answer",
    ]  # fmt: skip


def test_public_pages_wear_it_and_the_logo_comes_from_here(app, event, public, reader):
    drawn = io.BytesIO()
    Image.new("RGB", (90, 30), "#7a1f4d").save(drawn, "PNG")
    logo = redrawn(drawn.getvalue())
    set_look(name=NAME, footer=FOOT, accent="#7a1f4d", logo=logo, logo_words="A leaf")
    for address in public:
        page = reader.get(address).text
        assert "The &lt;Garden&gt; Trust" in page, address
        assert FOOT in page
        assert "<style>:root { --deep: #7a1f4d; " in page
        (source,) = {part.split('"')[0] for part in page.split('class="look-logo" src="')[1:]}
        assert 'alt="A leaf"' in page
        stranger = Browser(app, event).get(source)
        assert (stranger.data, stranger.mimetype) == (logo, "image/png")


def test_without_a_look_they_are_ours(public, reader):
    for address in public:
        page = reader.get(address).text
        assert "own-look" not in page
        assert "--deep" not in page


def test_any_colour_that_may_be_set_can_be_read_on_every_ground_of_the_pages():
    tried = 0
    for hue in range(0, 360, 15):
        for light in (10, 25, 35, 45, 50):
            red, green, blue = colorsys.hls_to_rgb(hue / 360, light / 100, 1)
            accent = "#" + "".join(f"{round(each * 255):02x}" for each in (red, green, blue))
            if contrast_with_white(accent) < ENOUGH:
                continue
            tried += 1
            found = colours_of_pages(accent)
            for name in ("deep", "deep-dark"):
                assert min(contrast(found[name], ground) for ground in (found["tint"], *GROUNDS)) >= ENOUGH, accent
                assert contrast_with_white(found[name]) >= ENOUGH
    assert tried > 40
    assert colours_of_pages("#000000")["deep"] == "#000000"
    assert colours_of_pages("#7a1f4d")["deep"] == "#7a1f4d"
