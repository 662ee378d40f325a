"""Drawings of the plan: laid out once, painted on screen, in the PDF and as SVG."""
