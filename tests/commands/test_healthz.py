"""`GET /healthz` really touches the record."""


def test_well(app, event):
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.get_json()["status"], answer.get_json()["events"]) == (200, "ok", 1)


def test_when_the_record_cannot_be_read(app, settings, event):
    from facilitator.db import database
    from facilitator.journal import keeper

    keeper.close()
    database.close()
    settings.database.write_bytes(b"not a database any more" * 200)
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.get_json()["status"] == "unavailable"
    assert "cannot be read" in answer.get_json()["reason"]
