"""Where runs can be warm, and what a worker imports once for all of them.

Where there is no fork (Windows), or it is unsafe (macOS), papermill runs an ordinary kernel; `--cold` asks for one anywhere.
"""

import gc
import os
import sys
from functools import cache

ENGINE = "cdp-warm"  # the entry point of pipeline/execution/engine.py in pyproject.toml
INLINE = "module://matplotlib_inline.backend_inline"


def can_fork() -> bool:
    """Whether runs can be forked here: Linux; on macOS system libraries do not survive it, Windows has no fork."""
    return sys.platform == "linux"


@cache
def preload() -> None:
    """Import, once for all forks of a process, what chapters import; find the fonts, lay out blank charts.

    No project is read.

    What is imported only where it is asked for (models of a season, seaborn) counts too: each fork would do it again.
    """
    os.environ.setdefault("MPLBACKEND", INLINE)  # as a kernel sets it, and before pyplot is imported
    import matplotlib.pyplot as plt  # noqa: PLC0415
    import papermill  # noqa: F401, PLC0415  loads the engine
    import pyarrow.dataset  # noqa: F401, PLC0415  reads Parquet
    import seaborn  # noqa: F401, PLC0415
    import statsmodels.genmod.generalized_linear_model  # noqa: F401, PLC0415

    import pipeline.execution.child  # noqa: PLC0415
    import pipeline.notebook  # noqa: F401, PLC0415
    from pipeline.figures import prepare  # noqa: PLC0415

    figure, axes = plt.subplots()
    axes.set_title("Fonts", fontweight="bold")
    figure.canvas.draw()
    plt.close(figure)
    prepare()
    gc.collect()
    gc.freeze()  # the forks share these pages
