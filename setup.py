"""What pyproject.toml cannot say: the packages are those found under src/, and the folder resources/."""

from setuptools import find_packages, setup

setup(packages=[*find_packages("src"), "planner.resources"])
