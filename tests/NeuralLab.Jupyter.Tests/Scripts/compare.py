"""Has nbconvert run a notebook, and fails with the first difference to another executed copy: compare.py EXECUTED NOTEBOOK FOLDER [OPTION]..."""
import json
import os
import re
import subprocess
import sys

import nbformat


def text(value):
    return "".join(value) if isinstance(value, list) else value


def normal(content):
    """Without times and ids, which differ from run to run."""
    content = content if isinstance(content, str) else json.dumps(content, sort_keys=True)
    content = re.sub(r"\x1b\[[0-9;]*m", "", content)
    content = re.sub(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", content)
    content = re.sub(r"\d+([.,]\d+)?\s?(ms|s|seconds)\b", "TIME", content)
    return content


def outputs(cell):
    found = []
    for output in cell.outputs:
        if output.output_type == "stream":
            if found and found[-1][0] == output.name:
                found[-1] = (output.name, found[-1][1] + text(output.text))
            else:
                found.append((output.name, text(output.text)))
        elif output.output_type == "error":
            found.append(("error", output.ename, output.evalue))
        else:
            found.append((output.output_type, {kind: text(content) for kind, content in output.data.items()}))
    return [normal(json.dumps(output, sort_keys=True)) for output in found]


def main(one, notebook, folder, *options):
    subprocess.run([
        sys.executable, "-m", "nbconvert", "--log-level=ERROR", "--to", "notebook", "--execute", "--ExecutePreprocessor.timeout=600", *options, "--output-dir", folder, notebook,
    ], check=True)
    other = os.path.join(folder, os.path.basename(notebook))
    one, other = (nbformat.read(path, as_version=4) for path in (one, other))
    for notebook in (one, other):
        nbformat.validate(notebook)
    pairs = [(a, b) for a, b in zip(one.cells, other.cells, strict=True) if a.cell_type == "code"]
    compared = 0
    for number, (a, b) in enumerate(pairs, 1):
        # Where packages cannot be restored, one host skips these cells and the other shows the error.
        if "plotly-net" in a.metadata.get("tags", []):
            continue
        left, right = outputs(a), outputs(b)
        # What is measured in seconds differs in every number: then only the kinds of outputs are compared.
        if re.search(r"seconds|time \(s\)|stopwatch|µs", a.source, re.IGNORECASE):
            left, right = ([output.split(",")[0] for output in side] for side in (left, right))
        assert a.source == b.source
        assert left == right, f"code cell {number}:\n{a.source}\n--- one\n" + "\n".join(left)[:4000] + "\n--- other\n" + "\n".join(right)[:4000]
        compared += len(left)
    assert compared > 0
    print(f"{len(pairs)} cells, {compared} outputs are the same")


main(*sys.argv[1:])
