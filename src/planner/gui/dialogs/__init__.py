"""Dialogs: short questions that need an answer now."""
