"""Our own carrier for development, tests, demonstrations and training. It knows nothing of the rest."""
