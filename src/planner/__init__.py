"""District Planner: lead a school district's planning workshop from charter to signed plan."""

READ_RETURNED = "--read-returned"
"""The hidden argument that makes the application read one returned file from its input, and nothing else."""


def __getattr__(name: str) -> str:
    """Look `__version__` up when somebody asks: reading the metadata takes longer than painting a window."""
    if name == "__version__":
        from importlib.metadata import version

        return version("district-planner")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
