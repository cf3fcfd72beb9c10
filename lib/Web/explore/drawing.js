// What all views share: elements, the colours of the page around them, a plot, and numbers as text.

const style = `
  :host { display: block; color: inherit; font: inherit; font-size: 14px; line-height: 1.45; max-width: 1040px }
  * { box-sizing: border-box }
  h3 { font-size: 16px; margin: 0 0 4px; font-weight: 600 } h4 { font-size: 14px; margin: 0 0 4px; font-weight: 600 } p { margin: 4px 0 }
  .row { display: flex; flex-wrap: wrap; gap: 8px 10px; align-items: end; margin: 8px 0 }
  .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); gap: 14px; align-items: start }
  .columns > * { min-width: 0 }
  label { display: inline-flex; flex-direction: column; font-size: 12.5px; gap: 1px } label.inline { flex-direction: row; align-items: center; gap: 6px }
  button, select, input, textarea { font: inherit; font-size: 14px; color: inherit; background: transparent; border: 1px solid #80808099; border-radius: 6px; padding: 4px 8px; max-width: 100% }
  select option { color: #222; background: #fff }
  input[type=number] { width: 6.4em } input[type=range] { padding: 0; border: 0; width: 100%; min-width: 0; accent-color: var(--positive) } input.text { width: 8em }
  button { cursor: pointer; min-height: 34px } button[aria-pressed=true], button.main { background: #80808033; font-weight: 600 } button:disabled { opacity: .5; cursor: default }
  :focus-visible { outline: 3px solid var(--positive); outline-offset: 1px }
  canvas { display: block; max-width: 100%; touch-action: pan-y } canvas.taken { touch-action: none }
  .graph { position: relative; touch-action: pan-y } .graph button { position: absolute; padding: 0; min-height: 0; border: 2px solid transparent; background: none; border-radius: 8px } .graph button[aria-pressed=true] { border-color: currentColor }
  .sliders { display: grid; grid-template-columns: 8em minmax(80px, 1fr) 7em; gap: 2px 8px; align-items: center; margin: 0 0 6px } .sliders .name { font-size: 13px } .sliders input { padding: 1px 6px; width: 100% }
  .panel { max-height: 460px; overflow-y: auto; padding-right: 6px }
  .loss { font-size: 17px; font-weight: 600; font-variant-numeric: tabular-nums } .soft { opacity: .8; font-size: 13px }
  table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums } td, th { border: 0; border-bottom: 1px solid #80808055; padding: 2px 8px; text-align: left; background: none; vertical-align: top }
  .scroll { overflow-x: auto } .steps { max-height: 300px } .steps td { white-space: nowrap } i { font-family: Georgia, 'DejaVu Serif', serif } pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #80808022; border-radius: 6px; padding: 8px; font: 12.5px/1.4 ui-monospace, 'DejaVu Sans Mono', monospace; margin: 4px 0; max-height: 260px; overflow: auto }
  details > summary { cursor: pointer; padding: 4px 0 } .bar { display: grid; grid-template-columns: 2em 1fr 4em; gap: 6px; align-items: center; font-variant-numeric: tabular-nums } .bar .rail { background: #80808033; height: 16px; border-radius: 3px } .bar .fill { background: var(--positive); height: 100%; border-radius: 3px } .bar.first { font-weight: 700 }
  .pair { display: flex; flex-wrap: wrap; gap: 12px 28px } .now { background: #80808026; outline: 2px solid var(--positive) } .field input { width: 5em } .still { display: none }
  @media print { .row, .sliders, .panel input, details, .screen { display: none } .still { display: block } .columns { grid-template-columns: repeat(2, 1fr) } }`;

// After Okabe and Ito, as the figures; lighter on a dark page.
const palettes = {
  light: ['#0072B2', '#D55E00', '#009E73', '#C46A9B', '#B58300', '#3A93C8', '#8A7F73'],
  dark: ['#5CB2E6', '#F39A55', '#35C9A0', '#E59AC4', '#E0B03A', '#8CCBF0', '#BDB3A8'],
};

function theme(element) {
  const ink = getComputedStyle(element).color;
  const [red, green, blue] = ink.match(/[\d.]+/g).map(Number);
  const isDark = 0.3 * red + 0.6 * green + 0.1 * blue > 140;
  const colors = palettes[isDark ? 'dark' : 'light'];
  return { ink, isDark, colors, positive: colors[0], negative: colors[1] };
}

function channels(color) {
  return [1, 3, 5].map(start => parseInt(color.slice(start, start + 2), 16));
}

// An element: properties, on... listeners, attributes with a dash or of ARIA; children are elements or texts.
function element(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'style' || key.includes('-') || key === 'role' || key === 'for') made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

function choice(label, values, chosen, changed, names = values) {
  const select = element('select', { 'aria-label': label, onchange: () => changed(values[select.selectedIndex]) }, ...values.map((value, i) => element('option', { value: i }, String(names[i]))));
  select.selectedIndex = Math.max(0, values.indexOf(chosen));
  return { select, field: element('label', {}, label, select) };
}

