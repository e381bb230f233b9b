"""``python -m tests.oidc``: a login provider of made-up people, to try a login on this machine.

It prints the settings; a dashboard that is started with them asks everybody who they are.
"""

import argparse
import shlex
import time
from collections.abc import Sequence

from tests.oidc.provider import provided


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.oidc", description=__doc__)
    parser.add_argument("--port", type=int, default=9400)
    parser.add_argument(
        "--dashboard", default="http://localhost:8501", help="where the dashboard is reached"
    )
    options = parser.parse_args(arguments)
    with provided(options.port) as provider:
        for name, value in provider.settings(options.dashboard.rstrip("/")).items():
            print(f"export {name}={shlex.quote(value)}", flush=True)
        print("# people who work nowhere; end it with Ctrl+C", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
