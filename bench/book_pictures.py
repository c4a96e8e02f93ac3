"""Pictures of the book's shapes for the docs, made of a demo event: `python -m bench.book_pictures`. Needs pdftoppm."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from .hall import ROOT

OUT = ROOT / "docs" / "pictures"
EVENT = "FAMI"
DOTS = 55  # to an inch
GAP, AROUND = 10, "#7d8c91"
# (shape, language, page) of each picture's pages
PICTURES = {
    "book-shapes.png": [
        ("plan", "", 1), ("plan", "", 2), ("full", "", 1), ("full", "", 7), ("easy", "", 1), ("large", "", 1),
    ],
    "book-languages.png": [("plan", "ar", 1), ("full", "ar", 3), ("plan", "pl", 1), ("easy", "ar", 1)],
}  # fmt: skip


def main() -> None:
    """Make the demo events, their files, and the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _facilitator("demo", "--database", place / "events.db")
        for name, pages in PICTURES.items():
            _side_by_side([_page(place, *page) for page in pages]).save(OUT / name, optimize=True)
            print(f"Written: {OUT / name}")


def _page(place, shape, language, number):
    file = place / f"{shape}-{language}.pdf"
    if not file.exists():
        chosen = ["--shape", shape, *(["--language", language] if language else [])]
        _facilitator("export", EVENT, "--database", place / "events.db", "--out", file, *chosen)
    out = place / f"{file.stem}-{number}"
    which = ["-f", str(number), "-l", str(number), "-r", str(DOTS), "-png", "-singlefile"]
    subprocess.run([shutil.which("pdftoppm"), *which, file, out], check=True)
    return Image.open(out.with_suffix(".png"))


def _side_by_side(pages):
    width, height = sum(page.width + GAP for page in pages) + GAP, max(page.height for page in pages) + 2 * GAP
    whole, at = Image.new("RGB", (width, height), AROUND), GAP
    for page in pages:
        whole.paste(page, (at, GAP))
        at += page.width + GAP
    return whole.quantize(64)


def _facilitator(*arguments):
    subprocess.run([sys.executable, "-m", "facilitator", *map(str, arguments)], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
