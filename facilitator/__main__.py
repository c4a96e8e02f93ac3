"""The command line: `python -m facilitator --help`."""

import os
import sys
import warnings

# They only compute: no network, and a small room is done before eventlet is loaded.
ENGINES = ("mix", "suggest-board", "suggest-piles")

# eventlet must patch the standard library before anything else is imported.
if (os.environ.get("ASYNC_MODE") or "eventlet") == "eventlet" and sys.argv[1:2] not in [[name] for name in ENGINES]:
    # eventlet says at each import that new projects should choose something else. We know: it is kept behind one
    # module (background.py) and threads can take its place (ASYNC_MODE); the warning tells a host nothing they can do.
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()

    from facilitator import background

    background.share_locks()

from facilitator.commands import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
