"""What runs by itself: timers, the outbox, shifts, sweeps, the reconciler."""
