"""A port of this machine alone."""

import socket

from pipeline.errors import PipelineError

HERE = "127.0.0.1"  # nobody else's machine can reach it
TRIES = 50


def free_port(asked: int, first: int) -> int:
    """Return the port asked for, or (0) the first free one from `first` on; PipelineError where there is none."""
    tried = [asked] if asked else range(first, first + TRIES)
    for port in tried:
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind((HERE, port))
            except OSError:
                continue
            return port
    raise PipelineError(f"Port {asked or f'{first} and the {TRIES - 1} after it'} is taken: choose one with --port N.")
