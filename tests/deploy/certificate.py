"""A certificate for this machine, by an authority that nobody else knows."""

from __future__ import annotations

import subprocess
from pathlib import Path


def certify(folder: Path) -> Path:
    """Make an authority of our own and a certificate for this machine; return the authority's."""

    def run(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=folder)

    new = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    usage = "keyUsage=critical,keyCertSign"
    run(
        *new,
        *("-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Throw-away CA"),
        "-addext",
        usage,
    )
    names = (
        "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    )
    mine = ("-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=localhost")
    run(*new, *mine, *names, "-CA", "ca.pem", "-CAkey", "ca.key")
    return folder / "ca.pem"
