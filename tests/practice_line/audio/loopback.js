// The SDK always dials wss://; the practice line on loopback speaks plain ws://.

const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(url, protocols) {
    super(String(url).replace(/^wss:\/\/(127\.0\.0\.1|localhost)(?=[:/])/, "ws://$1"), protocols);
    window.lastSocket = this;
  }
};
