// Draws figures of NeuralLab (data, layout, frames and config in plotly.js's schema) in the text colour of the page
// around them, as wide as their element, and again whenever the colour or the width changes.
// Used twice: inside the fragment that a notebook shows, and once in the report.
const neuralLabFigure = (() => {
  const titleSize = 16;
  const smallest = 300;

  function ink(element) {
    return getComputedStyle(element).color;
  }

  // plotly.js does not break long titles: break between words where the measured line would not fit.
  function wrap(text, width, family) {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `${titleSize}px ${family}`;
    const lines = [''];
    for (const word of text.split(' ')) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  // A legend above the figure takes as many rows as it needs: what exceeds the one row that the layout has room for.
  function legendExcess(element, layout) {
    const legend = layout.template.layout.legend.yref === 'paper' && element.querySelector('.legend .bg');
    return legend ? Math.max(0, legend.getBBox().height - 28) : 0;
  }

  // What depends on the page: text colour, the lines of the title, and the height of what has proportions to keep.
  function fitted(element, layout) {
    const width = element.clientWidth;
    const lines = wrap(layout.title.text, width - 24, layout.template.layout.font.family);
    const above = (lines.length - 1) * titleSize * 1.3 + legendExcess(element, layout);
    const { aspect, around } = layout.meta;
    const height = aspect ? Math.max(smallest, Math.min(layout.height, width * aspect + around)) : layout.height;
    return {
      'font.color': ink(element),
      'title.text': lines.join('<br>'),
      'title.pad.t': 10 + (lines.length - 1) * titleSize * 0.65,
      'margin.t': layout.margin.t + above,
      height: height + above,
    };
  }

  function set(layout, path, value) {
    const keys = path.split('.');
    const last = keys.pop();
    keys.reduce((node, key) => node[key] ??= {}, layout)[last] = value;
  }

  function watch(element, redraw) {
    let width = element.clientWidth;
    let color = ink(element);
    const check = () => {
      if (!element.clientWidth || (element.clientWidth === width && ink(element) === color)) return;
      width = element.clientWidth;
      color = ink(element);
      redraw();
    };
    new ResizeObserver(check).observe(element);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', check);
    const themes = new MutationObserver(check);
    for (const root of [document.documentElement, document.body]) themes.observe(root, { attributes: true });
  }

  // plotly.js rejects the promise of an animation that a click interrupts: without a reason, and where nobody catches it.
  function forgiveInterruption(event) {
    if (event.reason === undefined) event.preventDefault();
  }

  async function draw(element, figure) {
    const layout = structuredClone(figure.layout);
    const fit = () => fitted(element, figure.layout);
    for (const [path, value] of Object.entries(fit())) set(layout, path, value);
    element.textContent = '';
    await Plotly.newPlot(element, structuredClone(figure.data), layout, figure.config);
    if (figure.frames?.length) {
      await Plotly.addFrames(element, figure.frames);
      addEventListener('unhandledrejection', forgiveInterruption);
    }
    if (legendExcess(element, figure.layout)) await Plotly.relayout(element, fit());
    watch(element, () => Plotly.relayout(element, { ...fit(), width: null }));
    element.dataset.drawn = 'true';
  }

  return { draw };
})();
