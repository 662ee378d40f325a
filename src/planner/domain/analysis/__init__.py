"""Analysis that several pages, checks and exports share: pure functions of a `Plan`, with their formulas."""
