"""Real servers for the tests of several processes: PostgreSQL, Redis, nginx. Each on 127.0.0.1, with its files in a
folder of its own, stopped by its id. `bin/test` installs them where it can (bin/_servers.py)."""

import contextlib
import glob
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from serving import free_port

from facilitator.config import ROOT

DOCUMENT = ROOT / "docs" / "scaling.md"
# What stands around the document's file on a machine of its own; paths that the test may write to.
AROUND = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;
events {{ worker_connections 2048; }}
http {{
    log_format where '$request_method $uri $status $upstream_addr';
    access_log {folder}/access.log where;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {written}
}}
"""


def program(name: str) -> str:
    """Where a server's program is. Without it the test is skipped, and says so; in CI it fails."""
    places = [shutil.which(name), *sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}")), f"/usr/sbin/{name}"]
    found = next((place for place in places if place and os.path.exists(place)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail(f"There is no {name} on this machine. In CI that is a failure.")
    if found is None:
        pytest.skip(f"NOT TESTED: there is no {name} on this machine, so several processes were not tried.")
    return found


@contextlib.contextmanager
def running(command, folder, ready, as_user=None):
    """A server until the end of the block, from the moment when `ready()` raises no error any more."""
    with open(folder / "log", "ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, **(as_user or {}))
    try:
        _wait_until(ready, process, folder / "log")
        yield process
    finally:
        process.send_signal(signal.SIGINT)  # to PostgreSQL: cut all lines and stop; to others as SIGTERM
        process.wait(20)


def _wait_until(ready, process, log):
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(Exception):
            ready()
            return
        time.sleep(0.03)
    raise AssertionError(f"{process.args[0]} did not start:\n{log.read_text()}")


def answers(port):
    """A check that somebody listens there."""
    return lambda: socket.create_connection(("127.0.0.1", port), 1).close()


@contextlib.contextmanager
def folder_of_its_own(owner=None):
    """A folder that a server without rights may reach, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="facilitator-test-", ignore_cleanup_errors=True) as name:
        if owner:
            os.chown(name, owner.pw_uid, owner.pw_gid)
        yield Path(name)


class Postgres:
    """A running PostgreSQL; `fresh()` gives the address of an empty database."""

    def __init__(self, folder, as_user):
        self.folder, self.as_user, self.port, self.made = folder, as_user, free_port(), 0
        self.server = program("postgres")
        initdb = [program("initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "facilitator", "-E", "UTF8"]
        subprocess.run(
            [*initdb, "--locale=C", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user
        )

    def running(self):
        """Serve until the end of the block; may be said again, on the same data."""
        here = ["-p", str(self.port), "-h", "127.0.0.1", "-k", "", "-c", "max_connections=60"]
        command = [self.server, "-D", str(self.folder / "data"), *here]
        return running(command, self.folder, lambda: self.ask("SELECT 1"), self.as_user)

    def address(self, name):
        return f"postgresql://facilitator@127.0.0.1:{self.port}/{name}"

    def ask(self, statement, name="postgres"):
        """Carry out one statement, give its rows."""
        import psycopg2

        with contextlib.closing(psycopg2.connect(self.address(name), connect_timeout=5)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []

    def fresh(self, like="template1"):
        """The name of a new database."""
        self.made += 1
        name = f"record_{self.made}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def drop(self, name):
        self.ask(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def postgres():
    """A Postgres, running until the end of the block. It refuses to be root's, so root gives it another name."""
    program("postgres"), program("initdb")
    owner = None
    if os.geteuid() == 0:
        owner = next(user for user in pwd.getpwall() if user.pw_name in ("postgres", "nobody"))
    as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    with folder_of_its_own(owner) as folder:
        server = Postgres(folder, as_user)
        with server.running():
            yield server


@contextlib.contextmanager
def redis():
    """(address, process) of a Redis that keeps nothing, running until the end of the block."""
    command, port = program("redis-server"), free_port()
    with folder_of_its_own() as folder:
        here = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
        with running([command, *here], folder, answers(port)) as process:
            yield f"redis://127.0.0.1:{port}/0", process


def written(language: str) -> str:
    """The document's block in that language."""
    return re.search(rf"```{language}\n(.*?)```", DOCUMENT.read_text(), re.S)[1]


@contextlib.contextmanager
def nginx(ports):
    """nginx as the document sets it up, before processes on these ports; gives (address, its folder, process)."""
    command, port = program("nginx"), free_port()
    text = written("nginx")
    for told, ours in (("listen 80", f"listen 127.0.0.1:{port}"), (":8001", f":{ports[0]}"), (":8002", f":{ports[1]}")):
        assert told in text
        text = text.replace(told, ours)
    with folder_of_its_own() as folder:
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, written=text))
        folder.chmod(0o755)
        with running([command, "-c", str(folder / "nginx.conf")], folder, answers(port)) as process:
            yield f"http://127.0.0.1:{port}", folder, process
