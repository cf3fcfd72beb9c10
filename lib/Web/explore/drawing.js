// What all views share: elements, the colours of the page around them, and numbers as text.

// What can be shown: each view puts itself here under its name.
const views = {};

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