// Text with its letters in italics and its indices below: 'z1_2 = w1_21 x_1'.
function formula(text) {
  const parts = text.split(/([A-Za-z′]+[0-9]*)_([0-9A-Za-z]+)/);
  return parts.flatMap((part, i) => (i % 3 === 0 ? [part] : i % 3 === 1 ? [element('i', {}, part)] : [element('sub', {}, part)]));
}

// Four digits that a reader takes in; exact() gives all that a program needs.
function short(number) {
  if (!Number.isFinite(number)) return String(number);
  const size = Math.abs(number);
  return (size !== 0 && (size < 1e-3 || size >= 1e5) ? number.toExponential(2) : String(+number.toPrecision(4))).replaceAll('-', '−');
}

// A number as a factor.
function factor(number) {
  return number < 0 ? `(${short(number)})` : short(number);
}

function exact(number) {
  return Object.is(number, -0) ? '0' : String(number);
}

// Runs work once before the next picture, however often it is asked for.
function beforeNextPicture(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; work(); });
  };
}

// Follows a pointer that was pressed until it is lifted.
function untilLifted(target, move, lifted = () => {}) {
  const over = new AbortController(), { signal } = over;
  target.addEventListener('pointermove', move, { signal });
  for (const name of ['pointerup', 'pointercancel']) target.addEventListener(name, () => { over.abort(); lifted(); }, { signal });
}

// Calls draw when the width or the colours of the page change, and before it is printed.
function watch(host, draw) {
  const state = () => `${host.clientWidth} ${getComputedStyle(host).color}`;
  let last = '';
  const check = () => {
    if (!host.clientWidth || state() === last) return;
    last = state();
    draw();
  };
  new ResizeObserver(check).observe(host);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', check);
  for (const root of [document.documentElement, document.body]) new MutationObserver(check).observe(root, { attributes: true });
  // A host that changes its colours by a new style sheet leaves no other trace than that the colour moves.
  host.style.transition = 'color 1ms';
  for (const moved of ['transitionrun', 'transitionend']) host.addEventListener(moved, () => setTimeout(check, 10));
  addEventListener('beforeprint', check);
  addEventListener('afterprint', check);
  check();
}

// A canvas as sharp as the screen; scaled so that its units are the page's pixels.
function prepare(canvas, width, height) {
  const ratio = Math.max(1, devicePixelRatio || 1);
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

function ticks(low, high, most) {
  const rough = (high - low) / most, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) found.push(+(k * step).toPrecision(12));
  return found;
}

// Data in a frame with axes. x and y: { name, low, high, log }.
class Plot {
  constructor(canvas, width, height, colors, x, y) {
    Object.assign(this, { width, height, colors, x, y, left: 54, right: width - 8, top: 8, bottom: height - 38 });
    this.pen = prepare(canvas, width, height);
  }

  #part(axis, value) {
    const { low, high, log } = axis;
    return log ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : (value - low) / (high - low);
  }

  across(value) {
    return this.left + this.#part(this.x, value) * (this.right - this.left);
  }

  up(value) {
    return this.bottom - this.#part(this.y, value) * (this.bottom - this.top);
  }

  // From a place on the canvas to the data.
  dataAt(left, top) {
    const { x, y } = this;
    return [x.low + (left - this.left) / (this.right - this.left) * (x.high - x.low), y.low + (this.bottom - top) / (this.bottom - this.top) * (y.high - y.low)];
  }

  axes() {
    const { pen, left, right, top, bottom, x, y } = this;
    pen.strokeStyle = 'rgba(128,128,128,0.7)';
    pen.lineWidth = 1;
    pen.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
    pen.fillStyle = this.colors.ink;
    pen.font = '11px system-ui, sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'top';
    for (const tick of ticks(x.low, x.high, Math.max(2, (right - left) / 70))) pen.fillText(short(tick), this.across(tick), bottom + 4);
    pen.fillText(x.name, (left + right) / 2, bottom + 20);
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const tick of y.log ? this.#powers() : ticks(y.low, y.high, Math.max(2, (bottom - top) / 45))) pen.fillText(short(tick), left - 5, this.up(tick));
    pen.save();
    pen.translate(11, (top + bottom) / 2);
    pen.rotate(-Math.PI / 2);
    pen.textAlign = 'center';
    pen.fillText(y.name, 0, 0);
    pen.restore();
  }

  #powers() {
    const found = [];
    for (let power = Math.floor(Math.log10(this.y.low)); power <= Math.ceil(Math.log10(this.y.high)); power++) {
      for (const factor of this.y.high > 30 * this.y.low ? [1, 3] : [1, 1.5, 2, 3, 5, 7]) if (factor * 10 ** power >= this.y.low && factor * 10 ** power <= this.y.high) found.push(factor * 10 ** power);
    }
    return found;
  }

  inside(draw) {
    const { pen } = this;
    pen.save();
    pen.beginPath();
    pen.rect(this.left, this.top, this.right - this.left, this.bottom - this.top);
    pen.clip();
    draw(pen);
    pen.restore();
  }

  line(xs, ys, color, width = 2, dash = []) {
    this.inside(pen => {
      pen.strokeStyle = color;
      pen.lineWidth = width;
      pen.setLineDash(dash);
      pen.beginPath();
      for (let i = 0; i < xs.length; i++) pen.lineTo(this.across(xs[i]), Math.max(-1e5, Math.min(1e5, this.up(ys[i]))));
      pen.stroke();
      pen.setLineDash([]);
    });
  }

  // Symbols tell classes apart as well as colours do.
  point(x, y, kind, size = 4, edge = this.colors.isDark ? '#111' : '#fff') {
    const { pen } = this, left = this.across(x), top = this.up(y);
    pen.beginPath();
    symbols[kind % symbols.length](pen, left, top, size);
    pen.fillStyle = this.colors.colors[kind % this.colors.colors.length];
    pen.fill();
    pen.strokeStyle = edge;
    pen.lineWidth = 1;
    pen.stroke();
  }

  mark(x, y) {
    const { pen } = this;
    pen.beginPath();
    pen.arc(this.across(x), this.up(y), 9, 0, 2 * Math.PI);
    pen.strokeStyle = this.colors.ink;
    pen.lineWidth = 2.5;
    pen.stroke();
  }

  image(picture) {
    this.pen.imageSmoothingEnabled = true;
    this.pen.drawImage(picture, this.left, this.top, this.right - this.left, this.bottom - this.top);
  }
}

