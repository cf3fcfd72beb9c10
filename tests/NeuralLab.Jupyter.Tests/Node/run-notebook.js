// Runs a notebook's code cells in a kernel as VS Code does without Python: the kernelspec's command, a connection file, ZeroMQ sockets.
// node run-notebook.js KERNELSPEC_FOLDER NOTEBOOK CONNECTION_FILE
import { spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import * as zmq from "zeromq";

const [folder, notebook, connectionFile] = process.argv.slice(2);
const key = randomUUID();
const session = randomUUID();

const freePort = () => new Promise(resolve => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

function encode(type, content) {
  const header = { msg_id: randomUUID(), session, username: "student", date: new Date().toISOString(), msg_type: type, version: "5.3" };
  const parts = [header, {}, {}, content].map(part => JSON.stringify(part));
  return { id: header.msg_id, parts: ["<IDS|MSG>", sign(parts), ...parts] };
}

function sign(parts) {
  const hash = createHmac("sha256", key);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

function decode(frames) {
  const start = frames.findIndex(frame => frame.toString() === "<IDS|MSG>");
  const [signature, ...parts] = frames.slice(start + 1, start + 6);
  if (signature.toString() !== sign(parts)) throw new Error("the kernel's signature is wrong");
  const [header, parent, , content] = parts.map(part => JSON.parse(part.toString()));
  return { type: header.msg_type, parent: parent.msg_id, content };
}

async function until(socket, fits) {
  for await (const frames of socket) {
    const message = decode(frames);
    if (fits(message)) return message;
  }
}

const names = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"];
const ports = Object.fromEntries(await Promise.all(names.map(async name => [name, await freePort()])));
writeFileSync(connectionFile, JSON.stringify({ transport: "tcp", ip: "127.0.0.1", signature_scheme: "hmac-sha256", key, kernel_name: "", ...ports }));

const { argv } = JSON.parse(readFileSync(join(folder, "kernel.json")));
const kernel = spawn(argv[0], argv.slice(1).map(word => word.replace("{connection_file}", connectionFile)), { cwd: dirname(notebook), stdio: ["ignore", "inherit", "inherit"] });
const ended = new Promise(resolve => kernel.on("exit", resolve));

const [shell, control] = [new zmq.Dealer({ linger: 0 }), new zmq.Dealer({ linger: 0 })];
const iopub = new zmq.Subscriber({ linger: 0 });
shell.connect(`tcp://127.0.0.1:${ports.shell_port}`);
control.connect(`tcp://127.0.0.1:${ports.control_port}`);
iopub.connect(`tcp://127.0.0.1:${ports.iopub_port}`);
iopub.subscribe();

// VS Code asks for the kernel's name until it hears an answer on both channels.
const outputs = [];
const waiting = new Map();
(async () => {
  for await (const frames of iopub) {
    const message = decode(frames);
    outputs.push(message);
    if (message.content.execution_state === "idle") waiting.get(message.parent)?.();
  }
})();

async function ask(socket, type, content) {
  const { id, parts } = encode(type, content);
  const idle = new Promise(resolve => waiting.set(id, resolve));
  await socket.send(parts);
  const reply = await until(socket, message => message.parent === id);
  return { id, reply, idle };
}

const first = await ask(shell, "kernel_info_request", {});
if (first.reply.content.language_info.name !== "C#") throw new Error("this kernel speaks another language");
while (outputs.length === 0) await ask(shell, "kernel_info_request", {});

let figures = 0;
let cells = 0;
for (const cell of JSON.parse(readFileSync(notebook)).cells.filter(cell => cell.cell_type === "code")) {
  const code = [cell.source].flat().join("");
  const { id, reply, idle } = await ask(shell, "execute_request", { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: true, stop_on_error: true });
  await idle;
  const mayFail = cell.metadata.tags?.includes("raises-exception");
  if (reply.content.status !== "ok" && !mayFail) throw new Error(`${code}\n${reply.content.evalue}`);
  figures += outputs.filter(output => output.parent === id && output.content.data?.["application/vnd.plotly.v1+json"]).length;
  cells++;
}
await ask(control, "shutdown_request", { restart: false });
const exitCode = await ended;
console.log(`${cells} cells, ${figures} figures, exit code ${exitCode}`);
if (figures === 0 || exitCode !== 0) process.exitCode = 1;
for (const socket of [shell, control, iopub]) socket.close();
process.exit();
