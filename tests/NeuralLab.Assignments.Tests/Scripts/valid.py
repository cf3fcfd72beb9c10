"""Validates notebooks, and what they say to nbgrader, by the rules of its documentation for schema version 3: valid.py NOTEBOOK..."""
import re
import sys

import nbformat

KINDS = {"schema_version": int, "grade": bool, "solution": bool, "locked": bool, "task": bool, "grade_id": str, "points": (int, float), "checksum": str, "cell_type": str}


def check(cell, ids):
    said = cell.metadata["nbgrader"]
    where = f"{cell.id}: {dict(said)}"
    for name, value in said.items():
        assert name in KINDS, f"{where}: {name} is no key of nbgrader's"
        assert isinstance(value, KINDS[name]) and (KINDS[name] is bool or not isinstance(value, bool)), f"{where}: {name} has another type"
    for name in ["schema_version", "grade", "solution", "locked", "task", "grade_id"]:
        assert name in said, f"{where}: {name} is missing"
    assert said.schema_version == 3, where
    assert re.fullmatch(r"[a-zA-Z0-9_\-]+", said.grade_id), f"{where}: no valid id"
    assert said.grade_id not in ids, f"{where}: the id is there twice"
    ids.add(said.grade_id)
    assert said.get("cell_type", cell.cell_type) == cell.cell_type, f"{where}: another type of cell"
    assert ("points" in said) == (said.grade or said.task), f"{where}: points where nothing is graded, or none where something is"
    assert said.get("points", 0) >= 0, where
    if said.task:
        assert cell.cell_type == "markdown" and not said.grade and not said.solution, f"{where}: a task is text, and neither check nor answer"
    elif cell.cell_type == "markdown":
        assert said.grade == said.solution, f"{where}: text is graded by hand, as an answer, or not at all"
    if said.grade and not said.solution:
        assert said.locked, f"{where}: students could change a check"
    if said.solution:
        assert not said.locked, f"{where}: students could not answer"


for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        notebook = nbformat.reads(file.read(), as_version=nbformat.NO_CONVERT)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5), path
    nbformat.validate(notebook)
    seen = set()
    for one in notebook.cells:
        if "nbgrader" in one.metadata:
            check(one, seen)
    print(f"{path}: {len(notebook.cells)} cells, {len(seen)} of nbgrader's")
