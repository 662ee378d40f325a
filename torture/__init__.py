"""The torture rig: kills, power losses, faults, full disks, damage and hostile files, and what was left."""
