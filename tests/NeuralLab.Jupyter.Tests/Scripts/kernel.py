"""Checks of a kernel that runs: reads the name of a check from each line, and says "ok" or, as JSON, what is wrong."""
import json
import os
import signal
import sys
import threading
import time
import traceback
from queue import Empty

from jupyter_client.session import Session

from jupyter import PATIENCE, Cell, Kernel, alive, cells_process, until

kernel = None


def ask(kind, channel="shell", **content):
    """Sends a request; returns its reply's content and what iopub said about it."""
    client = kernel.client
    message = client.session.msg(kind, content)
    getattr(client, f"{channel}_channel").send(message)
    take = getattr(client, f"get_{channel}_msg")
    reply = None
    while reply is None:
        found = take(timeout=PATIENCE)
        if found["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            reply = found
    heard = []
    while not heard or heard[-1]["content"].get("execution_state") != "idle":
        found = client.get_iopub_msg(timeout=PATIENCE)
        if found["parent_header"].get("msg_id") == message["header"]["msg_id"]:
            heard.append(found)
    return reply["content"], heard


# Messages

def every_request_is_framed_by_busy_and_idle():
    requests = [
        ("kernel_info_request", {}), ("is_complete_request", {"code": "1"}), ("comm_info_request", {}),
        ("complete_request", {"code": "Math.", "cursor_pos": 5}), ("inspect_request", {"code": "Math", "cursor_pos": 4, "detail_level": 0}),
        ("history_request", {"output": False, "raw": True, "hist_access_type": "tail", "n": 1}), ("connect_request", {}),
        ("execute_request", {"code": "1", "silent": False}),
    ]
    for kind, content in requests:
        reply, heard = ask(kind, **content)
        states = [message["content"]["execution_state"] for message in heard if message["msg_type"] == "status"]
        assert states == ["busy", "idle"], (kind, states)
        assert heard[0]["msg_type"] == heard[-1]["msg_type"] == "status", kind
    for kind in ["kernel_info_request", "interrupt_request"]:
        reply, heard = ask(kind, channel="control")
        assert reply["status"] == "ok"
        assert [message["content"]["execution_state"] for message in heard] == ["busy", "idle"], kind


def kernel_info():
    reply, _ = ask("kernel_info_request")
    assert reply["protocol_version"] == "5.3" and reply["implementation"] == "neurallab", reply
    language = reply["language_info"]
    assert (language["name"], language["mimetype"], language["file_extension"], language["pygments_lexer"]) == ("C#", "text/x-csharp", ".cs", "csharp")
    assert reply["help_links"] and all(link["url"].startswith("https://") for link in reply["help_links"])


def a_wrong_signature_is_ignored_and_logged():
    client = kernel.client
    right = client.session
    client.shell_channel.session = Session(key=b"another key")
    try:
        client.shell_channel.send(client.shell_channel.session.msg("execute_request", {"code": "var intruder = 1;", "silent": False}))
    finally:
        client.shell_channel.session = right
    until(lambda: "wrong signature" in kernel.said(), "the log says so")
    assert "intruder" in kernel.run("intruder").reply["evalue"]


def messages_that_are_none_are_ignored():
    before = kernel.said().count("is ignored")
    for parts in [[b""], [b"x", b"y"], [b"<IDS|MSG>"], [b"<IDS|MSG>", b"", b"", b"", b"", b""], [b"<IDS|MSG>"] + 500 * [b"{}"]]:
        kernel.client.shell_channel.socket.send_multipart(parts)
    until(lambda: kernel.said().count("is ignored") == before + 5, "the log says so")
    unsigned = Session(key=b"")
    kernel.client.shell_channel.socket.send_multipart(unsigned.serialize(unsigned.msg("execute_request", {"code": "1"})))
    until(lambda: kernel.said().count("is ignored") == before + 6, "the log says so")
    assert kernel.run("1 + 1").ok().value == "2"


def a_request_of_unknown_kind_stops_nothing():
    kernel.client.shell_channel.send(kernel.client.session.msg("dance_request", {}))
    assert kernel.run("1 + 1").ok().value == "2"


def comms_are_none():
    reply, _ = ask("comm_info_request")
    assert reply["comms"] == {}, reply
    client = kernel.client
    message = client.session.msg("comm_open", {"comm_id": "c1", "target_name": "widget", "data": {}})
    client.shell_channel.send(message)
    while True:
        found = client.get_iopub_msg(timeout=PATIENCE)
        if found["msg_type"] == "comm_close":
            assert found["content"]["comm_id"] == "c1"
            return


def several_clients_hear_the_same():
    others = [kernel.connect() for _ in range(3)]
    cell = Cell(kernel.client, 'Console.WriteLine("for all");')
    cell.end()
    for other in others:
        texts = []
        while "for all\n" not in texts:
            message = other.get_iopub_msg(timeout=PATIENCE)
            if message["msg_type"] == "stream" and message["parent_header"]["msg_id"] == cell.id:
                texts.append(message["content"]["text"])
        try:
            reply = other.get_shell_msg(timeout=0.2)
            assert False, reply  # the reply is for who asked alone
        except Empty:
            pass
        assert kernel.run("20 + 1", client=other).value == "21"
        other.stop_channels()
    kernel.drain()


def the_heart_beats_while_a_cell_runs():
    cell = Cell(kernel.client, "var end = DateTime.UtcNow.AddSeconds(2); while (DateTime.UtcNow < end) { }")
    beats = kernel.client.hb_channel
    beats.unpause()
    import zmq
    socket = zmq.Context.instance().socket(zmq.REQ)
    socket.linger, socket.rcvtimeo = 0, PATIENCE * 1000
    socket.connect(beats.address)
    for _ in range(20):
        socket.send(b"ping")
        assert socket.recv() == b"ping"
    socket.close()
    cell.end().ok()


# Execution

def executions_are_counted():
    first = kernel.run("1").ok()
    second = kernel.run("2").ok()
    assert second.reply["execution_count"] == first.reply["execution_count"] + 1
    assert second.of("execute_input")[0] == {"code": "2", "execution_count": second.reply["execution_count"]}
    assert second.of("execute_result")[0]["execution_count"] == second.reply["execution_count"]
    failed = kernel.run("missing")
    assert failed.reply["execution_count"] == second.reply["execution_count"] + 1


def silent_code_shows_nothing_and_does_not_count():
    before = kernel.run("0").ok().reply["execution_count"]
    silent = kernel.run('var quiet = 5; Console.WriteLine("x"); quiet', silent=True).ok()
    assert set(silent.kinds) == {"status"}, silent.kinds
    failed = kernel.run("missing", silent=True)
    assert set(failed.kinds) == {"status"} and failed.reply["status"] == "error"
    after = kernel.run("quiet").ok()
    assert after.value == "5" and after.reply["execution_count"] == before + 1


def what_is_not_stored_is_not_counted():
    before = kernel.run("0").ok().reply["execution_count"]
    assert kernel.run('"unstored"', store_history=False).ok().value == "unstored"
    reply, _ = ask("history_request", output=False, raw=True, hist_access_type="tail", n=1)
    assert reply["history"][-1][2] == "0", reply
    assert kernel.run("0").ok().reply["execution_count"] == before + 1


def user_expressions_are_evaluated_after_the_code():
    cell = kernel.run("var seven = 7;", user_expressions={"twice": "seven * 2", "wrong": "missing + 1"}).ok()
    answers = cell.reply["user_expressions"]
    assert answers["twice"]["status"] == "ok" and answers["twice"]["data"]["text/plain"] == "14", answers
    assert answers["wrong"]["status"] == "error" and "missing" in answers["wrong"]["evalue"], answers
    assert not cell.of("execute_result") and not cell.of("error")


def a_failure_aborts_what_waits():
    for stop, expected in [(True, "aborted"), (False, "ok")]:
        slow = Cell(kernel.client, "System.Threading.Thread.Sleep(500); throw new Exception(\"stop\");", stop_on_error=stop)
        waiting = [Cell(kernel.client, f"Console.WriteLine({number});") for number in range(3)]
        question = kernel.client.kernel_info()
        client, replies = kernel.client, {}
        while len(replies) < 5:
            message = client.get_shell_msg(timeout=PATIENCE)
            replies[message["parent_header"]["msg_id"]] = message["content"]
        assert replies[slow.id]["status"] == "error"
        assert [replies[cell.id]["status"] for cell in waiting] == 3 * [expected], (stop, replies)
        assert replies[question]["status"] == "ok"
        kernel.drain()
        assert kernel.run("1 + 1").ok().value == "2"


def an_empty_cell_is_done():
    for code in ["", "   \n", "// only a comment"]:
        kernel.run(code).ok()


# Outputs

def text_comes_as_it_is_printed():
    cell = Cell(kernel.client, 'Console.WriteLine("first"); Console.ReadLine(); Console.WriteLine("second");', allow_stdin=True)
    assert cell.next() == ("stream", {"name": "stdout", "text": "first\n"})
    kernel.client.get_stdin_msg(timeout=PATIENCE)
    kernel.client.input("")
    assert cell.end().ok().text == "first\nsecond\n"


def many_lines_come_in_few_messages():
    cell = kernel.run("for (int i = 0; i < 100_000; i++) Console.WriteLine(i);").ok()
    assert cell.text == "".join(f"{number}\n" for number in range(100_000))
    assert len(cell.of("stream")) < 1000, len(cell.of("stream"))


def ten_megabytes_of_text_arrive():
    assert kernel.run("Console.Write(new string('x', 10_000_000));").ok().text == 10_000_000 * "x"


def both_streams_keep_their_names():
    cell = kernel.run('Console.Write("out"); Console.Error.Write("err");').ok()
    assert {(content["name"], content["text"]) for content in cell.of("stream")} == {("stdout", "out"), ("stderr", "err")}


def outputs_come_in_their_order():
    cell = kernel.run('Console.WriteLine("1"); "2".Display(); Console.WriteLine("3"); "4"').ok()
    assert [kind for kind in cell.kinds if kind not in ("status", "execute_input")] == ["stream", "display_data", "stream", "execute_result"]


def a_shown_value_is_updated():
    cell = kernel.run('var shown = "before".Display(); shown.Update("after");').ok()
    first, then = cell.of("display_data")[0], cell.of("update_display_data")[0]
    assert first["data"]["text/plain"] == "before" and then["data"]["text/plain"] == "after"
    assert first["transient"]["display_id"] == then["transient"]["display_id"]
    later = kernel.run('shown.Update("later");').ok()
    assert later.of("update_display_data")[0]["transient"] == first["transient"]


def output_is_cleared():
    cell = kernel.run('Console.WriteLine("gone"); Output.Clear(); Console.WriteLine("kept"); Output.Clear(wait: true);').ok()
    assert [content["wait"] for content in cell.of("clear_output")] == [False, True]


def progress_shows_and_goes_without_a_trace():
    cell = kernel.run('''Console.WriteLine("before");
var begin = (Func<string, string, long, IProgress<long>>)AppContext.GetData("NeuralLab.Host.Progress");
var work = begin("training", "epochs", 4);
for (int i = 1; i <= 4; i++) { System.Threading.Thread.Sleep(700); work.Report(i); }
((IDisposable)work).Dispose();
Console.WriteLine("after");''').ok()
    shown = cell.of("display_data")[0]
    assert shown["data"]["text/plain"].startswith("training: ") and "of 4 epochs" in shown["data"]["text/plain"], shown
    assert cell.of("update_display_data")
    assert left_over(cell) == [("stream", "before\n"), ("stream", "after\n")], left_over(cell)
    failing = kernel.run('''var work2 = begin("sweep", "runs", 4);
System.Threading.Thread.Sleep(1700);
throw new Exception("ends early");''')
    assert failing.of("display_data") and left_over(failing) == [("error", None)], left_over(failing)


def left_over(cell):
    """What a front end shows when the cell has ended."""
    left, clears = [], False
    for message in cell.messages:
        kind, content = message["msg_type"], message["content"]
        if kind == "clear_output":
            clears = content["wait"]
            left = left if clears else []
        elif kind in ("stream", "display_data", "execute_result", "error"):
            left = [] if clears else left
            clears = False
            left.append((kind, content.get("text")))
    return left


# Errors

def an_error_names_its_own_line_in_colour():
    cell = kernel.run("int Half(int x)\n{\n    return 10 / x;\n}\nHalf(0);")
    error = cell.of("error")[0]
    text = "\n".join(error["traceback"])
    assert error["ename"] == cell.reply["ename"] == "System.DivideByZeroException", error
    assert "\x1b[" in error["traceback"][0]
    assert "-> 3     return 10 / x;" in text and f"cell {cell.reply['execution_count']}, line 3" in text, text
    wrong = kernel.run("var a = 1;\nvar b = a +;")
    assert wrong.reply["ename"] == "CompilationError" and "line 2" in wrong.reply["evalue"], wrong.reply
    assert "var b = a +;" in "\n".join(wrong.reply["traceback"])


# Input

def ReadLine_asks_the_front_end():
    cell = Cell(kernel.client, 'Console.Write("Your name: "); var name = Console.ReadLine(); $"Hello, {name}!"', allow_stdin=True)
    question = kernel.client.get_stdin_msg(timeout=PATIENCE)
    assert question["msg_type"] == "input_request" and question["content"]["password"] is False
    assert "Your name: " in question["content"]["prompt"], question
    kernel.client.input("Ada \u00e9 \U0001F600")
    assert cell.end().ok().value == "Hello, Ada \u00e9 \U0001F600!"


def input_that_nobody_gives_ends():
    assert kernel.run("Console.ReadLine() is null", allow_stdin=False).ok().value.lower() == "true"


def waiting_for_input_can_be_interrupted():
    cell = Cell(kernel.client, "Console.ReadLine()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=PATIENCE)
    kernel.manager.interrupt_kernel()
    assert cell.end().reply["status"] == "error"
    kernel.client.input("too late")
    again = Cell(kernel.client, "Console.ReadLine()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=PATIENCE)
    kernel.client.input("in time")
    assert again.end().ok().value == "in time"


# Code that is being written

def complete(code, cursor=None):
    reply, _ = ask("complete_request", code=code, cursor_pos=len(code) if cursor is None else cursor)
    assert reply["status"] == "ok"
    return reply


def names_of_earlier_cells_complete():
    kernel.run("int bananaCount = 3;\nint BananaDouble(int times) => 2 * times;").ok()
    reply = complete("var x = banan")
    assert "bananaCount" in reply["matches"] and (reply["cursor_start"], reply["cursor_end"]) == (8, 13), reply
    types = reply["metadata"]["_jupyter_types_experimental"]
    assert any(entry["text"] == "bananaCount" for entry in types), types


def members_complete_after_a_dot():
    matches = complete("Math.Ma")["matches"]
    assert "Max" in matches and "Min" not in matches, matches
    assert "Length" in complete('var text = "abc"; text.Le')["matches"]


def named_arguments_and_enum_values_complete():
    kernel.run("int BananaDouble(int times) => 2 * times;").ok()
    assert "times:" in complete("BananaDouble(ti")["matches"], complete("BananaDouble(ti")
    matches = complete("DayOfWeek day = DayOfWeek.")["matches"]
    assert {"Monday", "Sunday"} <= set(matches), matches


def places_are_counted_in_characters():
    code = 'var s = "\U0001F600\U0001F600"; Math.Ma'
    reply = complete(code)
    assert "Max" in reply["matches"] and (reply["cursor_start"], reply["cursor_end"]) == (len(code) - 2, len(code)), reply


def documentation_is_shown():
    reply, _ = ask("inspect_request", code="Math.Max(1, 2)", cursor_pos=6, detail_level=0)
    assert reply["found"] and "larger" in reply["data"]["text/plain"], reply
    assert "Max(" in reply["data"]["text/markdown"], reply
    reply, _ = ask("inspect_request", code="noSuchThing", cursor_pos=3, detail_level=0)
    assert reply["status"] == "ok" and not reply["found"] and reply["data"] == {}


def completeness_is_known():
    for code, status in [("1 + 1", "complete"), ("int Twice(int x)\n{", "incomplete"), ("for (int i = 0; i < 3; i++) {", "incomplete"), ("int a = ) 5;", "invalid")]:
        reply, _ = ask("is_complete_request", code=code)
        assert reply["status"] == status, (code, reply)
        assert ("indent" in reply) == (status == "incomplete"), reply


def history_is_kept():
    for code in ["\"pear 1\"", "\"pear 2\"", "\"pear 1\""]:
        kernel.run(code).ok()
    tail, _ = ask("history_request", output=True, raw=True, hist_access_type="tail", n=2)
    assert [entry[2] for entry in tail["history"]] == [['"pear 2"', "pear 2"], ['"pear 1"', "pear 1"]], tail
    session, line, _ = tail["history"][0]
    part, _ = ask("history_request", output=False, raw=True, hist_access_type="range", session=session, start=line, stop=line + 1)
    assert part["history"] == [[session, line, '"pear 2"']], part
    found, _ = ask("history_request", output=False, raw=True, hist_access_type="search", pattern='*pear*', unique=True)
    assert [entry[2] for entry in found["history"]] == ['"pear 2"', '"pear 1"'], found


# Interrupts and crashes

def interrupted(cell):
    """Sends interrupts as a front end does, once the cell has said that it runs."""
    while cell.next()[0] != "stream":
        pass
    kernel.manager.interrupt_kernel()
    return cell.end()


def an_interrupt_ends_an_endless_loop_and_keeps_the_state():
    kernel.run("int kept = 41;").ok()
    process = cells_process(kernel)
    for loop in ["while (true) { }", "for (;;) System.Threading.Thread.Sleep(10);", "while (true) { try { while (true) { } } catch { } }"]:
        cell = interrupted(Cell(kernel.client, f'Console.WriteLine("runs");\n{loop}'))
        assert cell.reply["status"] == "error" and cell.reply["ename"] == "Interrupted", (loop, cell.reply)
        assert kernel.run("kept + 1").ok().value == "42", loop
    assert cells_process(kernel) == process


def what_cannot_be_interrupted_loses_its_state_and_says_so():
    kernel.run("int lost = 41;").ok()
    process = cells_process(kernel)
    cell = interrupted(Cell(kernel.client, 'Console.WriteLine("runs");\nwhile (true) { try { while (true) { } } finally { while (true) { } } }'))
    assert "run the cells again" in cell.reply["evalue"], cell.reply
    assert not alive(process)
    assert "lost" in kernel.run("lost").reply["evalue"]
    assert kernel.run("1 + 1").ok().value == "2"


def the_control_channel_answers_while_a_cell_runs():
    cell = Cell(kernel.client, 'Console.WriteLine("runs");\nwhile (true) { }')
    while cell.next()[0] != "stream":
        pass
    client = kernel.client
    message = client.session.msg("kernel_info_request", {})
    client.control_channel.send(message)
    while client.get_control_msg(timeout=PATIENCE)["parent_header"].get("msg_id") != message["header"]["msg_id"]:
        pass
    kernel.manager.interrupt_kernel()
    assert cell.end().reply["status"] == "error"


def crashes(code, word):
    process = cells_process(kernel)
    cell = kernel.run(code)
    assert cell.reply["status"] == "error" and word in cell.reply["evalue"].lower(), cell.reply
    assert "run the cells again" in cell.reply["evalue"], cell.reply
    assert kernel.run("1 + 1").ok().value == "2"
    assert cells_process(kernel) != process


def a_stack_overflow_ends_its_process_only():
    crashes("int Down(int x) => Down(x + 1) + 1;\nDown(0)", "stack")


def exit_ends_its_process_only():
    crashes("Environment.Exit(3);", "exit code 3")


def a_killed_process_is_replaced():
    crashes("System.Diagnostics.Process.GetCurrentProcess().Kill();", "signal 9")
    process = cells_process(kernel)
    os.kill(process, signal.SIGKILL)
    until(lambda: not alive(process), "it has ended")
    # Whether the end is noticed before the next cell or by it: that cell says so, and the one after it runs.
    cell = kernel.run("1 + 1")
    said = "".join(content["text"] for content in cell.of("stream")) + cell.reply.get("evalue", "")
    assert "lost" in said, cell.messages
    assert kernel.run("1 + 1").ok().value == "2"


def documentation_shows_beside_the_notebook():
    cell = kernel.run("Math.Max?").ok()
    payload = cell.reply["payload"][0]
    assert payload["source"] == "page" and "Max" in payload["data"]["text/plain"], cell.reply


def main():
    global kernel
    kernel = Kernel()
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        try:
            kernel.drain()
            globals()[line.strip()]()
            answers.write("ok\n")
        except BaseException:
            answers.write(json.dumps(f"{traceback.format_exc()}\nThe kernel said:\n{kernel.said()[-3000:]}") + "\n")
        answers.flush()
    kernel.end()


if __name__ == "__main__":
    main()
