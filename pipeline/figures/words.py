"""Words in a drawing: an SVG says where they stand and the page sets them, so nothing is measured that is not used."""

from typing import Any

import matplotlib as mpl
from matplotlib.colors import to_rgba
from matplotlib.text import Text


class Words(Text):
    """One line of words on its baseline, as matplotlib writes it; measuring it again took half of a chart's time."""

    def draw(self, renderer: Any) -> None:
        """Write the words where they stand; in full where they have a ground, which needs their size."""
        words = self.get_text()
        in_svg = hasattr(renderer, "writer") and mpl.rcParams["svg.fonttype"] == "none"
        if not in_svg or self.get_bbox_patch() is not None or self.get_rotation() or "\n" in words:
            super().draw(renderer)
        elif words and self.get_visible():
            self._write(renderer, words)

    def _write(self, renderer: Any, words: str) -> None:
        x, y = self.get_transform().transform(self.get_unitless_position())
        context = renderer.new_gc()
        context.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        context.set_alpha(self.get_alpha())
        renderer.open_group("text", self.get_gid())
        font = self.get_fontproperties()
        renderer.draw_text(context, x, renderer.height - y, words, font, self.get_rotation(), ismath=False, mtext=self)
        renderer.close_group("text")
        context.restore()
        self.stale = False
