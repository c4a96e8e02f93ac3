"""A facilitator makes a file in the console."""

import io
import shutil
import tempfile
import time

import pytest
from pypdf import PdfReader

from facilitator.actions import actions
from facilitator.events.actions import create
from facilitator.proceedings import jobs
from facilitator.proceedings.export import Choice


def made(browser, **form):
    """Choose a file as a plain browser does; wait on the page until it is there; gives the answer with the file."""
    answer = browser.post("console/files", form)
    for _ in range(600):
        if "attachment" in answer.headers.get("Content-Disposition", ""):
            return answer
        time.sleep(0.1)
        answer = browser.get(answer.request.path)
        if '/file"' in answer.text:
            return browser.get(answer.request.path + "/file")
    raise AssertionError(answer.text)


def begun(app, event, format_, names):
    """A file in the making."""
    with app.app_context():
        return jobs.start(event, format_, Choice(names))


def test_the_page_offers_files_and_paper(ada):
    page = ada.get("console/files").text
    for words in ("Print and export", "Without names", "PDF", "Excel", "Poster, A4", "Topic cards", "Note sheets"):
        assert words in page


def test_a_file_is_made_and_taken(ada):
    answer = made(ada, format="pdf", names="without")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert 'filename="Tea and talk 2026-11-21.pdf"' in answer.headers["Content-Disposition"]
    assert len(PdfReader(io.BytesIO(answer.data)).pages) > 0


def test_the_edition_with_names_says_so_in_its_name(ada):
    assert "with names.md" in made(ada, format="md", names="with").headers["Content-Disposition"]


@pytest.mark.parametrize("form", [{}, {"format": "exe"}, {"format": "pdf", "names": "maybe"}])
def test_what_is_not_offered_is_refused(ada, form):
    page = ada.post("console/files", {**form, "page": ada.address("console/files")})
    assert page.status_code == 422
    assert "Please choose one" in page.text


def test_participants_and_strangers_get_no_file(app, ada, ben, cleo):
    job = begun(app, ada.event, "json", True)
    jobs.wait(job, 60)
    assert job.done
    for browser in (ben, cleo):
        assert browser.post("console/files", {"format": "json"}).status_code == 404
        assert "attachment" not in browser.get(f"console/files/{job.id}/file").headers.get("Content-Disposition", "")
        assert browser.client.get(ada.address(f"console/files/{job.id}/file")).status_code != 200


def test_a_file_belongs_to_its_event(app, ada, other_event):
    job = begun(app, other_event, "json", False)
    jobs.wait(job, 60)
    assert ada.get(f"console/files/{job.id}").status_code == 404
    assert ada.get(f"console/files/{job.id}/file").status_code == 404
    assert ada.get("console/files/nothing-like-it").status_code == 404


def test_a_file_in_the_making_is_not_begun_twice(app, ada):
    with jobs._one_at_a_time:
        first, again = begun(app, ada.event, "pdf", False), begun(app, ada.event, "pdf", False)
        other = begun(app, ada.event, "pdf", True)
        assert first is again
        assert first is not other
        page = ada.get(f"console/files/{first.id}")
        assert "We are making your file" in page.text
        assert '<meta http-equiv="refresh"' in page.text
        facts = ada.client.get(ada.address(f"console/files/{first.id}"), headers={"Accept": "application/json"})
        assert facts.get_json() == {"percent": 0, "url": None, "failed": False}
        assert ada.get(f"console/files/{first.id}/file").status_code == 404
    jobs.wait(first, 60)
    jobs.wait(other, 60)
    assert (first.percent, other.percent) == (100, 100)


def test_a_file_is_kept_for_ten_minutes(app, ada, monkeypatch):
    job = begun(app, ada.event, "json", False)
    jobs.wait(job, 60)
    assert job.path.exists()
    monkeypatch.setattr(job, "since", time.monotonic() - jobs.KEPT_SECONDS - 1)
    assert ada.get(f"console/files/{job.id}").status_code == 404
    assert not job.path.exists()


def test_what_is_missing_is_said_in_plain_words(ada, ben, event):
    assert "Nothing is missing." in ada.get("console/files").text
    for number in range(4):
        actions.write_down(event=event, what=f"Paint bench {number}")
    page = ada.get("console/files").text
    assert "4 actions have no owner. You can still finish." in page
    assert "They will be shown as “no one has said yes yet”." in page
    assert "4 actions have no date." in page


def test_a_file_that_cannot_be_made_says_so(app, ada, monkeypatch, tmp_path):
    monkeypatch.setattr(jobs, "_folder", tempfile.TemporaryDirectory(dir=tmp_path))
    shutil.rmtree(jobs._folder.name)
    job = begun(app, ada.event, "json", False)
    jobs.wait(job, 60)
    assert job.failed
    page = ada.get(f"console/files/{job.id}").text
    assert 'role="alert" hidden>We could not make this file.' not in page
    assert "We could not make this file." in page


def test_a_title_that_is_no_file_name(app):
    import datetime

    event = create(recipe="open_space_mini", title='../a/b: "c"?\n', date=datetime.date(2026, 11, 21))
    from facilitator.proceedings.views import file_name

    with app.test_request_context("/"):
        assert file_name(jobs.Job(event, "pdf", Choice(), None)) == "a b c 2026-11-21.pdf"
