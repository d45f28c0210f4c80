"""Satisfaction over time: review under review, the answers in figures on a line each, and what bothered them."""

import msgspec
from markupsafe import Markup

from kamdocs.handbook.answers import Answers
from kamdocs.handbook.pictures.axis import place
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View
from kamdocs.model import Account, SatisfactionReview

SCALES = {"nps": (0, 10, 6), "csat": (1, 5, 2), "ces": (1, 7, 2)}
"""The least and the most of each scale, and up to where an answer is low (as KAM109 has it)."""
SHOWN = 8
"""How many reviews the picture shows, newest first."""


class Track(msgspec.Struct, frozen=True):
    """The answers of a review on one scale: the values, and their places in percent. ``low`` ends the low part."""

    scale: str
    values: tuple[int, ...]
    places: tuple[float, ...]
    low: float


class ReviewLine(msgspec.Struct, frozen=True):
    """A review, with a track (or None) for each scale of the picture."""

    review: SatisfactionReview
    tracks: tuple[Track | None, ...]


def review_lines(account: Account) -> tuple[tuple[str, ...], list[ReviewLine]]:
    """The scales that occur among the reviews, and the reviews, newest first."""
    reviews = sorted(account.satisfaction, key=lambda review: (review.date, review.id), reverse=True)[:SHOWN]
    used = {score.scale for review in reviews for score in review.scores}
    scales = tuple(scale for scale in SCALES if scale in used)
    return scales, [ReviewLine(review, tuple(_track(review, scale) for scale in scales)) for review in reviews]


def _track(review: SatisfactionReview, scale: str) -> Track | None:
    values = tuple(sorted(score.value for score in review.scores if score.scale == scale))
    if not values:
        return None
    least, most, low = SCALES[scale]
    return Track(
        scale,
        values,
        tuple(place((value - least) * 100 / (most - least)) for value in values),
        place((low + 0.5 - least) * 100 / (most - least)),
    )


def satisfaction_picture(account: Account, view: View, *, complete: bool) -> Markup:
    """The picture; empty where nobody was asked. What is not answered is told where the plan is ``complete``."""
    scales, lines = review_lines(account)
    if not lines:
        return Markup()
    case = view.case(account)
    answers = Answers(case, view.as_of, complete)
    return render(
        "pictures/satisfaction.html",
        "picture",
        scales=scales,
        lines=lines,
        ends=SCALES,
        complete=complete,
        earlier=len(account.satisfaction) - len(lines),
        answered=lambda review, one: answers.holds(review.date, one.action, one.decision),
        person_name=lambda person: case.person_name(person) if person else "",
    )
