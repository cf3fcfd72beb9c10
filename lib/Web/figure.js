// Draws figures of NeuralLab (data, layout, frames and config in plotly.js's schema) in the text colour of the page
// around them, as wide as their element, and again whenever the colour or the width changes.
// Used twice: inside the fragment that a notebook shows, and once in the report.
const neuralLabFigure = (() => {
  const titleSize = 16;

  function ink(element) {
    return getComputedStyle(element).color;
  }

  // plotly.js does not break long titles: break between words where the measured line would not fit.
  function wrap(text, width) {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `bold ${titleSize}px sans-serif`;
    const lines = [''];
    for (const word of text.split(' ')) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  // What depends on the page: text colour, width, and with it the lines of the title.
  function fitted(element, figure) {
    const lines = wrap(figure.layout.title.text, element.clientWidth - 24);
    const narrow = element.clientWidth < 520;
    const changes = {
      'font.color': ink(element),
      'title.text': lines.join('<br>'),
      'margin.t': figure.layout.margin.t + (lines.length - 1) * titleSize * 1.3,
    };
    if (narrow) Object.assign(changes, figure.layout.meta?.narrow);
    return changes;
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

  async function draw(element, figure) {
    const layout = structuredClone(figure.layout);
    for (const [path, value] of Object.entries(fitted(element, figure))) set(layout, path, value);
    element.textContent = '';
    await Plotly.newPlot(element, structuredClone(figure.data), layout, figure.config);
    if (figure.frames?.length) await Plotly.addFrames(element, figure.frames);
    watch(element, () => Plotly.relayout(element, { ...fitted(element, figure), width: null }));
    element.dataset.drawn = 'true';
  }

  return { draw };
})();
