"""How long texts of people may be in the brief, in characters; longer ones end in an ellipsis."""

STATEMENT = 180
REASON = 120
