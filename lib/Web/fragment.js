// Finds plotly.js for a figure in a notebook's output: what the page has, else the file that the build puts beside the
// notebook, else the pinned version on the public CDN. Waits as long as it takes: outputs render in any order.
// plotly.js sets window.Plotly itself, so the AMD and CommonJS loaders of notebook editors do not matter.
function plotlyReady(url, integrity) {
  const load = attributes => new Promise((done, failed) => {
    const script = Object.assign(document.createElement('script'), attributes, { onload: done, onerror: failed });
    document.head.append(script);
  });
  if (window.Plotly) return Promise.resolve();
  return window.neuralLabPlotly ??= load({ src: 'plotly.min.js' })
    .catch(() => load({ src: url, integrity, crossOrigin: 'anonymous' }))
    .catch(() => new Promise(found => {
      const look = setInterval(() => { if (window.Plotly) { clearInterval(look); found(); } }, 500);
    }));
}
