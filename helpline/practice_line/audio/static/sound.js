// The telephone's ear and mouth: sound from the line to the loudspeaker, from the microphone to the line.

const RATE = 16000; // the line's own; the browser converts from and to its sound card

/** `onPiece` gets 20 ms of the microphone at a time. Begin it from a click, or browsers keep it silent. */
export async function openSound(onPiece) {
  const context = new AudioContext({ sampleRate: RATE });
  await context.audioWorklet.addModule("/phone/static/worklet.js");
  const line = new AudioWorkletNode(context, "line", { outputChannelCount: [1] });
  const heard = listenIn(context, line);
  line.connect(context.destination);
  line.port.onmessage = ({ data }) => onPiece(data);
  await context.resume();
  const said = await openMicrophone(context, line);
  return {
    hasMicrophone: said !== null,
    play: (pcm) => line.port.postMessage(new Int16Array(pcm)),
    heard: () => loudness(heard),
    said: () => (said ? loudness(said) : 0),
    tones: (frequencies) => tones(context, heard, frequencies),
  };
}

async function openMicrophone(context, line) {
  try {
    const audio = { echoCancellation: true, noiseSuppression: false, autoGainControl: false };
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    const source = context.createMediaStreamSource(stream);
    source.connect(line);
    return listenIn(context, source);
  } catch {
    return null; // refused, or not there: the caller can still listen and press keys
  }
}

function listenIn(context, node) {
  const analyser = context.createAnalyser();
  analyser.fftSize = 8192;
  analyser.smoothingTimeConstant = 0;
  node.connect(analyser);
  return analyser;
}

function loudness(analyser) {
  const samples = new Float32Array(1024);
  analyser.getFloatTimeDomainData(samples);
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.sqrt(power) * 3);
}

/** Decibels of each frequency in what is heard now; -200 is digital silence. */
function tones(context, analyser, frequencies) {
  const bins = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(bins);
  const width = context.sampleRate / analyser.fftSize;
  return Object.fromEntries(frequencies.map((frequency) => {
    const at = Math.round(frequency / width);
    return [frequency, Math.round(Math.max(-200, ...bins.slice(at - 2, at + 3)))];
  }));
}
