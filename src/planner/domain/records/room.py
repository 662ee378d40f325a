"""What the room produces: ideas, clusters, votes, decisions and parked thoughts."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class Cluster(Record):
    """A group of ideas with a name."""

    about: ClassVar[About] = About(
        kind="cluster",
        collection="clusters",
        noun="cluster",
        nouns="clusters",
        prefix="CL",
        digits=1,
        title="name",
    )

    session_id: str | None = f.link("Session", "session", blank="omit")
    name: str = f.text("Name", required=True)


@described
class Idea(Record):
    """One card of a brainstorm, with the group it came from and never the person."""

    about: ClassVar[About] = About(
        kind="idea", collection="ideas", noun="idea", nouns="ideas", prefix="ID", title="text"
    )

    session_id: str | None = f.link("Session", "session")
    step: str = f.choice("Step", v.STEP_CODES)
    prompt: str = f.text("Prompt", max_length=240)
    group_id: str | None = f.link("From", "stakeholder_group")
    text: str = f.text("Idea", required=True, max_length=240)
    cluster_id: str | None = f.link("Cluster", "cluster")
    promoted_to: str | None = f.reference("Became", blank="omit", more=True)


@described
class VoteRound(Record):
    """One vote of the room. Results of a closed round do not change; corrections open a new one."""

    about: ClassVar[About] = About(
        kind="vote_round", collection="vote_rounds", noun="vote", nouns="votes", prefix="VR", title="question"
    )

    session_id: str | None = f.link("Session", "session")
    method: str = f.choice("Method", v.VOTE_METHODS, required=True)
    question: str = f.text("Question", required=True, max_length=240)
    dots_per_person: int | None = f.whole("Dots for each person", 1, 20, unit="dots")
    status: str = f.choice("Status", v.VOTE_STATUSES, default="open")
    options: tuple[str, ...] = f.references("Options")
    decision_id: str | None = f.link("Decision", "decision", blank="omit", more=True)


@described
class VoteResult(Record):
    """How one group voted for one option (or on one level of a scale): a count of votes, or a mean score."""

    about: ClassVar[About] = About(
        kind="vote_result",
        collection="vote_results",
        noun="vote result",
        nouns="vote results",
        prefix="VT",
        coded=False,
    )

    vote_round_id: str | None = f.link("Vote", "vote_round", required=True, cascade=True)
    group_id: str | None = f.link("Group", "stakeholder_group", required=True, cascade=True)
    option_id: str | None = f.reference("Option")
    level: int | None = f.whole("Level", 0, 8)
    count: int | None = f.whole("Votes", 0, 10_000, unit="votes")
    score: float | None = f.decimal("Score")


@described
class Decision(Record):
    """What was decided, why, by which vote, and what follows.

    `vote_counts` holds the count per level of `vote_method`: gradients 1 to 8, fist 0 to 5.
    """

    about: ClassVar[About] = About(
        kind="decision", collection="decisions", noun="decision", nouns="decisions", prefix="DC", title="text"
    )

    text: str = f.note("Decision", required=True, min_length=5, max_length=400)
    kind: str = f.choice("Kind", v.DECISION_KINDS, default="content")
    date: f.Day | None = f.day("Date")
    session_id: str | None = f.link("Session", "session")
    rationale: str = f.note("Why", max_length=600)
    entity_ids: tuple[str, ...] = f.references("About", more=True)
    vote_method: str = f.choice("Vote", v.VOTE_METHODS, more=True, hint="How support was shown")
    vote_counts: tuple[str, ...] = f.texts("Count for each level", max_length=6, at_most=8, more=True)
    vote_round_id: str | None = f.link("Vote round", "vote_round", blank="omit", more=True)
    owner_id: str | None = f.link("Owner", "person")
    follow_up_due: f.Day | None = f.day("Follow up by")
    status: str = f.choice("Status", v.OPEN_CLOSED, default="open")


@described
class ParkingLotItem(Record):
    """Off-topic but useful: kept for later."""

    about: ClassVar[About] = About(
        kind="parking_lot_item",
        collection="parking_lot",
        noun="parked thought",
        nouns="parking lot",
        prefix="PK",
        title="text",
    )

    text: str = f.note("Thought", required=True, min_length=3, max_length=300)
    session_id: str | None = f.link("Session", "session")
    raised_on: f.Day | None = f.day("Raised on")
    raised_by_group_id: str | None = f.link("Raised by", "stakeholder_group")
    owner_id: str | None = f.link("Owner", "person")
    due: f.Day | None = f.day("Due")
    status: str = f.choice("Status", v.OPEN_CLOSED, default="open")
    resolution: str = f.note("What became of it", max_length=600)
