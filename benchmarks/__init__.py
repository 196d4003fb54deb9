"""What ``make bench`` measures: us beside a peer or a limit, in one run, in turn. Ratios, not promises in seconds."""
