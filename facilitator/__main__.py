"""The command line: `python -m facilitator --help`."""

import os

# eventlet must patch the standard library before anything else is imported.
if os.environ.get("ASYNC_MODE", "eventlet") == "eventlet":
    import eventlet

    eventlet.monkey_patch()

import sys

from facilitator.commands import main

if __name__ == "__main__":
    sys.exit(main())
