"""Pure privacy rules: what may be kept, shown or logged."""
