"""How fast it is, measured beside what it stands on."""
