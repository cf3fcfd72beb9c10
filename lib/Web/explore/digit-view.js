// Draw a digit: what the network makes of it, while it is drawn.

function digitView(root, given) {
  const model = new Model(given.layers), { side, classNames } = given, pixelCount = side * side;
  const paper = 280;
  const cursor = { x: 0.5, y: 0.5, isDown: false, shown: false };
  let strokes = [], pixels = null, isStale = false, chosen = null;

  const canvas = element('canvas', { className: 'taken', tabIndex: 0, role: 'application', 'aria-label': 'Drawing: with the keyboard move the pen with the arrow keys, and lower or lift it with the space bar' });
  const small = element('canvas', { role: 'img' }), spoken = element('p', { role: 'status', className: 'loss' }), bars = element('div', { role: 'list', 'aria-label': 'Probabilities' });
  const hidden = element('canvas', { role: 'img' }), reasons = element('canvas', { role: 'img' }), reasonText = element('p', { className: 'soft' });
  const redraw = beforeNextPicture(draw);

  const widths = { fine: 1 / 32, medium: 0.09, thick: 0.14 };
  const pen = choice('pen', Object.keys(widths), 'medium', () => {});
  const width = () => Object.values(widths)[pen.select.selectedIndex];
  const examples = choice('an example of the data', [-1, ...given.examples.keys()], -1, k => { if (k >= 0) show(given.examples[k].pixels); }, ['choose ...', ...given.examples.map(({ label }, k) => `${classNames[label]} (number ${k + 1})`)]);
  const asked = choice('for which class?', [-1, ...classNames.keys()], -1, i => { chosen = i < 0 ? null : i; redraw(); }, ['the likeliest', ...classNames]);

  const place = event => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map(value => Math.max(0, Math.min(1, value)));
  };
  canvas.addEventListener('pointerdown', event => {
    event.preventDefault();
    canvas.focus();
    canvas.setPointerCapture(event.pointerId);
    cursor.shown = false;
    begin(place(event));
    // What the pointer did since the last picture, where the browser tells.
    const move = moved => {
      const parts = moved.getCoalescedEvents?.() ?? [];
      for (const part of parts.length ? parts : [moved]) go(place(part));
    };
    untilLifted(canvas, move);
  });
  canvas.addEventListener('keydown', event => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === ' ') {
      cursor.isDown = !cursor.isDown;
      if (cursor.isDown) begin([cursor.x, cursor.y]);
    } else if (move) {
      cursor.x = Math.max(0, Math.min(1, cursor.x + move[0] / 20));
      cursor.y = Math.max(0, Math.min(1, cursor.y + move[1] / 20));
      if (cursor.isDown) go([cursor.x, cursor.y]);
    } else return;
    event.preventDefault();
    cursor.shown = true;
    redraw();
  });

  function begin(point) {
    if (examples.select.selectedIndex > 0) examples.select.selectedIndex = 0;
    strokes.push({ pen: width(), points: [point] });
    changed();
  }

  function go(point) {
    strokes.at(-1)?.points.push(point);
    changed();
  }

  // A hand moves faster than pictures follow: the drawing is reduced when somebody looks.
  function changed() {
    isStale = true;
    redraw();
  }

  function seen() {
    if (isStale) pixels = reduced(strokes, side);
    isStale = false;
    return pixels;
  }

  // Pixels of the data themselves, without a drawing.
  function show(values) {
    strokes = [];
    isStale = false;
    pixels = Float64Array.from(values);
    redraw();
  }

  function clear() {
    strokes = [];
    isStale = false;
    pixels = null;
    Object.assign(cursor, { isDown: false });
    examples.select.selectedIndex = 0;
    redraw();
  }

  // Pictures of pixels from 0 to 1 in the page's ink, or of signed numbers in two colours with their signs.
  function drawPixels(target, values, count, size, colors, signed) {
    const rows = Math.ceil(values.length / count), cell = Math.max(1, Math.floor(size / count)), ink = prepare(target, cell * count, cell * rows);
    const most = signed ? values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-12) : 1;
    values.forEach((value, e) => {
      const left = e % count * cell, top = Math.floor(e / count) * cell, part = Math.min(1, Math.abs(value) / most);
      ink.globalAlpha = part;
      ink.fillStyle = signed ? (value > 0 ? colors.positive : colors.negative) : colors.ink;
      ink.fillRect(left, top, cell, cell);
      ink.globalAlpha = 1;
      ink.strokeStyle = 'rgba(128,128,128,0.35)';
      if (cell > 7) ink.strokeRect(left + 0.5, top + 0.5, cell - 1, cell - 1);
      if (signed && part > 0.25 && cell > 12) {
        ink.fillStyle = part > 0.6 && !colors.isDark ? '#fff' : part > 0.6 ? '#000' : colors.ink;
        ink.font = `bold ${Math.round(cell * 0.7)}px system-ui, sans-serif`;
        ink.textAlign = 'center';
        ink.textBaseline = 'middle';
        ink.fillText(value > 0 ? '+' : '−', left + cell / 2, top + cell / 2);
      }
    });
  }

  // Slope of a class's score with respect to each pixel, times the pixel: what its ink adds to the score.
  function contributions(x, pass, of) {
    let slope = new Float64Array(model.outputs);
    slope[of] = 1;
    for (let l = model.layers.length - 1; l >= 0; l--) {
      const { inputs, outputs, W, f } = model.layers[l], below = new Float64Array(inputs), { Z, A } = pass[l];
      for (let i = 0; i < outputs; i++) {
        const d = l === model.layers.length - 1 ? slope[i] : slope[i] * f.derivative(Z[i], A[i]);
        for (let j = 0; j < inputs; j++) below[j] += W[i * inputs + j] * d;
      }
      slope = below;
    }
    return slope.map((s, j) => s * x[j]);
  }

  function draw() {
    const colors = theme(root.host), ink = prepare(canvas, paper, paper);
    seen();
    ink.strokeStyle = 'rgba(128,128,128,0.8)';
    ink.strokeRect(0.5, 0.5, paper - 1, paper - 1);
    ink.lineCap = ink.lineJoin = 'round';
    ink.strokeStyle = ink.fillStyle = colors.ink;
    for (const { pen: thickness, points } of strokes) {
      ink.lineWidth = thickness * paper;
      ink.beginPath();
      points.forEach(([x, y]) => ink.lineTo(x * paper, y * paper));
      ink.lineTo(points[0][0] * paper + 0.01, points[0][1] * paper);
      if (points.length > 1) { ink.beginPath(); points.forEach(([x, y]) => ink.lineTo(x * paper, y * paper)); }
      ink.stroke();
    }
    if (strokes.length === 0) {
      ink.font = '14px system-ui, sans-serif';
      ink.textAlign = 'center';
      ink.globalAlpha = 0.7;
      ink.fillText(pixels ? 'an example is shown' : 'draw a digit here', paper / 2, paper / 2);
      ink.globalAlpha = 1;
    }
    if (cursor.shown) {
      ink.strokeStyle = colors.negative;
      ink.lineWidth = cursor.isDown ? 4 : 2;
      ink.beginPath();
      ink.arc(cursor.x * paper, cursor.y * paper, 8, 0, 2 * Math.PI);
      ink.stroke();
    }
    result(colors);
  }

  function result(colors) {
    const x = pixels ?? new Float64Array(pixelCount), pass = model.forward(x, 1), says = Array.from(pass.at(-1).A);
    drawPixels(small, Array.from(x), side, 160, colors, false);
    small.setAttribute('aria-label', `What the network sees: ${side} x ${side} pixels`);
    const order = [...says.keys()].sort((a, b) => says[b] - says[a]);
    bars.replaceChildren(...says.map((p, i) => element('div', { className: `bar${pixels && i === order[0] ? ' first' : ''}`, role: 'listitem', 'aria-label': `${classNames[i]}: ${pixels ? (100 * p).toFixed(1) : 0} percent` },
      element('span', {}, classNames[i]), element('div', { className: 'rail' }, element('div', { className: 'fill', style: `width:${pixels ? 100 * p : 0}%` })), element('span', {}, pixels ? `${(100 * p).toFixed(1)} %` : ''))));
    spoken.textContent = pixels ? `The network says ${classNames[order[0]]} (${(100 * says[order[0]]).toFixed(1)} %), then ${classNames[order[1]]} (${(100 * says[order[1]]).toFixed(1)} %)` : 'Draw, and the network reads along.';
    const of = chosen ?? order[0], score = contributions(x, pass, of);
    drawPixels(reasons, Array.from(score), side, 160, colors, true);
    const total = score.reduce((sum, s) => sum + s, 0), against = score.reduce((sum, s) => sum + Math.min(0, s), 0);
    reasonText.textContent = pixels ? `For ${classNames[of]}: + marks ink that raises its score, − ink that lowers it (${short(total - against)} up, ${short(-against)} down).` : '';
    reasons.setAttribute('aria-label', reasonText.textContent || 'Which ink speaks for a class: nothing is drawn yet');
    const active = pass.length > 1 ? pass.at(-2).A : new Float64Array(1);
    if (!pixels) active.fill(0);
    drawPixels(hidden, Array.from(active), Math.min(16, active.length), 288, colors, true);
    hidden.setAttribute('aria-label', `Activations of the ${active.length} neurons of the last hidden layer`);
  }

  root.append(
    element('div', { className: 'columns' },
      element('div', {}, canvas, element('div', { className: 'row' },
        element('button', { type: 'button', onclick: clear }, 'Clear'),
        element('button', { type: 'button', onclick: () => { strokes.pop(); cursor.isDown = false; changed(); } }, 'Undo'), pen.field, ...(given.examples.length ? [examples.field] : []))),
      element('div', {}, spoken, bars),
      element('div', {}, element('div', { className: 'pair' },
        element('div', {}, element('h4', {}, `The network sees ${side} x ${side}:`), small),
        element('div', {}, element('h4', {}, 'Which ink speaks for it:'), reasons)), element('div', { className: 'row' }, asked.field), reasonText),
      element('div', {}, element('h4', {}, 'The last hidden layer'), hidden, element('p', { className: 'soft' }, 'One square for each neuron, the stronger the more active.'))));
  watch(root.host, draw);
  return { clear, show, draw, pixels: seen, says: () => Array.from(model.predict(seen() ?? new Float64Array(pixelCount), 1)) };
}

views.digit = digitView;
