// Draws figures (data, layout, frames and config in plotly.js's schema) in the text colour of the page around them, as
// wide as their element, and again whenever the colour or the width changes. Figures of NeuralLab (known by the summary
// in layout.meta) also break their titles into lines and keep their proportions.
// Used twice: inside the fragment that a notebook shows, and once in the report.
const neuralLabFigure = (() => {
  const titleSize = 16;
  const smallest = 300;
  const drawn = new WeakMap();

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
    if (layout.meta?.summary === undefined) return { 'font.color': ink(element), paper_bgcolor: 'transparent', width };
    const lines = wrap(layout.title.text, width - 24, layout.template.layout.font.family);
    const above = (lines.length - 1) * titleSize * 1.3 + legendExcess(element, layout);
    const { aspect, around } = layout.meta;
    const height = aspect ? Math.max(smallest, Math.min(layout.height, width * aspect + around)) : layout.height;
    return {
      'font.color': ink(element),
      'title.text': lines.join('<br>'),
      'title.pad.t': 10 + (lines.length - 1) * titleSize * 0.65,
      'margin.t': layout.margin.t + above,
      width,
      height: height + above,
    };
  }

  function set(layout, path, value) {
    const keys = path.split('.');
    const last = keys.pop();
    keys.reduce((node, key) => node[key] ??= {}, layout)[last] = value;
  }

  // Draws again for the colour and width that the page has now. Only what was drawn.
  function refit(element) {
    const layout = drawn.get(element);
    if (!layout || !element.clientWidth) return undefined;
    return Plotly.relayout(element, fitted(element, layout));
  }

  function watch(element) {
    const state = () => `${element.clientWidth} ${ink(element)}`;
    let last = state();
    const check = () => {
      if (!element.clientWidth || state() === last) return;
      last = state();
      refit(element);
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
    const layout = structuredClone(figure.layout ?? {});
    for (const [path, value] of Object.entries(fitted(element, layout))) set(layout, path, value);
    element.textContent = '';
    // The width is watched here: plotly.js's own way forgets the height.
    await Plotly.newPlot(element, structuredClone(figure.data), layout, { ...figure.config, responsive: false });
    if (figure.frames?.length) {
      await Plotly.addFrames(element, figure.frames);
      addEventListener('unhandledrejection', forgiveInterruption);
    }
    drawn.set(element, figure.layout ?? {});
    if (layout.meta?.summary !== undefined && legendExcess(element, layout)) await refit(element);
    watch(element);
    element.dataset.drawn = 'true';
  }

  return { draw, refit };
})();