const symbols = [
  (pen, x, y, r) => pen.arc(x, y, r, 0, 2 * Math.PI),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.35, 4, 0),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.35, 4, Math.PI / 4),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.4, 3, -Math.PI / 2),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.4, 3, Math.PI / 2),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.3, 6, 0),
];

function polygon(pen, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i++) pen.lineTo(x + r * Math.cos(turn + 2 * Math.PI * i / corners), y + r * Math.sin(turn + 2 * Math.PI * i / corners));
  pen.closePath();
}

// A picture of size x size pixels (0, 0 is top left). Of pixel i, hue(i) says which colour ([red, green, blue]), strength(i) how
// strong, from 0 to 1. It is painted many times a second, so it is kept, and nothing is allocated for a pixel.
function painted(kept, size, hue, strength) {
  if (!kept) {
    const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size }), pen = canvas.getContext('2d');
    kept = { canvas, pen, image: pen.createImageData(size, size) };
  }
  const { data } = kept.image;
  for (let i = 0, e = 0; i < size * size; i++, e += 4) {
    const color = hue(i);
    data[e] = color[0];
    data[e + 1] = color[1];
    data[e + 2] = color[2];
    data[e + 3] = 255 * strength(i);
  }
  kept.pen.putImageData(kept.image, 0, 0);
  return kept;
}

// Text that a reader can copy, also where a page may not use the clipboard.
function copier(label, text) {
  const code = element('pre', { tabIndex: 0, 'aria-label': label });
  const said = element('span', { role: 'status', className: 'soft' });
  const button = element('button', {
    type: 'button',
    onclick: () => {
      getSelection().selectAllChildren(code);
      const done = () => { said.textContent = 'Copied.'; }, failed = () => { said.textContent = document.execCommand('copy') ? 'Copied.' : 'Selected: press Ctrl+C.'; };
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, failed);
      else failed();
    },
  }, 'Copy');
  const refresh = () => { code.textContent = text(); };
  const details = element('details', { ontoggle: refresh }, element('summary', {}, label), code, element('div', { className: 'row' }, button, said));
  return { details, refresh: () => { if (details.open) refresh(); }, text };
}

// C# of an activation, an optimizer and so on; numbers that are the library's default are left out.
function settingCode({ type, ...numbers }, defaults, family) {
  const changed = Object.entries(numbers).filter(([name, value]) => value !== defaults?.[name]);
  if (family && changed.length === 0) return `${family}.${type}`;
  const [first, ...rest] = family || 'learningRate' in numbers ? [changed.find(([name]) => family || name === 'learningRate'), ...changed.filter(([name]) => !family && name !== 'learningRate')] : [null, ...changed];
  return `new ${type}(${first ? exact(first[1]) : ''})${rest.length ? ` { ${rest.map(([name, value]) => `${name[0].toUpperCase()}${name.slice(1)} = ${exact(value)}`).join(', ')} }` : ''}`;
}

const activationDefaults = { LeakyReLU: { slope: 0.01 }, ELU: { alpha: 1 } };

function activationCode(activation) {
  return settingCode(activation, activationDefaults[activation.type], 'Activation');
}
