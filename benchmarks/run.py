"""Runs every benchmark of this folder, each in a process of its own, and prints one JSON a run.

    python benchmarks/run.py [NAME ...] [--out FILE]

A benchmark is a script with a function ``main()`` that prints one JSON object. Those that find
nothing to measure say so in it (``"skipped"``) and end with 0.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NOT_BENCHMARKS = {
    "run.py",
    "measure.py",
    "limits.py",
    "contenders.py",
    "newsmaker.py",
    "servers.py",
    "copied.py",
    "multiplied.py",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks asked for; 1 where one failed."""
    names = sorted(path.stem for path in HERE.glob("*.py") if path.name not in NOT_BENCHMARKS)
    parser = argparse.ArgumentParser(description="Runs benchmarks; prints one JSON object each.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(names)} (all)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="append the lines there too")
    chosen = parser.parse_args(arguments)
    failed = 0
    for name in chosen.names or names:
        if name not in names:
            parser.error(f"there is no benchmark {name!r}")
        done = subprocess.run(
            [sys.executable, HERE / f"{name}.py"], stdout=subprocess.PIPE, text=True, check=False
        )
        failed += done.returncode != 0
        line = {"benchmark": name, "failed": done.returncode} if done.returncode else json.loads(done.stdout)
        print(json.dumps(line, ensure_ascii=False), flush=True)
        if chosen.out:
            with chosen.out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
