"""Measures the kernel as a front end meets it, medians: speed.py [KERNEL]. No check: what a figure means depends on how quiet the machine is."""
import resource
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

NAME = sys.argv[1] if len(sys.argv) > 1 else "neurallab"


def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run(client, code):
    message = client.execute(code, store_history=False)
    while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != message:
        pass
    while True:
        heard = client.get_iopub_msg(timeout=60)
        if heard["parent_header"].get("msg_id") == message and heard["content"].get("execution_state") == "idle":
            return


def complete(client, code):
    message = client.complete(code)
    while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != message:
        pass


def start():
    """From the start of the process to the reply of the first 1+1, with nothing asked before."""
    manager = KernelManager(kernel_name=NAME)
    began = time.perf_counter()
    manager.start_kernel()
    client = manager.blocking_client()
    client.start_channels()
    run(client, "1+1")
    return time.perf_counter() - began, manager, client


def show(what, seconds, goal):
    print(f"{what}: {statistics.median(seconds) * 1000:.0f} ms (goal {goal} ms; {len(seconds)} times, {min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f})")


starts = []
for _ in range(5):
    seconds, manager, client = start()
    starts.append(seconds)
    client.stop_channels()
    manager.shutdown_kernel()
used = resource.getrusage(resource.RUSAGE_CHILDREN)
show("start to the first 1+1", starts, 1500)
print(f"processor time of a start, kernel alone: {(used.ru_utime + used.ru_stime) / 5 * 1000:.0f} ms")

_, manager, client = start()
show("1+1", [timed(lambda: run(client, "1+1")) for _ in range(50)], 25)
complete(client, "Math.Ma")
show("completion", [timed(lambda: complete(client, code)) for code in ["Math.Ma", "Console.Wri", "DayOfWeek.", "new List<int>().", "str"] * 4], 100)
show("10 MB of text", [timed(lambda: run(client, "Console.Write(new string('x', 10_000_000));")) for _ in range(5)], 2000)
show("100,000 lines", [timed(lambda: run(client, "for (int i = 0; i < 100_000; i++) Console.WriteLine(i);")) for _ in range(3)], 2000)
client.stop_channels()
manager.shutdown_kernel()
