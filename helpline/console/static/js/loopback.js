// The softphone always dials wss://; the practice line on this very machine has no certificate.
// Only loopback addresses are changed, and only before the softphone is loaded.
(() => {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(url, protocols) {
      super(String(url).replace(/^wss:\/\/(127\.0\.0\.1|localhost)(?=[:/])/, "ws://$1"), protocols);
    }
  };
})();
