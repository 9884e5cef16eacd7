// The SDK always dials wss://; the practice line on loopback speaks plain ws://.

const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(url, protocols) {
    const nowhere = "ws://127.0.0.1:9/"; // the discard port: nobody listens
    super(window.isCutOff ? nowhere : String(url).replace(/^wss:\/\/(127\.0\.0\.1|localhost)(?=[:/])/, "ws://$1"), protocols);
    window.lastSocket = this;
  }
};
