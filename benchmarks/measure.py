"""What every benchmark shares: repeated runs, their median, memory, and what it ran on."""

from __future__ import annotations

import contextlib
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent


def shared() -> Path:
    """The folder of measuring data: ``RASD_SHARED``, otherwise ``shared`` beside the repository."""
    return Path(os.environ.get("RASD_SHARED") or ROOT.parent / "shared")


def real_news() -> list[Path]:
    """The two collections of real Arabic news."""
    return [shared() / "corpora" / name for name in ("saudi.parquet", "ant.parquet")]


def missing(paths: Sequence[Path]) -> str:
    """Which of the files are not there, in words; empty where all are."""
    names = " and no ".join(path.name for path in paths if not path.is_file())
    return f"there is no {names} (give Parquet files, or set RASD_SHARED)" if names else ""


def median_seconds(job: Callable[[], Any], runs: int) -> tuple[float, list[float]]:
    """The median and all of ``runs`` timings of a job, in seconds."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        job()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken), [round(seconds, 4) for seconds in taken]


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, in milliseconds."""
    import numpy as np  # noqa: PLC0415 - not held by benchmarks that measure memory

    p50, p95, worst = (np.percentile(seconds, [50, 95, 100]) * 1000).round(1).tolist()
    return {"p50": p50, "p95": p95, "worst": worst}


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


def own_peak_megabytes() -> float:
    """The most memory that this process has held since its program started.

    Unlike :func:`peak_megabytes` this does not take over the peak of the process that started it.
    """
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) * 1024 / 1e6, 1)
    return peak_megabytes()


class Spent(NamedTuple):
    """What a command took: wall seconds, and the most memory its processes held at one time.

    ``peak_megabytes`` is the sum over the processes of their proportional shares (a page that three of them
    share counts once), ``resident_megabytes`` the sum of what each has resident (it counts three times).
    """

    seconds: float
    peak_megabytes: float
    resident_megabytes: float


def spent_by(command: Sequence[str | Path], log: Path, env: Mapping[str, str] | None = None) -> Spent:
    """Run a command to its end, its output and errors into ``log``; what all its processes took.

    Memory is read from ``/proc``, ten times a second at first and once a second at last, for each reading
    takes a little from the command. Where there is no ``/proc`` it is 0. The peak of a process of one second
    may be missed: let such a process report :func:`own_peak_megabytes` itself.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    proportional = resident = 0.0
    with log.open("w", encoding="utf-8") as file:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, env=env
        )
        while process.poll() is None:
            now = [held(number) for number in tree(process.pid)]
            proportional = max(proportional, sum(one[0] for one in now))
            resident = max(resident, sum(one[1] for one in now))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(min(1.0, max(0.1, (time.perf_counter() - started) / 50)))
        seconds = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(round(seconds, 3), round(proportional, 1), round(resident, 1))


def tree(root: int) -> list[int]:
    """The process and all below it."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            # The name, in brackets, may itself hold spaces and brackets; state and parent come after it.
            parent = int(entry.read_text(errors="replace").rpartition(")")[2].split()[1])
            children[parent].append(int(entry.parent.name))
    found = [root]
    for number in found:
        found += children[number]
    return found


def held(process: int) -> tuple[float, float]:
    """Proportional and resident megabytes of a process; zeros where it has ended."""
    kilobytes = {"Pss": 0, "Rss": 0}
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            name, _, value = line.partition(":")
            if name in kilobytes:
                kilobytes[name] = int(value.split()[0])
    return kilobytes["Pss"] * 1024 / 1e6, kilobytes["Rss"] * 1024 / 1e6
