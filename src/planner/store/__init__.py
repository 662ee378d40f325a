"""How a plan is kept: one SQLite file, its journal and its lock. SQLAlchemy lives here and nowhere else."""
