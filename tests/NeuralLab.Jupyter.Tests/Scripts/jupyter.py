"""What the checks of a kernel share: a kernel with one client, and cells that are run to their end."""
import os
import time
from queue import Empty

from jupyter_client.manager import KernelManager

PATIENCE = 60


class Kernel:
    def __init__(self, name="neurallab", **start):
        self.manager = KernelManager(kernel_name=name)
        self.log = open(os.path.join(os.environ["JUPYTER_PATH"], "..", "..", "kernel.log"), "ab+")
        self.manager.start_kernel(stderr=self.log, **start)
        self.client = self.connect()

    def connect(self):
        client = self.manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        return client

    def said(self):
        """What the kernel logged so far."""
        self.log.seek(0)
        return self.log.read().decode()

    def run(self, code, client=None, **options):
        return Cell(client or self.client, code, **options).end()

    def drain(self, client=None):
        client = client or self.client
        for take in (client.get_shell_msg, client.get_iopub_msg, client.get_control_msg):
            while True:
                try:
                    take(timeout=0.05)
                except Empty:
                    break

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()
        self.manager.cleanup_resources()


class Cell:
    """A cell that was sent: its reply, and all its messages in their order."""

    def __init__(self, client, code, **options):
        self.client = client
        self.messages = []
        self.reply = None
        options.setdefault("allow_stdin", False)
        self.id = client.execute(code, **options)

    def next(self, timeout=PATIENCE):
        """The next message of this cell, but status and echo of the code are passed over."""
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") != self.id:
                continue
            self.messages.append(message)
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return None, None
            if kind not in ("status", "execute_input"):
                return kind, content

    def end(self, timeout=PATIENCE):
        while self.next(timeout)[0]:
            pass
        while self.reply is None:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == self.id:
                self.reply = message["content"]
        return self

    def of(self, kind):
        return [message["content"] for message in self.messages if message["msg_type"] == kind]

    @property
    def kinds(self):
        return [message["msg_type"] for message in self.messages]

    @property
    def states(self):
        return [content["execution_state"] for content in self.of("status")]

    @property
    def text(self):
        return "".join(content["text"] for content in self.of("stream") if content["name"] == "stdout")

    @property
    def value(self):
        results = self.of("execute_result")
        return results[-1]["data"]["text/plain"] if results else None

    def ok(self):
        assert self.reply["status"] == "ok", self.reply
        return self


def until(condition, what, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def alive(process):
    """True while a process runs: one that has ended and was not waited for counts as ended."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def cells_process(kernel):
    """The process that runs the cells."""
    return int(kernel.run("Environment.ProcessId").ok().value)
