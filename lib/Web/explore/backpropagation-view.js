// Backpropagation, one operation at a time, through a small network and one sample.

// Every operation in order: { value: what it is called, rule: the lecture's formula, numbers: the formula with numbers, result,
// layer, neuron, back }. x, t: the sample; the loss is the mean of (a − t)² over the outputs.
function operations(model, x, t) {
  const pass = model.forward(Float64Array.from(x), 1), { gradients, loss } = model.backward(Float64Array.from(x), pass, Float64Array.from(t), 1, { type: 'MeanSquaredError' });
  const last = model.layers.length, m = model.outputs, steps = [];
  const indexed = (letter, l, ...places) => `${letter}${l}_${places.map(place => place + 1).join('')}`;
  const times = pairs => pairs.map(([a, b]) => `${short(a)} · ${factor(b)}`).join(' + ').replaceAll('+ −', '− ');
  const plus = b => (b < 0 ? ` − ${short(-b)}` : ` + ${short(b)}`);
  model.layers.forEach(({ inputs, outputs, W, b, activation }, index) => {
    const l = index + 1, input = l === 1 ? x : pass[index - 1].A, from = j => (l === 1 ? `x_${j + 1}` : indexed('a', l - 1, j));
    for (let i = 0; i < outputs; i++) {
      steps.push({
        value: indexed('z', l, i), rule: `${Array.from({ length: inputs }, (_, j) => `${indexed('w', l, i, j)} ${from(j)}`).join(' + ')} + ${indexed('b', l, i)}`,
        numbers: times(Array.from({ length: inputs }, (_, j) => [W[i * inputs + j], input[j]])) + plus(b[i]), result: pass[index].Z[i], layer: l, neuron: i, lines: 'in',
      });
    }
    for (let i = 0; i < outputs; i++) {
      const f = activation.type.toLowerCase();
      steps.push({
        value: indexed('a', l, i), rule: activation.type === 'Linear' ? indexed('z', l, i) : `${f}(${indexed('z', l, i)})`,
        numbers: activation.type === 'Linear' ? short(pass[index].Z[i]) : `${f}(${short(pass[index].Z[i])})`, result: pass[index].A[i], layer: l, neuron: i,
      });
    }
  });
  const A = pass.at(-1).A;
  steps.push({
    value: 'L', rule: m === 1 ? `(${indexed('a', last, 0)} − t)²` : `mean of (a${last}_i − t_i)²`,
    numbers: m === 1 ? `(${short(A[0])} − ${factor(t[0])})²` : `(${Array.from(A, (a, i) => `(${short(a)} − ${factor(t[i])})²`).join(' + ')}) / ${m}`, result: loss, layer: last + 1, neuron: 0, lines: 'in',
  });
  for (let l = last; l >= 1; l--) {
    const { inputs, outputs, activation } = model.layers[l - 1], { dA, dZ, dW, db } = gradients[l - 1], { Z, A: a } = pass[l - 1];
    const input = l === 1 ? x : pass[l - 2].A;
    for (let i = 0; i < outputs; i++) {
      const above = model.layers[l];
      steps.push(l === last
        ? { value: indexed('dA', l, i), rule: m === 1 ? `2 (${indexed('a', l, i)} − t)` : `2 (${indexed('a', l, i)} − t_${i + 1}) / ${m}`, numbers: `2 · (${short(a[i])} − ${factor(t[i])})${m === 1 ? '' : ` / ${m}`}`, result: dA[i], layer: l, neuron: i, back: true, lines: 'out' }
        : {
          value: indexed('dA', l, i), rule: Array.from({ length: above.outputs }, (_, k) => `${indexed('w', l + 1, k, i)} ${indexed('dZ', l + 1, k)}`).join(' + '),
          numbers: times(Array.from({ length: above.outputs }, (_, k) => [above.W[k * above.inputs + i], gradients[l].dZ[k]])), result: dA[i], layer: l, neuron: i, back: true, lines: 'out',
        });
    }
    const slope = { Linear: () => ['1', '1'], Tanh: i => [`(1 − ${indexed('a', l, i)}²)`, `(1 − ${factor(a[i])}²)`], Sigmoid: i => [`${indexed('a', l, i)} (1 − ${indexed('a', l, i)})`, `${short(a[i])} · (1 − ${short(a[i])})`] }[activation.type]
      ?? (i => [`f′(${indexed('z', l, i)})`, short(model.layers[l - 1].f.derivative(Z[i], a[i]))]);
    for (let i = 0; i < outputs; i++) steps.push({ value: indexed('dZ', l, i), rule: `${indexed('dA', l, i)} · ${slope(i)[0]}`, numbers: `${factor(dA[i])} · ${slope(i)[1]}`, result: dZ[i], layer: l, neuron: i, back: true });
    for (let i = 0; i < outputs; i++) {
      for (let j = 0; j < inputs; j++) steps.push({ value: indexed('dW', l, i, j), rule: `${indexed('dZ', l, i)} ${l === 1 ? `x_${j + 1}` : indexed('a', l - 1, j)}`, numbers: times([[dZ[i], input[j]]]), result: dW[i * inputs + j], layer: l, neuron: i, input: j, back: true, lines: 'in' });
      steps.push({ value: indexed('db', l, i), rule: indexed('dZ', l, i), numbers: short(dZ[i]), result: db[i], layer: l, neuron: i, back: true });
    }
  }
  return steps;
}

