"""Real sound: per-listener mixes, the child's phone over a WebSocket, the browsers' softphone."""
