"""Who may see and do what: the table of roles."""
