"""Settings out of the environment; a broken one is one plain sentence."""

import stat
import threading

import pytest

from facilitator.config import ROOT, BrokenSetting, from_environment


@pytest.fixture
def environ(tmp_path):
    return {"DATABASE_URL": f"sqlite:///{tmp_path}/events.db"}


def test_what_suits_a_laptop_in_a_hall(environ):
    settings = from_environment(environ)
    assert (settings.host, settings.port) == ("0.0.0.0", 8000)  # noqa: S104  (compared, not bound)
    assert (settings.async_mode, settings.log_level) == ("eventlet", "INFO")


def test_options_win_over_the_environment(environ, tmp_path):
    settings = from_environment(
        {**environ, "PORT": "9000"}, port="9100", host="127.0.0.1", database=f"{tmp_path}/other.db"
    )
    assert (settings.port, settings.host, settings.database) == (9100, "127.0.0.1", tmp_path / "other.db")


def test_without_a_word_the_record_stands_in_the_project(tmp_path):
    assert from_environment({"SECRET_KEY": "x" * 40}).database == ROOT / "events.db"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "eighty", "PORT is 'eighty'"),
        ("PORT", "0", "PORT is '0'"),
        ("PORT", "70000", "PORT is '70000'"),
        ("DATABASE_URL", "mysql://somewhere/else", "begins with mysql://"),
        ("DATABASE_URL", "postgresql://somewhere/else", "SECRET_KEY is not set"),
        ("MESSAGE_QUEUE_URL", "redis://somewhere", "those need PostgreSQL"),
        ("MESSAGE_QUEUE_URL", "amqp://somewhere", "should look like redis://"),
        ("TRUSTED_PROXIES", "all", "TRUSTED_PROXIES is 'all'"),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES is '-1'"),
        ("DATABASE_URL", "sqlite:events.db", "should look like sqlite:///"),
        ("DATABASE_URL", "sqlite://events.db", "should look like sqlite:///"),
        ("ASYNC_MODE", "gevent", "one of: eventlet, threading"),
        ("LOG_LEVEL", "LOUD", "one of: DEBUG, INFO, WARNING, ERROR"),
        ("PUBLIC_URL", "events.example.org", "PUBLIC_URL is 'events.example.org'"),
        ("PUBLIC_URL", "https://events.example.org/here", "nothing after the name but a port"),
        ("PUBLIC_URL", "https://events.example.org:port", "should be where people find this server"),
        ("PUBLIC_URL", "https://me:word@events.example.org", "should be where people find this server"),
        ("PUBLIC_URL", "javascript:alert(1)", "should be where people find this server"),
    ],
)
def test_a_broken_setting_is_one_sentence(environ, name, value, told):
    with pytest.raises(BrokenSetting) as broken:
        from_environment({**environ, name: value})
    assert told in str(broken.value)
    assert "\n" not in str(broken.value)


@pytest.mark.parametrize("written", ["https://events.example.org:8443", "https://events.example.org:8443/"])
def test_the_address_for_people_outside_stands_without_a_slash(environ, written):
    assert from_environment({**environ, "PUBLIC_URL": written}).public_url == "https://events.example.org:8443"
    assert from_environment(environ).public_url == ""


def test_several_processes_share_a_record_and_a_queue():
    shared = {
        "DATABASE_URL": "postgres://me:word@db.example/halls",
        "MESSAGE_QUEUE_URL": "redis://db.example:6379/0",
        "SECRET_KEY": "x" * 40,
        "TRUSTED_PROXIES": "1",
    }
    settings = from_environment(shared)
    assert settings.database == "postgresql://me:word@db.example/halls"
    assert (settings.message_queue, settings.proxies) == ("redis://db.example:6379/0", 1)


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(environ, tmp_path):
    first = from_environment(environ).secret_key
    assert len(first) >= 32
    assert from_environment(environ).secret_key == first
    assert stat.S_IMODE((tmp_path / ".secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [".secret"]


def test_two_that_start_at_once_get_the_same_secret(environ):
    found = []
    threads = [threading.Thread(target=lambda: found.append(from_environment(environ).secret_key)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_damaged_secret_is_told(environ, tmp_path):
    (tmp_path / ".secret").write_text("short")
    with pytest.raises(BrokenSetting, match="is damaged"):
        from_environment(environ)