function backpropagationView(root, given) {
  const model = new Model(given.layers), start = structuredClone(given), x = [...given.x], t = [...given.target];
  let done = 0, steps = operations(model, x, t);
  const table = element('tbody'), list = element('div', { className: 'scroll panel steps', tabIndex: 0, 'aria-label': 'The steps so far' }), canvas = element('canvas', { role: 'img' }), spoken = element('p', { role: 'status', className: 'loss' }), fields = element('div', { className: 'row field' });
  const redraw = beforeNextPicture(draw);

  const go = count => {
    done = Math.max(0, Math.min(steps.length, count));
    redraw();
  };
  const button = (name, act, className = '') => element('button', { type: 'button', className, onclick: act }, name);
  const next = button('Next step', () => go(done + 1), 'main'), back = button('Back', () => go(done - 1));
  const forwardSteps = () => steps.findIndex(step => step.back);

  // Every number that goes in can be changed; the steps done so far are computed anew.
  function fill() {
    const field = (name, read, write) => {
      const input = element('input', { type: 'number', step: 'any', value: read(), onchange: () => { if (Number.isFinite(input.valueAsNumber)) write(input.valueAsNumber); steps = operations(model, x, t); redraw(); } });
      return element('label', {}, element('span', {}, ...formula(name)), input);
    };
    fields.replaceChildren(
      ...x.map((_, j) => field(`x_${j + 1}`, () => x[j], value => { x[j] = value; })),
      ...t.map((_, i) => field(t.length === 1 ? 't' : `t_${i + 1}`, () => t[i], value => { t[i] = value; })),
      ...model.layers.flatMap(({ inputs, outputs, W, b }, l) => Array.from({ length: outputs }, (_, i) => [
        ...Array.from({ length: inputs }, (_, j) => field(`w${l + 1}_${i + 1}${j + 1}`, () => W[i * inputs + j], value => { W[i * inputs + j] = value; })),
        field(`b${l + 1}_${i + 1}`, () => b[i], value => { b[i] = value; }),
      ]).flat()));
  }

  // A step of gradient descent with what came back, and everything from the start.
  function learn() {
    const rate = 0.1, { gradients } = model.backward(Float64Array.from(x), model.forward(Float64Array.from(x), 1), Float64Array.from(t), 1, { type: 'MeanSquaredError' });
    model.layers.forEach(({ W, b }, l) => {
      gradients[l].dW.forEach((d, i) => { W[i] -= rate * d; });
      gradients[l].db.forEach((d, i) => { b[i] -= rate * d; });
    });
    const before = steps.find(step => step.value === 'L').result;
    steps = operations(model, x, t);
    fill();
    go(0);
    spoken.textContent = `One step downhill with rate ${rate}: the loss was ${short(before)}, now it is ${short(steps.find(step => step.value === 'L').result)}.`;
    learned = true;
  }
  let learned = false;

  function reset() {
    x.splice(0, x.length, ...start.x);
    t.splice(0, t.length, ...start.target);
    start.layers.forEach(({ W, b }, l) => { model.layers[l].W.set(W.flat()); model.layers[l].b.set(b); });
    steps = operations(model, x, t);
    fill();
    go(0);
  }

  function draw() {
    const now = steps[done - 1], colors = theme(root.host);
    next.disabled = done === steps.length;
    back.disabled = done === 0;
    table.replaceChildren(...steps.slice(0, done).map((step, k) => element('tr', { className: k === done - 1 ? 'now' : '' },
      element('td', { 'aria-label': step.back ? 'back' : 'forward' }, step.back ? '←' : '→'), element('td', {}, ...formula(step.value)), element('td', {}, ...formula(`= ${step.rule}`)), element('td', {}, `= ${step.numbers}`), element('td', {}, `= ${short(step.result)}`))));
    list.scrollTop = list.scrollHeight;
    if (now) spoken.replaceChildren(`Step ${done} of ${steps.length}, ${now.back ? 'back' : 'forward'}: `, ...formula(`${now.value} = ${now.rule}`), ` = ${now.numbers}${now.numbers === short(now.result) ? '' : ` = ${short(now.result)}`}`);
    else if (!learned) spoken.textContent = `${steps.length} steps: first forward, then back.`;
    learned = false;
    picture(now, colors);
  }

  function picture(now, colors) {
    const brief = number => short(+number.toPrecision(3));
    const width = Math.min(canvas.parentElement.clientWidth, 620), sizes = [model.inputs, ...model.layers.map(layer => layer.outputs), 1], height = Math.max(...sizes) * 96 + 16;
    const pen = prepare(canvas, width, height), radius = Math.min(24, width / 20);
    const at = (layer, i) => ({ x: 30 + (width - 76) * layer / (sizes.length - 1), y: height * (i + 0.5) / sizes[layer] });
    const known = new Map(steps.slice(0, done).map(step => [step.value, step.result]));
    const text = (words, px, py, color, weight = '') => {
      pen.font = `${weight} ${width < 420 ? 10 : 12}px system-ui, sans-serif`;
      pen.fillStyle = color;
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      // A rim in the page's colour, so that lines do not cross letters.
      pen.strokeStyle = colors.isDark ? '#1e1f22' : '#fff';
      pen.lineWidth = 4;
      pen.lineJoin = 'round';
      pen.setLineDash([]);
      pen.strokeText(words, px, py);
      pen.fillText(words, px, py);
    };
    sizes.slice(1).forEach((size, l) => {
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < sizes[l]; j++) {
          const a = at(l, j), b = at(l + 1, i), isNow = now?.lines === 'in' ? now.layer === l + 1 && now.neuron === i && (now.input ?? j) === j : now?.lines === 'out' && now.layer === l && now.neuron === j;
          pen.strokeStyle = isNow ? (now.back ? colors.negative : colors.positive) : 'rgba(128,128,128,0.8)';
          pen.lineWidth = isNow ? 4 : 1.5;
          pen.setLineDash(isNow && now.back ? [7, 4] : []);
          pen.beginPath();
          pen.moveTo(a.x, a.y);
          pen.lineTo(b.x, b.y);
          pen.stroke();
          pen.setLineDash([]);
          if (l >= model.layers.length) continue;
          const part = sizes[l] > 1 && size > 1 ? (i === j ? 0.36 : 0.7) : 0.5, px = a.x + part * (b.x - a.x), py = a.y + part * (b.y - a.y), d = known.get(`dW${l + 1}_${i + 1}${j + 1}`);
          text(brief(model.layers[l].W[i * model.layers[l].inputs + j]), px, py - 9, colors.ink);
          if (d !== undefined) text(`dW ${brief(d)}`, px, py + 8, colors.negative, 'bold');
        }
      }
    });
    sizes.forEach((size, layer) => {
      for (let i = 0; i < size; i++) {
        const { x: px, y: py } = at(layer, i), isNow = now && now.layer === layer && now.neuron === i;
        pen.beginPath();
        pen.arc(px, py, radius, 0, 2 * Math.PI);
        pen.fillStyle = colors.isDark ? '#24272d' : '#fff';
        pen.fill();
        pen.strokeStyle = isNow ? (now.back ? colors.negative : colors.positive) : 'rgba(128,128,128,0.9)';
        pen.lineWidth = isNow ? 4 : 1.5;
        pen.stroke();
        const value = layer === 0 ? x[i] : layer === sizes.length - 1 ? known.get('L') : known.get(`a${layer}_${i + 1}`);
        const z = known.get(`z${layer}_${i + 1}`), dZ = known.get(`dZ${layer}_${i + 1}`), dA = known.get(`dA${layer}_${i + 1}`);
        text(value === undefined ? (layer === sizes.length - 1 ? 'L' : '') : brief(value), px, py, colors.ink, 'bold');
        if (layer === 0) text(`x${i + 1}`, px, py - radius - 8, colors.ink);
        if (layer === sizes.length - 1) text('loss L', px, py - radius - 8, colors.ink);
        if (z !== undefined) text(`z ${brief(z)}`, px, py - radius - 8, colors.positive, 'bold');
        if (dA !== undefined) text(`dA ${brief(dA)}`, px, py + radius + 9, colors.negative, 'bold');
        if (dZ !== undefined) text(`dZ ${brief(dZ)}`, px, py + radius + 23, colors.negative, 'bold');
      }
    });
    canvas.setAttribute('aria-label', `The network with the numbers of ${done} of ${steps.length} steps; the list below has them all.`);
  }

  fill();
  list.append(element('table', {}, element('thead', {}, element('tr', {}, ...['', 'what', 'formula', 'numbers', 'value'].map(name => element('th', {}, name)))), table));
  root.append(
    spoken,
    element('div', { className: 'row' }, next, back, button('Forward to the loss', () => go(forwardSteps())), button('All', () => go(steps.length)), button('From the start', () => go(0)), button('Learn: one step downhill', learn), button('Reset', reset)),
    element('div', {}, canvas),
    list,
    element('details', {}, element('summary', {}, 'Change the numbers'), fields));
  watch(root.host, draw);
  return { go, steps: () => steps };
}

views.backpropagation = backpropagationView;
