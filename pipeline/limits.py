"""Limits: a document that takes too long or too much memory is stopped, so that the others go on."""

import faulthandler
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import msgspec

LONGEST = 3600  # seconds for one document: hundreds of pages by OCR take as long
MOST_MEMORY = 4096  # MiB of one process; a thousand pages of text take under one
GRACE = 30.0  # seconds after which a process is ended that a fault in a library keeps from stopping
AGAIN = 1.0  # seconds until it is stopped again, should a library have swallowed the first stop
MEBIBYTE = 1024 * 1024
OBJECTS = (200_000, 20, 20)  # made and not dropped until garbage is looked for; at 700 it costs 3 %


class TooLong(Exception):
    """A document took longer than it may."""


class Limits(msgspec.Struct, frozen=True):
    """What one document may take: seconds, and MiB of its process; 0 for as much as there is."""

    seconds: float = LONGEST
    memory: int = MOST_MEMORY


def collect_rarely() -> None:
    """Have this process look for garbage less often: records hold no cycles, and most are kept to the end."""
    gc.set_threshold(*OBJECTS)


@contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Have what is done within stopped after so many seconds.

    Only the main thread of a process can be stopped, and not on Windows; elsewhere there is no limit.

    Raises:
        TooLong: If it is not done by then.
    """
    main = threading.current_thread() is threading.main_thread()
    if not seconds or not main or sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def stop(_: int, __: FrameType | None) -> NoReturn:
    """Stop what is being done.

    Raises:
        TooLong: Always.
    """
    raise TooLong


@contextmanager
def limit_memory(mebibytes: int) -> Iterator[None]:
    """Have what is done within fail with `MemoryError` where the process would grow beyond so many MiB.

    There is no such limit on Windows.
    """
    if not mebibytes or sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    known = [value for value in (soft, hard) if value != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([mebibytes * MEBIBYTE, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


@contextmanager
def end_stuck_process(seconds: float) -> Iterator[None]:
    """Have a worker process ended that hangs in a library's own code, where no exception reaches it."""
    if not seconds:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
