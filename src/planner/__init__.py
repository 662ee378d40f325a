"""District Planner: lead a school district's planning workshop from charter to signed plan."""

from importlib.metadata import version

__version__ = version("district-planner")
