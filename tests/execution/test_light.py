"""Processes of a build start without the grammar of web addresses, which cost two seconds each."""

import subprocess
import sys

import pytest

LOADED = (
    "import sys, {}; print('jsonschema' in sys.modules, bool(sys.modules.get('rfc3987_syntax')), 'lark' in sys.modules)"
)


@pytest.mark.parametrize("module", ["pipeline.execution.kernel", "pipeline.report.stitch", "pipeline.build, nbformat"])
def test_nbformat_comes_without_the_grammar(module):
    said = subprocess.run([sys.executable, "-c", LOADED.format(module)], capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["True", "False", "False"]


def test_a_notebooks_kernel_never_loads_nbformat_at_all():
    code = LOADED.format("pipeline.notebook, ipykernel.kernelapp")
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["False", "False", "False"]
