"""Debian's Chromium, driven: with a tone for a microphone, and with every complaint of a page kept."""

import math
import struct
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]
# A browser that may reach the line only by a relay, where there is none: as behind a strict firewall.
NO_WAY_FOR_SOUND = """(() => {
  const Plain = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Plain {
    constructor(settings) {
      super({ ...settings, iceTransportPolicy: "relay" });
    }
  };
})()"""
# A listening post on the stream that the softphone receives.
LISTEN = """() => {
  const call = (window.helpline.model || window.helpline).phone.call;
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 8192;
  analyser.smoothingTimeConstant = 0;
  context.createMediaStreamSource(call.getRemoteStream()).connect(analyser);
  window.heardTones = (frequencies) => {
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const width = context.sampleRate / analyser.fftSize;
    return Object.fromEntries(frequencies.map((hz) => {
      const middle = Math.round(hz / width);
      return [hz, Math.max(-200, ...bins.slice(middle - 2, middle + 3))];
    }));
  };
}"""


@contextmanager
def two_chromiums(folder: Path, *tones: int) -> Iterator[list[Browser]]:
    """One browser a tone: each hears nothing but what the line brings it."""
    with sync_playwright() as playwright:
        browsers = [
            playwright.chromium.launch(
                executable_path="/usr/bin/chromium",
                args=[*FLAGS, f"--use-file-for-fake-audio-capture={_voice(folder, hz)}"],
            )
            for hz in tones
        ]
        try:
            yield browsers
        finally:
            for browser in browsers:
                browser.close()


def _voice(folder: Path, hz: int) -> Path:
    path = folder / f"{hz}.wav"
    rate = 48000
    samples = [int(9000 * math.sin(2 * math.pi * hz * place / rate)) for place in range(rate * 2)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def new_page(browser: Browser, complaints: list[str], **options: object) -> Page:
    """A page of its own context; what it complains about is collected."""
    context: BrowserContext = browser.new_context(
        permissions=["microphone", "notifications"],
        **options,  # type: ignore[arg-type]  # Playwright's own options
    )
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" else None,
    )
    return page
