// The numbers of a stream: what to do with a piece of news. Pure, so that it can be tried without sockets.

/** "old": drop it; "next": apply it; "gap": something is missing, fetch the snapshot. */
export function placeOf(last, seq) {
  if (seq <= last) return "old";
  return seq === last + 1 ? "next" : "gap";
}

/** The server's heartbeat knows more than we do: news was lost while the socket stayed open. */
export function isBehind(last, seqs, stream) {
  return (seqs[stream] ?? 0) > last;
}
