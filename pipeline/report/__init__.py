"""From executed notebooks to one self-contained page for each area, checked before it is published."""
