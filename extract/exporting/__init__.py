"""Records in the forms that other tools take (`rows`), and the part of them that a user asks for (`query`)."""
