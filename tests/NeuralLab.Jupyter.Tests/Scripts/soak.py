"""Uses one kernel for long: soak.py MINUTES EXECUTIONS INTERRUPTS CRASHES CLIENTS."""
import os
import random
import subprocess
import sys
import time

from jupyter import PATIENCE, Cell, Kernel, alive, until

minutes, executions, interrupts, crashes, clients = (float(word) for word in sys.argv[1:])
random.seed(1)


def memory(process):
    """Resident bytes."""
    with open(f"/proc/{process}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def threads(process):
    return len(os.listdir(f"/proc/{process}/task"))


def handles(process):
    return len(os.listdir(f"/proc/{process}/fd"))


def descendants(process):
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True).stdout.split()
    return [int(child) for child in children if alive(int(child))]


def execute(number):
    kind = number % 5
    if kind == 0:
        assert kernel.run(f"{number} + 1").ok().value == str(number + 1)
    elif kind == 1:
        assert kernel.run(f"for (int i = 0; i < 50; i++) Console.WriteLine({number} * i);").ok().text.endswith(f"{49 * number}\n")
    elif kind == 2:
        assert kernel.run('throw new Exception("as planned");').reply["evalue"] == "as planned"
    elif kind == 3:
        cell = Cell(kernel.client, "Console.ReadLine()", allow_stdin=True)
        kernel.client.get_stdin_msg(timeout=PATIENCE)
        kernel.client.input(f"line {number}")
        assert cell.end().ok().value == f"line {number}"
    else:
        kernel.run(f"int variable{number} = {number};").ok()


def interrupt(number):
    cell = Cell(kernel.client, 'Console.WriteLine("runs"); while (true) { }')
    while cell.next()[0] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    assert cell.end().reply["ename"] == "Interrupted"


def crash(number):
    code = ["Environment.Exit(1);", "System.Diagnostics.Process.GetCurrentProcess().Kill();", 'Environment.FailFast("as planned");'][number % 3]
    assert "lost" in kernel.run(code).reply["evalue"]


def come_and_go(number):
    client = kernel.connect()
    assert kernel.run("1 + 1", client=client).ok().value == "2"
    client.stop_channels()


kernel = Kernel()
process = kernel.manager.provisioner.process.pid
work = [(do, number) for do, count in [(execute, executions), (interrupt, interrupts), (crash, crashes), (come_and_go, clients)] for number in range(int(count))]
random.shuffle(work)
began, measured = time.monotonic(), []
for index, (do, number) in enumerate(work):
    if time.monotonic() - began > minutes * 60 * 3:
        raise SystemExit(f"only {index} of {len(work)} were done in three times the planned {minutes} minutes")
    do(number)
    if index % max(1, len(work) // 20) == 0:
        measured.append((memory(process), threads(process), handles(process)))
        print(f"{index}: {measured[-1][0] >> 20} MiB, {measured[-1][1]} threads, {measured[-1][2]} handles", flush=True)

# What the first fifth of the work needed has to do for the rest, but for what the collector has not taken back yet.
settled = max(bytes for bytes, _, _ in measured[: max(2, len(measured) // 5)])
assert measured[-1][0] < settled + (64 << 20), measured
# Every client that stayed would hold five connections. Handles of processes that crashed are freed with the collector's next run.
until(lambda: threads(process) <= measured[0][1] + 15 and handles(process) <= measured[0][2] + 50, f"threads and handles are freed: {threads(process)}, {handles(process)}, at first {measured[0]}")
left = descendants(process)
assert len(left) == 1, left
kernel.end()
until(lambda: not alive(process) and not any(alive(child) for child in left), "all processes have ended")
print(f"{len(work)} done in {time.monotonic() - began:.0f} s; {measured[-1][0] >> 20} MiB at the end, {settled >> 20} MiB settled")
