"""A diff at a terminal: colours for what came and went, and nothing of a file that steers it."""

import click

from kamdocs.report.difference import coloured


def test_colours_add_nothing_to_what_it_says():
    diff = "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\r\n"
    told = coloured(diff)
    assert click.unstyle(told) == diff.replace("\r", "")
    assert click.style("-b", fg="red") in told
    assert click.style("+c", fg="green") in told


def test_what_a_file_says_steers_nothing():
    assert "\x1b[2J" not in coloured("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+\x1b[2J\n")


def test_nothing_is_nothing():
    assert coloured("") == ""
