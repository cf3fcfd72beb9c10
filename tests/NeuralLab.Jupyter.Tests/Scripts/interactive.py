"""Has nbconvert run a notebook in .NET Interactive's kernel: interactive.py TOOL NOTEBOOK FOLDER.

Fails at the first error outside the optional section, where a figure has no text, and where there are no figures or no exercise is right.
"""
import json
import os
import subprocess
import sys

import nbformat


def main(tool, notebook, folder):
    kernel = os.path.join(folder, "kernels", ".net-csharp")
    os.makedirs(kernel)
    with open(os.path.join(kernel, "kernel.json"), "w") as file:
        json.dump({
            "argv": [tool, "jupyter", "--default-kernel", "csharp", "{connection_file}"],
            "display_name": ".NET (C#)",
            "language": "C#",
            "env": {"DOTNET_ROLL_FORWARD": "LatestMajor", "DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT": "1"},
        }, file)
    subprocess.run([
        sys.executable, "-m", "nbconvert", "--log-level=ERROR", "--to", "notebook", "--execute", "--allow-errors",
        "--ExecutePreprocessor.timeout=600", "--output-dir", folder, notebook,
    ], check=True, env=os.environ | {"JUPYTER_PATH": folder})
    executed = nbformat.read(os.path.join(folder, os.path.basename(notebook)), as_version=4)
    nbformat.validate(executed)
    figures = verdicts = 0
    for number, cell in enumerate(executed.cells, 1):
        if cell.cell_type != "code" or "plotly-net" in cell.metadata.get("tags", []):
            continue
        for output in cell.outputs:
            assert output.output_type != "error", f"cell {number}:\n{cell.source}\n{output.ename}: {output.evalue}"
            assert output.get("name") != "stderr", f"cell {number}: {output.text}"
            html = output.get("data", {}).get("text/html", "")
            if "neuralLabFigure.draw" in html:
                figures += 1
                assert "text/plain" in output.data, f"cell {number}: a figure without text"
            verdicts += "<b>✓ " in html
    assert figures > 0 and verdicts > 0, f"{figures} figures, {verdicts} verdicts"
    print(f"{figures} figures, {verdicts} verdicts, no error")


main(*sys.argv[1:])
