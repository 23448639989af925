#!/usr/bin/env python3
"""Runs commands in turns and prints wall time, processor time and peak memory of each as medians, with
the ratios of the wall times to those of the first one.

    compare.py ROUNDS NAME PREPARATION COMMAND [NAME PREPARATION COMMAND]...

Each command is run by a shell, which is what is measured together with everything it starts; what the
preparation does, such as removing what the last run wrote, is not. What a command says goes to standard error only when it fails. In turns, because a machine that slows down for a
while then slows all of them down; ratios are taken turn by turn.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time


def measure(name, preparation, command):
    """The wall and processor seconds and the peak memory in MB of one run."""
    subprocess.run(["sh", "-c", preparation], check=True)
    with tempfile.TemporaryFile() as said:
        start = time.monotonic()
        process = subprocess.Popen(["sh", "-c", command], stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            sys.stderr.write(said.read().decode(errors="replace"))
            sys.exit(f"{name} failed with {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6


def main():
    rounds = int(sys.argv[1])
    commands = list(zip(sys.argv[2::3], sys.argv[3::3], sys.argv[4::3]))
    runs = {name: [] for name, _, _ in commands}
    for _ in range(rounds):
        for name, preparation, command in commands:
            runs[name].append(measure(name, preparation, command))
    first = [run[0] for run in runs[commands[0][0]]]
    print(f"{'':28}{'wall, s':>10}{'cpu, s':>10}{'peak, MB':>10}{'to ' + commands[0][0]:>14}")
    for name, _, _ in commands:
        wall, processor, peak = (statistics.median(column) for column in zip(*runs[name]))
        ratio = statistics.median(run[0] / base for run, base in zip(runs[name], first))
        print(f"{name:28}{wall:10.3f}{processor:10.3f}{peak:10.1f}{ratio:13.2f}x")


main()
