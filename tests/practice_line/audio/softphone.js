// A page as small as can be around the unmodified voice SDK; `window.seen` is what happened.

const SOUNDS = ["incoming", "outgoing", "disconnect", "dtmf0", "dtmf1", "dtmf2", "dtmf3", "dtmf4",
  "dtmf5", "dtmf6", "dtmf7", "dtmf8", "dtmf9", "dtmfh", "dtmfs"];

window.seen = [];

window.begin = async (token, options) => {
  window.device = new Twilio.Device(token, {
    publishEvents: false,
    logLevel: "silent",
    sounds: Object.fromEntries(SOUNDS.map((name) => [name, "/greeting.wav"])),
    maxCallSignalingTimeoutMs: 30000,
    ...options,
  });
  device.on("registered", () => seen.push("registered"));
  device.on("unregistered", () => seen.push("unregistered"));
  device.on("tokenWillExpire", () => seen.push("tokenWillExpire"));
  device.on("error", (error) => seen.push(`error ${error.code}`));
  device.on("incoming", (call) => watch(call, "incoming"));
  device.register().catch((refusal) => seen.push(`refused ${refusal?.code}`));
};

// A tone is noise to a browser that cleans up speech.
const AS_IT_IS = { audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } };

window.dial = async (params) => watch(await device.connect({ params, rtcConstraints: AS_IT_IS }), "outgoing");
window.answer = () => call.accept({ rtcConstraints: AS_IT_IS });

function watch(call, kind) {
  window.call = call;
  seen.push(kind);
  for (const event of ["ringing", "accept", "disconnect", "cancel", "reject", "reconnecting", "reconnected"]) {
    call.on(event, () => seen.push(event));
  }
  call.on("error", (error) => seen.push(`call error ${error.code}`));
  call.once("accept", () => listenTo(call));
}

function listenTo(call) {
  const stream = call.getRemoteStream();
  if (!stream) {
    setTimeout(() => listenTo(call), 20); // accepted a little before the sound is there
    return;
  }
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 8192;
  analyser.smoothingTimeConstant = 0;
  context.createMediaStreamSource(stream).connect(analyser);
  window.tones = (frequencies) => {
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    return Object.fromEntries(frequencies.map((frequency) => {
      const at = Math.round(frequency / (context.sampleRate / analyser.fftSize));
      return [frequency, Math.max(-200, ...bins.slice(at - 2, at + 3))];
    }));
  };
}
