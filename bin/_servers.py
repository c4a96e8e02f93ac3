"""The servers for the tests of several processes: PostgreSQL, Redis, nginx, where Debian's packages can be had."""

import contextlib
import glob
import os
import shutil
import subprocess
from pathlib import Path

import _setup

# The program, and the package that brings it.
PROGRAMS = {"postgres": "postgresql", "redis-server": "redis-server", "nginx": "nginx-light"}
HELD = Path("/usr/sbin/policy-rc.d")


def install_missing():
    """Install what is missing, on Debian as root, without starting any of it. Elsewhere the tests say that they are
    skipped, loudly; in CI they fail.
    """
    missing = [name for name in PROGRAMS if not here(name)]
    if missing and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        packages = [PROGRAMS[name] for name in missing]
        _setup.say(f"Installing {', '.join(packages)} (Debian's packages, for the tests of several processes)")
        quiet = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        quiet["env"] = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        with not_started():
            subprocess.run(["apt-get", "update", "-q"], **quiet)
            subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], **quiet)
    missing = [name for name in PROGRAMS if not here(name)]
    if missing and os.environ.get("CI"):
        raise _setup.CannotSetUp(f"There is no {' and no '.join(missing)} and none could be installed. In CI we fail.")
    if missing:
        _setup.say("*" * 100)
        _setup.say(f"NOT TESTED: several processes. There is no {' and no '.join(missing)} on this machine.")
        _setup.say("*" * 100)


def here(name):
    """Whether this machine has the program; PostgreSQL's stands in a folder of its version."""
    return bool(
        shutil.which(name) or os.path.exists(f"/usr/sbin/{name}") or glob.glob(f"/usr/lib/postgresql/*/bin/{name}")
    )


@contextlib.contextmanager
def not_started():
    """Inside, Debian starts no server that it installs: the tests start their own."""
    if HELD.exists():
        yield
        return
    HELD.write_text("#!/bin/sh\nexit 101\n")
    HELD.chmod(0o755)
    try:
        yield
    finally:
        HELD.unlink()
