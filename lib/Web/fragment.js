// Finds plotly.js for a figure in a notebook's output: what the page has, else the file that the build puts beside the
// notebook, else the pinned version on the public CDN. A Jupyter server has the notebook's folder under files/ and may
// answer any other address with a page of its own, so that only window.Plotly tells whether a script was plotly.js; it
// sets that itself, so the AMD and CommonJS loaders of notebook editors do not matter.
function plotlyReady(element, url, integrity) {
  const load = attributes => new Promise((done, failed) => {
    const script = Object.assign(document.createElement('script'), attributes, { onload: () => (window.Plotly ? done() : failed()), onerror: failed });
    document.head.append(script);
  });
  if (window.Plotly) return Promise.resolve();
  const [, server, folder = ''] = location.pathname.match(/^(.*?\/)(?:lab(?:\/workspaces\/[^/]+)?\/tree|notebooks|tree)\/(.*\/)?/) ?? [];
  window.neuralLabPlotly ??= (server ? load({ src: `${server}files/${folder}plotly.min.js` }) : Promise.reject())
    .catch(() => load({ src: 'plotly.min.js' }))
    .catch(() => load({ src: url, integrity, crossOrigin: 'anonymous' }));
  // Another cell may bring plotly.js later: the next figure tries again, and this one waits.
  return window.neuralLabPlotly.catch(() => new Promise(found => {
    window.neuralLabPlotly = undefined;
    element.insertAdjacentHTML('beforeend', '<br><em>This figure cannot be drawn: there is no plotly.min.js beside the notebook, and no network to load it from. '
      + 'Build once (dotnet build -c Release), open the notebook where it is, and run the cell again.</em>');
    const look = setInterval(() => { if (window.Plotly) { clearInterval(look); found(); } }, 500);
  }));
}
