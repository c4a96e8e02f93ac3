"""The Book as Markdown, for wikis and websites. Words arrive as they were written: what Markdown or HTML would take
for a sign of its own is escaped, so a note can neither change the page nor vanish from it.
"""

import re
from pathlib import Path

from . import blocks, outline
from .book import Book
from .letters import visible
from .shape import Shape

SIGNS = re.compile(r"([\\`*_\[\]<>&|~$])")
SIGN_AT_START = re.compile(r"^(\s*)([#+\-=]|\d{1,9}(?=[.)]))")
SPACE_AT_START = re.compile(r"^[ \t]")


def write(book: Book, out: Path, progress, shape=None, file_name=None) -> None:
    """Write Markdown to `out`. `file_name(picture)` gives the relative file name of a Photo or Drawing, where there is
    one beside it."""
    shape = shape or Shape()
    pieces = [f"# {one_line(outline.title_of(book))}"]
    pieces += [_block(block, file_name) for block in outline.blocks(book, shape)]
    pieces += [f"*{one_line(words)}*" for words in (shape.name, shape.footer) if words]
    out.write_text("\n\n".join(pieces) + "\n", encoding="utf-8")


def escaped(text: str) -> str:
    """Words so that they are shown as they are; each line of theirs stays a line."""
    return "  \n".join(_line(line) for line in visible(text).split("\n"))


def one_line(text: str) -> str:
    """Words for a heading or a table's cell: lines are joined by a space."""
    return _line(visible(text).replace("\n", " "))


def _line(line):
    line = SIGNS.sub(r"\\\1", line)
    line = SIGN_AT_START.sub(
        lambda found: f"{found[1]}{found[2]}\\" if found[2].isdigit() else rf"{found[1]}\{found[2]}", line
    )
    return SPACE_AT_START.sub(lambda found: f"&#{ord(found[0])};", line)


def _block(block, file_name) -> str:
    match block:
        case blocks.Heading():
            return f"{'#' * (block.level + 1)} {one_line(block.words.text)}"
        case blocks.Line(look="question"):
            return f"**{one_line(block.words.text)}**"
        case blocks.Line(look="list"):
            return f"- {one_line(block.words.text)}"
        case blocks.Line(look="soft"):
            return f"*{one_line(block.words.text)}*"
        case blocks.Line():
            return escaped(block.words.text)
        case blocks.Facts():
            return _facts(block.rows)
        case blocks.Grid():
            lines = [block.heads, ["---"] * len(block.heads), *([one_line(cell) for cell in row] for row in block.rows)]
            return "\n".join(f"| {' | '.join(line)} |" for line in lines)
        case blocks.Card():
            marks = f" ({one_line('; '.join(block.marks))})" if block.marks else ""
            facts = f"\n{_facts(block.facts, indent='  ')}" if block.facts else ""
            return f"- **{one_line(block.title.text)}**{marks}{facts}"
        case blocks.Said():
            words = escaped(block.words.text) if block.words else f"*{one_line(block.instead)}*"
            marks = f"\n\n*{one_line(' · '.join(block.marks))}*" if block.marks else ""
            beside = "".join(f"\n\n{escaped(other.text)}\n\n*{one_line(mark)}*" for other, mark in block.beside)
            return "\n".join(f"> {line}" if line else ">" for line in (words + marks + beside).split("\n"))
        case blocks.Idea(strong=True):
            return f"**{one_line(block.words.text)}**"
        case blocks.Idea():
            return escaped(block.words.text)
        case blocks.Picture():
            return _picture(block.alt, file_name and file_name(block.photo))
        case blocks.Drawn():
            return _picture(block.alt, file_name and file_name(block.drawing))


def _facts(rows, indent=""):
    lines = []
    for label, words in rows:
        value = escaped(words.text).replace("\n", f"\n{indent}  ")
        lines.append(f"{indent}- {one_line(outline.with_colon(label))} {value}")
    return "\n".join(lines)


def _picture(alt, name):
    return f"![{one_line(alt)}]({name})" if name else f"*{one_line(alt)}*"
