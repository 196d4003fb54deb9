"""Use cases: what a person asks for, from files to files. The command line and the service call these."""
