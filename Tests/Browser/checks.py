"""Counts what holds and what does not, and tells each thing that does not."""

import contextlib
import sys
import time
import traceback


class Checks:
    """The checks of one walk."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def that(self, sentence, holds, detail=""):
        """One thing that must hold; `detail` says what was found instead."""
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {sentence}" + (f" — found: {str(detail)[:1500]}" if detail != "" else ""), flush=True)
        return bool(holds)

    @contextlib.contextmanager
    def step(self, title):
        """A stretch of the walk. Gives a list that is empty where it could not be walked to its end."""
        start = time.monotonic()
        ended = []
        try:
            yield ended
            ended.append(title)
            print(f"  {title} ({time.monotonic() - start:.1f} s)", flush=True)
        except Exception:
            self.failed += 1
            print(f"FAILED: {title}\n{traceback.format_exc()}", flush=True)

    def close(self):
        """Prints the count and ends the program by what it says."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(0 if self.failed == 0 and self.passed > 0 else 1)
