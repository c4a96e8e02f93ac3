"""Why the record cannot be used: what SQLite or the system says, as one plain sentence that says what to do."""

import os

BIN_RESTORE = "py bin\\restore" if os.name == "nt" else "bin/restore"  # finds our own Python, wherever it is typed from
RESTORE = f"Bring back the newest backup: type `{BIN_RESTORE}` (with --database, if you started with that)."

# What SQLite says → what a person can do. The first that fits is told.
FAULTS = {
    "not a database": "{path} is no database of Facilitator, or it is damaged. " + RESTORE,
    "malformed": "{path} is damaged. " + RESTORE,
    "unsupported file format": "{path} is damaged. " + RESTORE,
    "did not take the setting": "{said}. This machine's SQLite cannot keep the record safely; please update Python.",
    "readonly": "{path} cannot be written to. Choose another place with --database, or allow writing.",
    "unable to open": "{path} cannot be opened. Choose another place with --database, or allow reading and writing.",
    "locked": "{path} is in use by another program. Close that first.",
    "disk I/O error": "The disk that holds {path} does not answer as it should. It may be full or broken. "
    "Make room and start again, or choose another place with --database.",
    "full": "The disk that holds {path} is full. Make room and start again.",
}


def why(path, error: Exception) -> str:
    """Why the database at `path` cannot be used, as a sentence that says what to do."""
    said = " ".join((getattr(error, "strerror", None) or str(error)).split())
    for fault, sentence in FAULTS.items():
        if fault in said:
            return sentence.format(path=path, said=said)
    return f"{path} cannot be used: {said}. Choose another place with --database."
