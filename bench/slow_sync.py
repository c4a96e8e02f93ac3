"""A disk whose every sync takes longer, as an old memory card's does: a small C library that is loaded before others.

It stands before the C library's `fsync` and `fdatasync`, which SQLite calls as everybody does: it waits, then the real
one is called. So nothing of SQLite or of the program is changed, and what is on the disk is really there.
"""

import shutil
import subprocess
from pathlib import Path

SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static void wait_a_little(void) { struct timespec t = {0, MILLISECONDS * 1000000L}; nanosleep(&t, 0); }
int fsync(int file) { wait_a_little(); return ((int (*)(int)) dlsym(RTLD_NEXT, "fsync"))(file); }
int fdatasync(int file) { wait_a_little(); return ((int (*)(int)) dlsym(RTLD_NEXT, "fdatasync"))(file); }
"""


def library(folder: Path, milliseconds: int) -> Path | None:
    """Compile it into `folder`; its path is for LD_PRELOAD. None where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    source, made = Path(folder, "slow_sync.c"), Path(folder, "slow_sync.so")
    source.write_text(SOURCE.replace("MILLISECONDS", str(milliseconds)))
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, source, "-ldl"], check=True)
    return made
