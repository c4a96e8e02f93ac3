"""A photo of a flipchart: turned upright, without its place, small; other files are refused with a sentence."""

import io
import random
import struct
import zlib

import pytest
from cast import joined
from PIL import Image

from facilitator.notes.models import HELD, SHOWN, TAKEN_BACK, Hold, Photo
from facilitator.notes.photos import IS_HEIC, KEPT_BYTES, TOO_HEAVY, TOO_MANY_PIXELS, UNKNOWN, NotAPicture, upright

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def picture(size=(640, 480), format="JPEG", mode="RGB", **options) -> bytes:
    """A picture: red on the left, blue on the right."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def with_place() -> bytes:
    """A photo as a phone held sideways takes it: turned by a mark, with where it was."""
    exif = Image.Exif()
    exif[MAKE] = "SECRETCAMERA"
    exif[ORIENTATION] = 6  # to be turned a quarter clockwise
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (53.0, 47.0, 44.0)
    return picture(exif=exif.tobytes(), xmp=b"<x:xmpmeta>SECRETPLACE</x:xmpmeta>", comment=b"SECRETCOMMENT")


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it has 30,000 × 30,000 dots."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def add(browser, topic, data, name="photo.jpg", **fields):
    return browser.client.post(
        browser.address(f"topics/{topic.id}/photos"),
        data={"photo": (io.BytesIO(data), name), "page": browser.address(f"topics/{topic.id}/notes"), **fields},
        follow_redirects=True,
    )


def test_it_stands_upright_and_its_place_is_gone():
    sent = with_place()
    before = Image.open(io.BytesIO(sent))
    assert before.getexif().get_ifd(GPS)[1] == "N"
    assert b"SECRETCAMERA" in sent
    assert b"SECRETPLACE" in sent
    kept = upright(sent)
    after = Image.open(io.BytesIO(kept.image))
    assert (after.format, after.size, (kept.width, kept.height)) == ("WEBP", (480, 640), (480, 640))
    top, bottom = after.convert("RGB").getpixel((240, 20)), after.convert("RGB").getpixel((240, 620))
    assert top[0] > 200 > top[2]
    assert bottom[2] > 200 > bottom[0]
    assert dict(after.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(after.info)
    assert b"SECRET" not in kept.image


@pytest.mark.parametrize(
    ("format", "mode"), [("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_usual_pictures_are_kept(format, mode):
    assert upright(picture(format=format, mode=mode if mode != "P" else "RGB")).width == 640


def test_what_is_see_through_becomes_white():
    file = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(file, "PNG")
    assert min(Image.open(io.BytesIO(upright(file.getvalue()).image)).convert("RGB").getpixel((25, 25))) > 250


def test_a_large_and_busy_one_becomes_small_enough():
    noise = Image.frombytes("RGB", (2400, 1800), random.Random(1).randbytes(2400 * 1800 * 3))
    file = io.BytesIO()
    noise.save(file, "JPEG", quality=90)
    kept = upright(file.getvalue())
    assert len(kept.image) <= KEPT_BYTES
    assert max(kept.width, kept.height) <= 2000


def test_forty_megapixels_are_read_and_more_are_not():
    assert upright(picture((8000, 5000))).width == 2000
    with pytest.raises(NotAPicture) as refused:
        upright(picture((8001, 5000)))
    assert refused.value.why == TOO_MANY_PIXELS


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bomb(), TOO_MANY_PIXELS),
        (b"\xff" * (15 * 1024 * 1024 + 1), TOO_HEAVY),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, IS_HEIC),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', UNKNOWN),
        (b"<!doctype html><html><body>hello", UNKNOWN),
        (b"%PDF-1.7\n%...", UNKNOWN),
        (b"GIF89a" + b"\x00" * 40, UNKNOWN),
        (picture()[:200], UNKNOWN),
        (picture(format="PNG")[:120], UNKNOWN),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", UNKNOWN),
    ],
    ids=["bomb", "heavy", "heic", "svg", "html", "pdf", "gif", "half a jpeg", "half a png", "half a webp"],
)
def test_other_files_are_refused(data, why):
    with pytest.raises(NotAPicture) as refused:
        upright(data)
    assert refused.value.why == why


def test_everyone_in_the_session_sees_it(app, event, ben, ada, topic):
    assert add(ben, topic, with_place(), words="A map of the stop").status_code == 200
    photo = Photo.get()
    assert (photo.state, photo.words, photo.person, photo.topic) == (SHOWN, "A map of the stop", ben.person, topic)
    dee = joined(app, event, "Dee")
    page = dee.get(f"topics/{topic.id}/notes").text
    assert f'src="/e/ROOM34/photos/{photo.id}"' in page
    assert 'alt="A map of the stop"' in page
    for browser in (ben, dee, ada):
        image = browser.get(f"photos/{photo.id}")
        assert (image.status_code, image.mimetype, image.data) == (200, "image/webp", bytes(photo.image))
        assert image.headers["X-Content-Type-Options"] == "nosniff"
        assert image.headers["Cache-Control"] == "private, no-cache"
    again = dee.get(f"photos/{photo.id}", headers={"If-None-Match": image.headers["ETag"]})
    assert again.status_code == 304


def test_nobody_from_outside_sees_it(app, event, ben, cleo, topic):
    from cast import Browser

    add(ben, topic, picture())
    path = f"/e/{event.code}/photos/{Photo.get().id}"
    assert ben.get(path).status_code == 200
    assert cleo.client.get(path).status_code != 200
    assert cleo.get(f"photos/{Photo.get().id}").status_code == 404
    assert Browser(app, event).client.get(path).status_code == 302
    assert cleo.client.post(f"/e/WALL34/topics/{topic.id}/photos", data={}).status_code == 404


def test_a_refused_file_says_why_and_keeps_the_words(ben, topic):
    page = add(ben, topic, b"%PDF-1.7", "plan.pdf", words="Our plan")
    assert page.status_code == 422
    assert "We cannot read that file. Please choose a photo" in page.text
    assert 'value="Our plan"' in page.text
    assert "Please choose a picture first." in add(ben, topic, b"").text
    assert Photo.select().count() == 0


def test_sent_twice_is_one_photo(ben, topic):
    for _time in range(2):
        assert add(ben, topic, with_place(), op="same").status_code == 200
    assert Photo.select().count() == 1


def test_a_facilitator_holds_a_photo_and_shows_it_again(app, event, ada, ben, topic):
    add(ben, topic, picture())
    photo, dee = Photo.get(), joined(app, event, "Dee")
    assert f"photos/{photo.id}" in dee.get(f"topics/{topic.id}/notes").text
    assert f"photos/{photo.id}" in ada.get("console/held").text
    ada.post(f"console/photos/{photo.id}/hold", {"because": "A face can be seen."})
    assert Photo.get().state == HELD
    assert f"photos/{photo.id}" not in dee.get(f"topics/{topic.id}/notes").text
    assert dee.get(f"photos/{photo.id}").status_code == 404
    assert "A face can be seen." in ben.get(f"topics/{topic.id}/notes").text
    seen = ada.get(f"photos/{photo.id}")
    assert (seen.status_code, seen.headers["Cache-Control"]) == (200, "no-store")
    ada.post(f"console/photos/{photo.id}/showing")
    assert dee.get(f"photos/{photo.id}").status_code == 200
    assert [(row.what, row.photo) for row in Hold.select().order_by(Hold.id)] == [("held", photo), ("shown", photo)]


def test_private_details_beside_a_photo_hold_it(app, event, ben, topic):
    add(ben, topic, picture(), words="Call Ann on 07700 900123")
    assert Photo.get().state == HELD
    dee = joined(app, event, "Dee")
    assert "07700" not in dee.get(f"topics/{topic.id}/notes").text


def test_taking_a_photo_back_takes_the_picture_out_of_the_record(app, event, ben, topic):
    add(ben, topic, picture(), words="A map")
    photo, dee = Photo.get(), joined(app, event, "Dee")
    assert dee.post(f"photos/{photo.id}/taking-back").status_code == 404
    assert Photo.get().state == SHOWN
    ben.post(f"photos/{photo.id}/taking-back")
    photo = Photo.get()
    assert (photo.state, bytes(photo.image), photo.words) == (TAKEN_BACK, b"", "")
    assert ben.get(f"photos/{photo.id}").status_code == 404


@pytest.mark.unwatched
def test_at_most_ten_photos_in_a_minute(app, ben, topic):
    app.config["RATELIMIT_ENABLED"] = True
    small = picture((20, 20))
    assert {add(ben, topic, small).status_code for _number in range(10)} == {200}
    assert add(ben, topic, small).status_code == 429
    assert Photo.select().count() == 10
