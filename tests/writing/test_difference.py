"""Unified diffs: what git makes of one is the new text, and nothing stands in it that did not change."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.writing.difference import unified_diff

LINES = st.lists(st.sampled_from(["a", "b", "c", "d: e", ""]), max_size=12)
FAR = "".join(f"{number}\n" for number in range(1, 31))


def test_nothing_changed():
    assert unified_diff("a\nb\n", "a\nb\n", "x.yml") == ""


def test_what_lies_far_apart_stands_apart():
    after = FAR.replace("2\n3\n", "2\nthree\n", 1).replace("28\n", "last\n")
    assert unified_diff(FAR, after, "x.yml") == (
        "--- a/x.yml\n+++ b/x.yml\n@@ -1,6 +1,6 @@\n 1\n 2\n-3\n+three\n 4\n 5\n 6\n"
        "@@ -25,6 +25,6 @@\n 25\n 26\n 27\n-28\n+last\n 29\n 30\n"
    )


def test_lines_that_changed_together_stand_together():
    assert unified_diff("a\nb\nc\r\n", "a\nx\ny\r\n", "x").split("\n")[3:] == [" a", "-b", "-c\r", "+x", "+y\r", ""]


def test_lines_that_come_and_go():
    assert unified_diff(FAR, FAR.replace("9\n", "9\nnew\n", 1), "x").split("\n")[2:] == [
        "@@ -7,6 +7,7 @@", " 7", " 8", " 9", "+new", " 10", " 11", " 12", ""
    ]  # fmt: skip


def test_a_new_file():
    assert unified_diff("", "a\nb", "x", new=True) == (
        "--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_git_takes_it(tmp_path, end):
    @settings(max_examples=20, deadline=None, derandomize=True)
    @given(LINES, LINES, st.booleans(), st.booleans())
    def holds(old, new, open_before, open_after):
        before, after = (
            end.join(lines) + ("" if unended or not lines else end)
            for lines, unended in ((old, open_before), (new, open_after))
        )
        diff = unified_diff(before, after, "x.yml")
        (tmp_path / "x.yml").write_bytes(before.encode())
        if diff:
            command = ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"]
            ran = subprocess.run(command, cwd=tmp_path, input=diff.encode(), capture_output=True, check=False)
            assert ran.returncode == 0, (ran.stderr, diff)
        assert (tmp_path / "x.yml").read_bytes() == after.encode()

    holds()
