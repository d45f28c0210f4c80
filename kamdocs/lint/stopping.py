"""Which gaps are faults of the files themselves: nothing that the day brings, nothing that lies elsewhere."""

STOPPING = frozenset({"DOC001", "DOC002", "DOC003", "DOC004", "DOC005", "DOC009", "DOC011"})
"""What stops a commit, and what no command writes into a plan."""
