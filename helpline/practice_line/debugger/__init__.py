"""The debugger page: what went in and out, and the faults to be played."""
