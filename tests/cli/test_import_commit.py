"""``kamdocs import --commit``: the files that were written and no others, refused where one of them is not committed."""

import pytest

from tests.cli.changing import committed, git
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_import import bring_in, handbook  # noqa: F401 (fixtures)

ACCOUNTS = "Account Id,Account Name,Created Date\nA1,Žaga d.o.o.,2020-01-01\nA2,,2020-01-01\n"
REVENUE = "Customer;2025;Currency\nŽaga d.o.o.;1.240.000,50;EUR\n"


@pytest.fixture
def repository(handbook):  # noqa: F811
    """A handbook whose files are all committed, and one that is only staged."""
    committed(handbook)
    (handbook / "other.txt").write_text("x")
    git(handbook, "add", "other.txt")
    return handbook


def names_in_last_commit(folder):
    return git(folder, "show", "--name-only", "--format=%s", "HEAD").split("\n\n")


def test_it_commits_what_it_wrote_and_nothing_else(bring_in, repository):  # noqa: F811
    ran = bring_in("--commit", "--save-mapping", "crm", accounts=ACCOUNTS, revenue=REVENUE)
    assert (ran.code, "committed as" in ran.err) == (1, True)
    words, names = names_in_last_commit(repository)
    assert words.startswith("import: 1 new plan, ")
    assert names.split() == ["accounts/_revenue.csv", "accounts/zaga.yml", "import/crm.toml", "import/state.json"]
    assert git(repository, "status", "--short").split() == ["A", "other.txt", "??", "import/rejected-crm.csv"]
    bring_in("--commit", accounts=ACCOUNTS, revenue=REVENUE)
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "2"


@pytest.mark.parametrize("name", ["accounts/zaga.yml", "accounts/_revenue.csv", "import/state.json"])
def test_what_waits_for_a_commit_is_not_committed_under_its_words(bring_in, repository, name):  # noqa: F811
    bring_in("--commit", accounts=ACCOUNTS, revenue=REVENUE)
    path = repository / name
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    before = {one: one.read_bytes() for one in repository.glob("[ai]*/*")}
    ran = bring_in("--commit", accounts=ACCOUNTS.replace("Žaga", "Mlin"), revenue=REVENUE.replace("1.", "2."))
    assert (ran.code, f"{name} has changes that are not committed yet" in ran.err) == (2, True)
    assert {one: one.read_bytes() for one in repository.glob("[ai]*/*")} == before


def test_without_a_repository_nothing_is_written(bring_in, handbook):  # noqa: F811
    ran = bring_in("--commit", accounts=ACCOUNTS)
    assert (ran.code, "is in no git repository" in ran.err) == (2, True)
    assert not list((handbook / "accounts").glob("[!_]*"))


def test_a_dry_run_commits_nothing(bring_in, repository):  # noqa: F811
    bring_in("--commit", "--dry-run", accounts=ACCOUNTS)
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "1"
