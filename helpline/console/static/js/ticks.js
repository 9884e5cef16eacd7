// A worker's clock is not slowed down when the tab is in the background.
setInterval(() => postMessage(0), 2000);
