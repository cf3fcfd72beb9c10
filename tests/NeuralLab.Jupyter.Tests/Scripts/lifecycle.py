"""Checks of a kernel's beginning and end: lifecycle.py CHECK."""
import os
import signal
import subprocess
import sys
import textwrap

from jupyter import PATIENCE, Cell, Kernel, alive, cells_process, until


def processes_of(kernel):
    return [kernel.manager.provisioner.process.pid, cells_process(kernel)]


def gone(*processes):
    for process in processes:
        until(lambda: not alive(process), f"process {process} has ended")


def shutdown_leaves_no_process():
    kernel = Kernel()
    processes = processes_of(kernel)
    cell = Cell(kernel.client, 'Console.WriteLine("runs"); while (true) { }')
    while cell.next()[0] != "stream":
        pass
    kernel.manager.request_shutdown()
    assert kernel.manager.provisioner.process.wait(timeout=PATIENCE) == 0
    gone(*processes)
    kernel.end()


def shutdown_is_answered_and_told_to_all():
    kernel = Kernel()
    other = kernel.connect()
    processes = processes_of(kernel)
    client = kernel.client
    message = client.session.msg("shutdown_request", {"restart": True})
    client.control_channel.send(message)
    while True:
        reply = client.get_control_msg(timeout=PATIENCE)
        if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            break
    assert reply["msg_type"] == "shutdown_reply" and reply["content"] == {"status": "ok", "restart": True}, reply
    while other.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "shutdown_reply":
        pass
    gone(*processes)
    other.stop_channels()
    kernel.end()


def a_restart_leaves_no_process_and_no_state():
    kernel = Kernel()
    kernel.run("int before = 1;").ok()
    processes = processes_of(kernel)
    kernel.manager.restart_kernel()
    kernel.client.wait_for_ready(timeout=PATIENCE)
    gone(*processes)
    assert "before" in kernel.run("before").reply["evalue"]
    kernel.end()


def a_kernel_whose_front_end_vanished_ends():
    """A front end of its own, which is killed: nothing tells the kernel."""
    front_end = subprocess.Popen([sys.executable, "-c", textwrap.dedent("""
        import time
        from jupyter import Cell, Kernel, cells_process
        kernel = Kernel()
        print(kernel.manager.provisioner.process.pid, cells_process(kernel), flush=True)
        Cell(kernel.client, "while (true) { }")
        time.sleep(600)
        """)], stdout=subprocess.PIPE, text=True, cwd=os.path.dirname(os.path.abspath(__file__)))
    processes = [int(word) for word in front_end.stdout.readline().split()]
    assert all(alive(process) for process in processes)
    front_end.kill()
    front_end.wait()
    gone(*processes)


def signals():
    kernel = Kernel()
    kernel.run("int kept = 1;").ok()
    processes = processes_of(kernel)
    cell = Cell(kernel.client, 'Console.WriteLine("runs"); while (true) { }')
    while cell.next()[0] != "stream":
        pass
    os.kill(processes[0], signal.SIGINT)
    assert cell.end().reply["ename"] == "Interrupted"
    assert kernel.run("kept").ok().value == "1"
    os.kill(processes[0], signal.SIGTERM)
    assert kernel.manager.provisioner.process.wait(timeout=PATIENCE) == 0
    gone(*processes)
    kernel.end()


def a_killed_kernel_takes_its_cells_along():
    kernel = Kernel()
    processes = processes_of(kernel)
    os.kill(processes[0], signal.SIGKILL)
    kernel.manager.provisioner.process.wait(timeout=PATIENCE)
    gone(*processes)
    kernel.end()


def a_kernel_is_found_under_the_name_that_the_labs_have():
    kernel = Kernel(name=".net-csharp")
    assert kernel.run("6 * 7").ok().value == "42"
    kernel.end()


def unsigned_messages_work_where_there_is_no_key():
    kernel = Kernel()
    kernel.end()
    from jupyter_client import BlockingKernelClient
    from jupyter_client.connect import write_connection_file
    path, config = write_connection_file(os.environ["JUPYTER_DATA_DIR"] + "-unsigned.json", key=b"", ip="127.0.0.1")
    argv = [word.replace("{connection_file}", path) for word in kernel.manager.kernel_spec.argv]
    process = subprocess.Popen(argv)
    client = BlockingKernelClient()
    client.load_connection_file(path)
    client.session.key = b""
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    assert Cell(client, "1 + 1").end().ok().value == "2"
    client.stop_channels()
    process.terminate()
    assert process.wait(timeout=PATIENCE) == 0


globals()[sys.argv[1]]()
