"""``python -m dashboard.uploads TASK``: read one file from standard input, and answer.

The first line of the input, and of the answer, is one JSON object; bytes follow it. The answer is
``read``, ``faults`` with the parts of each, ``memory`` where there was too little of it, or
``broken`` with the kind of error.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from dashboard.uploads import process_limits
from dashboard.uploads.tasks import TASKS, Task


def main(words: list[str]) -> int:
    """Do one task under its limits, and return the code with which to end."""
    (name,) = words
    process_limits.hold(TASKS[name].limits)
    header = json.loads(sys.stdin.buffer.readline())
    answer, content = _done(TASKS[name], header, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return 0


def _done(task: Task, header: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    from data.errors import FaultError, TrojkaError

    try:
        return {"answer": "read"}, task.run(header, content)
    except TrojkaError as error:
        found = [one for one in getattr(error, "faults", (error,)) if isinstance(one, FaultError)]
        parts = ("where", "found", "expected", "do")
        told = [{part: getattr(one, part) for part in parts} for one in found]
        return {"answer": "faults", "faults": told}, b""
    except MemoryError:
        return {"answer": "memory"}, b""
    except Exception as error:
        return {"answer": "broken", "kind": type(error).__name__}, b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
