"""``kamdocs complaint``."""

from kamdocs.cli.adding import adding
from kamdocs.keeping.words import COMPLAINT

command = adding(
    COMPLAINT,
    """Write down a remark, a complaint or a claim of a customer.

    ACCOUNT is its id or the beginning of its name, TEXT what is wrong. kamdocs done says later that it is resolved, and
    after that, that the customer is satisfied.

    \b
    Examples:
      kamdocs complaint zeleznik "Hardness below specification in lot 71" --from petra --severity major
      kamdocs complaint zeleznik "Delivery note without the lot" --kind remark --from kos
      kamdocs complaint zeleznik "Two late deliveries" --on 20.11. --acknowledged today --remedy "Early tour"
    """,
)
