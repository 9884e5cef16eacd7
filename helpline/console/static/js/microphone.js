// The microphone before a shift: permission, level, and the moment it is taken away.

/** Asks for the microphone; `onLevel` gets 0…1 some ten times a second. Throws when refused. */
export async function openMicrophone(onLevel) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    onLevel(Math.min(1, loudest * 1.6));
  }, 100);
  return {
    isLive: () => stream.getAudioTracks().some((track) => track.readyState === "live"),
    close() {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
      context.close();
    },
  };
}
