"""Diffs of texts whose lines changed, and none of which was added or taken out."""

import click

from kamdocs.report.difference import unified_diff


def diff(before, after):
    return click.unstyle(unified_diff(before, after, "x.yml"))


def test_nothing_changed():
    assert diff("a\nb\n", "a\nb\n") == ""


def test_what_lies_far_apart_stands_apart():
    before = "".join(f"{number}\n" for number in range(1, 31))
    after = before.replace("2\n3\n", "2\nthree\n", 1).replace("28\n", "last\n")
    assert diff(before, after) == (
        "--- a/x.yml\n+++ b/x.yml\n@@ -1,6 +1,6 @@\n 1\n 2\n-3\n+three\n 4\n 5\n 6\n"
        "@@ -25,6 +25,6 @@\n 25\n 26\n 27\n-28\n+last\n 29\n 30\n"
    )


def test_lines_that_changed_together_stand_together():
    assert diff("a\nb\nc\r\n", "a\nx\ny\r\n").splitlines()[3:] == [" a", "-b", "-c", "+x", "+y"]
