"""The window: pages, panels, dialogs. Qt lives here and nowhere else."""

from planner.gui.quick_start import make_start_quick

make_start_quick()
