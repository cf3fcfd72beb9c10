// Draws figures (data, layout, frames and config in plotly.js's schema) in the text colour of the page around them, as
// wide as their element, and again whenever the colour or the width changes. Figures of NeuralLab (known by the summary
// in layout.meta) also break their titles into lines and keep their proportions.
// Used twice: inside the fragment that a notebook shows, and once in the report.
const neuralLabFigure = (() => {
  const titleSize = 16;
  const smallest = 300;
  const largest = 2000;
  const tallestOnPaper = 420;
  // Narrower than this, what stands beside the data gives way to it.
  const phone = 560;
  const smallestLetter = 9;
  // The buttons that appear at the pointer stand at the end of the title's line.
  const buttons = 150;
  // Colours this far from a dark page are seen as well as those of the palette are on white.
  const contrast = 5;
  // Nothing is sent anywhere: plotly.js would offer to upload the chart.
  const config = { displaylogo: false, showSendToCloud: false, plotlyServerURL: '', responsive: false };
  const drawn = new WeakMap();

  function ink(element) {
    return getComputedStyle(element).color;
  }

  // After WCAG 2: 0 for black, 1 for white.
  function luminance([red, green, blue]) {
    const [r, g, b] = [red, green, blue].map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  // The page as far as it changes more than sizes and text colour.
  function surroundings(element) {
    const channels = ink(element).match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
    return { dark: luminance(channels) > 0.4, narrow: element.clientWidth < phone };
  }

  function measure(text, family, size) {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `${size}px ${family}`;
    return pen.measureText(text).width;
  }

  // plotly.js does not break long titles: break between words where the measured line would not fit.
  function wrap(text, width, family, size = titleSize) {
    const lines = [''];
    for (const word of text.split(' ')) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && measure(longer, family, size) > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  // Mixes a colour with white until it is seen on a dark page.
  function lightened(color) {
    const parts = [1, 3, 5].map(start => parseInt(color.slice(start, start + 2), 16));
    let mixed = parts;
    for (let white = 0.1; (luminance(mixed) + 0.05) / 0.06 < contrast && white < 1; white += 0.1)
      mixed = parts.map(part => Math.round(part + (255 - part) * white));
    return `#${mixed.map(part => part.toString(16).padStart(2, '0')).join('')}`;
  }

  // Scales of colours stay as they are: their order and their middle mean something.
  function lighten(node) {
    for (const [key, value] of Object.entries(node ?? {})) {
      if (key === 'color' && typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)) node[key] = lightened(value);
      else if (key === 'colorway' && Array.isArray(value)) node[key] = value.map(lightened);
      else if (value && typeof value === 'object' && key !== 'colorscale' && !(Array.isArray(value) && typeof value[0] !== 'object')) lighten(value);
    }
  }

  // A heat map on a phone: its numbers need the width. The scale of colours, which they make needless, goes; where the cells
  // are too narrow, numbers have two digits; where even those do not fit, the scale stays instead of them.
  function narrowCells(trace, width) {
    const columns = trace.z?.[0]?.length ?? 1;
    const fits = texts => Math.max(...texts.map(text => String(text).length)) * smallestLetter * 0.6 <= (width - 84) / columns;
    const short = number => Number.isFinite(+number) ? String(+(+number).toPrecision(2)) : number;
    if (trace.texttemplate === '%{text}' && trace.text) {
      if (!fits(trace.text.flat())) trace.text = trace.text.map(row => row.map(short));
      if (!fits(trace.text.flat())) delete trace.texttemplate;
    } else if (trace.texttemplate) {
      trace.texttemplate = columns > 5 ? '%{z:.1f}' : trace.texttemplate;
      if (columns > 5 && !fits(trace.z.flat().map(number => (+number).toFixed(1)))) delete trace.texttemplate;
    }
    if (trace.texttemplate) trace.showscale = false;
  }

  // Long names of rows take two lines or more.
  function narrowNames(layout, names) {
    if (layout.yaxis?.type !== 'category' || !names?.some(name => String(name).length > 12)) return;
    Object.assign(layout.yaxis, { tickmode: 'array', tickvals: names, ticktext: names.map(name => wrap(String(name), 76, 'sans-serif', 11).join('<br>')), tickfont: { size: 11 } });
  }

  // A slimmer scale of colours.
  function slim(colorbar) {
    const title = typeof colorbar.title === 'string' ? { text: colorbar.title } : colorbar.title ?? {};
    return { ...colorbar, thickness: 8, xpad: 2, tickfont: { size: 10 }, title: { ...title, font: { size: 10 } } };
  }

  // Annotations side by side share the width of the figure, and a line above it has all of it: smaller letters first, then more lines.
  function narrowAnnotations(layout, width) {
    const rows = new Map();
    for (const note of layout?.annotations ?? []) {
      if (note.showarrow === false && note.text) rows.set(note.y, [...rows.get(note.y) ?? [], note]);
    }
    for (const row of rows.values()) {
      const isHeadline = row.length === 1 && row[0].xref === 'paper' && row[0].x === 0;
      if (row.length < 2 && !isHeadline) continue;
      // A headline begins where the data do, right of the numbers of the vertical axis.
      const room = isHeadline ? width - 110 : width / row.length - 3;
      const widest = Math.max(...row.map(note => measure(String(note.text), 'sans-serif', 10)));
      const size = Math.max(isHeadline ? 11 : 8, Math.min(row[0].font?.size ?? 10, 10 * room / widest));
      for (const note of row) {
        note.font = { ...note.font, size };
        note.text = wrap(String(note.text), room, 'sans-serif', size).join('<br>');
      }
    }
  }

  // The figure for these surroundings.
  function adapted(element, { data, layout, frames, config: given }) {
    const { dark, narrow } = surroundings(element);
    const copy = structuredClone({ data, layout: layout ?? {}, frames: frames ?? [] });
    if (dark) lighten(copy);
    if (narrow) {
      for (const trace of copy.data) {
        if (trace.type === 'heatmap') {
          narrowNames(copy.layout, trace.y);
          narrowCells(trace, element.clientWidth);
        }
        if (trace.showscale === false) delete trace.colorbar;
        else if (trace.colorbar) trace.colorbar = slim(trace.colorbar);
        if (trace.marker?.colorbar) trace.marker.colorbar = slim(trace.marker.colorbar);
      }
      for (const layout of [copy.layout, ...copy.frames.map(frame => frame.layout)]) narrowAnnotations(layout, widthOf(element, copy.layout));
    }
    for (const [path, value] of Object.entries(fitted(element, copy.layout))) set(copy.layout, path, value);
    return { ...copy, config: { ...given, ...config } };
  }

  // What needs more width than a phone has is scrolled sideways in its place.
  function widthOf(element, layout) {
    const narrowest = layout.meta?.narrowest ?? 0;
    if (narrowest) element.style.overflowX = 'auto';
    return Math.max(element.clientWidth, narrowest);
  }

  // A legend above the figure takes as many rows as it needs: what exceeds the one row that the layout has room for.
  function legendExcess(element, layout) {
    const legend = layout.template.layout.legend.yref === 'paper' && element.querySelector('.legend .bg');
    return legend ? Math.max(0, legend.getBBox().height - 28) : 0;
  }

  // On paper a slider does not move and a lower figure leaves fewer gaps at the ends of pages.
  function onPaper(height, aspect) {
    if (!('print' in document.documentElement.dataset)) return height;
    return Math.max(smallest, Math.min(height, tallestOnPaper) * (aspect ? 1 : 0.8));
  }

  // What depends on the page: text colour, the lines of the title, and the height of what has proportions to keep.
  function fitted(element, layout) {
    const width = widthOf(element, layout);
    if (layout.meta?.summary === undefined) {
      const height = Math.min(Math.max(layout.height || 450, smallest), largest);
      return { 'font.color': ink(element), paper_bgcolor: 'transparent', plot_bgcolor: 'transparent', width, height };
    }
    const lines = wrap(layout.title.text, width - 24 - (width < phone ? 0 : buttons), layout.template.layout.font.family);
    const above = (lines.length - 1) * titleSize * 1.3 + legendExcess(element, layout);
    const { aspect, around } = layout.meta;
    const given = Math.min(layout.height, largest);
    const height = onPaper(aspect ? Math.max(smallest, Math.min(given, width * aspect + around)) : given, aspect);
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
  async function refit(element) {
    const state = drawn.get(element);
    if (!state || !element.clientWidth) return;
    const now = JSON.stringify(surroundings(element));
    if (now !== state.surroundings) {
      state.surroundings = now;
      await Plotly.react(element, adapted(element, state.figure));
    }
    await Plotly.relayout(element, fitted(element, state.figure.layout ?? {}));
    hideButtons(element);
  }

  // On a phone there is no pointer to bring the buttons up and no room for them.
  function hideButtons(element) {
    const bar = element.querySelector('.modebar-container');
    if (bar) bar.style.display = element.clientWidth < phone ? 'none' : '';
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
    // A host that changes its colours by a new style sheet leaves no other trace than that the colour moves.
    element.style.transition = 'color 1ms';
    for (const moved of ['transitionrun', 'transitionend']) element.addEventListener(moved, () => setTimeout(check, 10));
  }

  // plotly.js rejects the promise of an animation that a click interrupts: without a reason, and where nobody catches it.
  function forgiveInterruption(event) {
    if (event.reason === undefined) event.preventDefault();
  }

  async function draw(element, figure) {
    const state = { figure, surroundings: JSON.stringify(surroundings(element)) };
    const first = adapted(element, figure);
    element.textContent = '';
    await Plotly.newPlot(element, first);
    if (first.frames.length) addEventListener('unhandledrejection', forgiveInterruption);
    drawn.set(element, state);
    hideButtons(element);
    if (first.layout.meta?.summary !== undefined && legendExcess(element, first.layout)) await refit(element);
    watch(element);
    element.dataset.drawn = 'true';
  }

  return { draw, refit };
})();
