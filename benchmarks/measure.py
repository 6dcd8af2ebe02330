"""What every benchmark shares: repeated runs, their median, memory, and what it ran on."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def shared() -> Path:
    """The folder of measuring data: ``RASD_SHARED``, otherwise ``shared`` beside the repository."""
    return Path(os.environ.get("RASD_SHARED") or ROOT.parent / "shared")


def median_seconds(job: Callable[[], Any], runs: int) -> tuple[float, list[float]]:
    """The median and all of ``runs`` timings of a job, in seconds."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        job()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken), [round(seconds, 4) for seconds in taken]


def peak_megabytes() -> float:
    """The most memory that this process has held, in megabytes of 10^6 bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)


def circumstances() -> dict[str, str | int]:
    """What a figure depends on beside the code: commit, Python, machine."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "rasd": version("rasd"),
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count() or 0,
    }


def one_core() -> None:
    """Keep this process on one core, where the system can; then a figure means one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
