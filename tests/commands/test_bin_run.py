"""`bin/run` on a machine where everything is in place already: seconds, and no internet."""

import os
import signal
import subprocess
import sys

import pytest
from serving import free_port

from facilitator.config import ROOT

sys.path.insert(0, str(ROOT / "bin"))

import _setup

NO_INTERNET = dict.fromkeys(("PIP_INDEX_URL", "npm_config_registry", "https_proxy", "http_proxy"), "http://127.0.0.1:9")


def test_a_second_start_needs_no_internet(tmp_path):
    environment = {
        **os.environ,
        **NO_INTERNET,
        "DATABASE_URL": f"sqlite:///{tmp_path}/events.db",
        "PORT": str(free_port()),
    }
    for _ in range(2):
        command = [sys.executable, str(ROOT / "bin" / "run"), "--host", "127.0.0.1", "--no-demo"]
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said = []
        for line in process.stdout:
            said.append(line)
            if "is ready" in line:
                break
        process.send_signal(signal.SIGTERM)
        said.append(process.communicate(timeout=60)[0])
        assert process.returncode == 0, "".join(said)
    assert "Installing" not in "".join(said)


def test_a_script_loses_its_line_about_a_source_map(tmp_path):
    (tmp_path / "from.js").write_text("export const one = 1;\n//# sourceMappingURL=from.js.map\n")
    _setup.copy(tmp_path / "from.js", tmp_path / "vendor" / "to.js")
    assert (tmp_path / "vendor" / "to.js").read_text() == "export const one = 1;\n"


def test_a_package_that_cannot_be_had_is_told_plainly(tmp_path):
    with pytest.raises(_setup.CannotSetUp, match=r"(?s)no-such-package.*Is this machine on the internet\?"):
        _setup.pip(["--no-index", "--dry-run", "no-such-package-of-ours"])


def test_exact_versions_of_everything_we_ask_for():
    """bin/pin was run after the ranges changed."""
    import tomllib

    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = wanted["dependency-groups"]
    tested = [each for each in groups["test"] if each != {"include-group": "scaling"}]
    for file, asked in (
        ("requirements.txt", wanted["project"]["dependencies"]),
        ("requirements-test.txt", wanted["project"]["dependencies"] + tested + groups["scaling"]),
        ("requirements-scaling.txt", groups["scaling"]),
        ("requirements-node.txt", groups["node"]),
    ):
        pinned = {line.partition("==")[0] for line in (ROOT / file).read_text().splitlines() if "==" in line}
        names = {each.partition(";")[0].split(">")[0].strip() for each in asked}
        assert names <= pinned
