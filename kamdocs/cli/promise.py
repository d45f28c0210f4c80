"""``kamdocs promise``."""

from kamdocs.cli.adding import adding
from kamdocs.keeping.words import PROMISE

command = adding(
    PROMISE,
    """Write down what we promised a customer.

    ACCOUNT is its id or the beginning of its name, TEXT what was promised. kamdocs done says later that it was kept.

    \b
    Examples:
      kamdocs promise zeleznik "New price list" --to petra --due friday
      kamdocs promise železnik "Delivery forecast" --to kos --due 15.12. --by luka
      kamdocs promise zeleznik "Samples of the inserts" --due +2w --on yesterday --commit
    """,
)
