// Sound in pieces of 20 ms between the sound card and the page. Runs on the audio thread.

const SAMPLES = 320;
const PRIMED = 3; // pieces gathered before the first is played, against uneven arrival
const MOST = 8; // more than this many pieces late is heard as delay: the oldest are dropped

class Line extends AudioWorkletProcessor {
  constructor() {
    super();
    this.waiting = [];
    this.played = 0;
    this.flowing = false;
    this.piece = new Int16Array(SAMPLES);
    this.filled = 0;
    this.port.onmessage = ({ data }) => {
      this.waiting.push(data);
      if (this.waiting.length > MOST) this.waiting.splice(0, this.waiting.length - PRIMED);
    };
  }

  process([input], [output]) {
    if (input[0]) this.take(input[0]);
    this.give(output[0]);
    return true;
  }

  take(samples) {
    for (const sample of samples) {
      this.piece[this.filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
      if (this.filled === SAMPLES) {
        this.port.postMessage(this.piece.slice());
        this.filled = 0;
      }
    }
  }

  give(samples) {
    if (this.waiting.length >= PRIMED) this.flowing = true;
    for (let at = 0; at < samples.length; at += 1) samples[at] = this.next();
  }

  next() {
    if (!this.flowing || !this.waiting.length) {
      this.flowing = false;
      return 0;
    }
    const sample = this.waiting[0][this.played++] / 32768;
    if (this.played === SAMPLES) {
      this.played = 0;
      this.waiting.shift();
    }
    return sample;
  }
}

registerProcessor("line", Line);
