"""What came back, before any of it is taken into the plan."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from planner.domain.records import ExportRecord, ReviewComment


@dataclass(frozen=True)
class Incoming:
    """One thing somebody said. `comment` has no id yet.

    `doubt` is a sentence about what makes it uncertain. `known` says that the plan has it already, `doubles`
    how often else it stands in the files.
    """

    comment: ReviewComment
    doubt: str = ""
    known: bool = False
    doubles: int = 0


@dataclass(frozen=True)
class FileReport:
    """One returned file: who it is from, which document it answers, and what it says.

    `refused` says why it was not read, `notices` what else is worth knowing. `other_plan` means that it was
    made from another plan; what it says is not placed then.
    """

    path: Path
    refused: str = ""
    reviewer: str = ""
    reviewer_role: str = ""
    group_id: str | None = None
    export_id: str = ""
    made_for: ExportRecord | None = None
    other_plan: bool = False
    remarks: tuple[Incoming, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def new(self) -> tuple[Incoming, ...]:
        """What the plan does not have yet."""
        return tuple(each for each in self.remarks if not each.known)


@dataclass(frozen=True)
class Report:
    """What would be taken in, file by file. `have` is what the plan holds already."""

    files: tuple[FileReport, ...]
    have: tuple[ReviewComment, ...] = ()

    @property
    def new(self) -> tuple[Incoming, ...]:
        """What the plan does not have yet, in the order of the files."""
        return tuple(remark for each in self.files for remark in each.new)

    @property
    def known(self) -> tuple[Incoming, ...]:
        """What the plan has already."""
        return tuple(remark for each in self.files for remark in each.remarks if remark.known)

    @property
    def doubles(self) -> int:
        """How many doubles were joined with what stands here."""
        return sum(remark.doubles for each in self.files for remark in each.remarks)

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """The files that were not read."""
        return tuple(each for each in self.files if each.refused)

    def told_by(
        self, path: Path, *, reviewer: str, reviewer_role: str = "", group_id: str | None = None
    ) -> "Report":
        """Return the same, with one file said to be from somebody."""
        longest = ReviewComment.describe("reviewer").max_length
        who = {
            "reviewer": reviewer.strip()[:longest],
            "reviewer_role": reviewer_role.strip()[: ReviewComment.describe("reviewer_role").max_length],
            "group_id": group_id,
        }
        files = (
            each
            if each.path != path
            else replace(
                each,
                reviewer=who["reviewer"] or "",
                reviewer_role=who["reviewer_role"] or "",
                group_id=group_id,
                remarks=tuple(replace(one, comment=one.comment.replace(**who)) for one in each.remarks),
            )
            for each in self.files
        )
        return joined(files, self.have)

    def without(self, *left_out: Incoming) -> "Report":
        """Return the same without some of what was said."""
        gone = {id(each) for each in left_out}
        files = (
            replace(each, remarks=tuple(one for one in each.remarks if id(one) not in gone))
            for each in self.files
        )
        return Report(tuple(files), self.have)


def joined(files: Iterator[FileReport], have: tuple[ReviewComment, ...]) -> Report:
    """Return a report in which each remark of a reviewer stands once, and what the plan has is marked."""
    known = {key_of(each) for each in have}
    seen: dict[tuple[str, str], tuple[int, int]] = {}
    made: list[list[Incoming]] = []
    whole = list(files)
    for number, file in enumerate(whole):
        kept: list[Incoming] = []
        made.append(kept)
        for remark in file.remarks:
            key = key_of(remark.comment)
            if key in seen:
                there, place = seen[key]
                first = made[there][place]
                made[there][place] = replace(first, doubles=first.doubles + 1 + remark.doubles)
                continue
            seen[key] = (number, len(kept))
            kept.append(replace(remark, known=key in known))
    return Report(
        tuple(replace(file, remarks=tuple(kept)) for file, kept in zip(whole, made, strict=True)), have
    )


def key_of(comment: ReviewComment) -> tuple[str, str]:
    """Return what tells one remark from another: what it says, and who says it."""
    return comment.fingerprint, " ".join(comment.reviewer.split()).casefold()
