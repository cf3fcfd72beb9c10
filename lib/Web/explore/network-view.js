// Hands on a network: every weight and bias under the reader's fingers; curve or regions, loss and one sample's numbers follow.

// The C# that makes a network.
function networkCode(layers) {
  const row = numbers => `{ ${numbers.map(exact).join(', ')} }`;
  const dense = layers.map(({ activation, W, b }) =>
    `    new Dense<double>(new double[,] { ${W.map(row).join(', ')} },\n        [${(b ?? W.map(() => 0)).map(exact).join(', ')}]${activation.type === 'Linear' ? '' : `, ${activationCode(activation)}`})`);
  return `var network = new Network<double>(\n${dense.join(',\n')});`;
}

function networkView(root, given) {
  const data = flat(given.data), model = new Model(given.layers), { loss } = given, [m] = [model.outputs];
  Object.assign(data, { low: Math.min(...data.Y), high: Math.max(...data.Y) });
  const { plot: fine, neurons } = grids(model.inputs, data, null, model.parameterCount);
  const start = given.layers, evaluate = () => model.loss(model.forward(data.X, data.n), data.Y, data.n, loss);
  const first = evaluate(), showsAll = model.parameterCount <= 24;
  let best = first, sample = 0, terms = false, plot = null;

  const canvas = element('canvas', { className: 'taken', role: 'img' });
  const lossText = element('p', { className: 'loss' }), comparison = element('p', { className: 'soft' }), spoken = element('p', { role: 'status', className: 'soft' });
  const panel = element('div', { className: 'panel screen' }), about = element('p', { className: 'soft' }), passTable = element('div', { className: 'scroll' });
  const code = copier('Copy as C#', () => networkCode(model.toLayers()));
  const redraw = beforeNextPicture(draw);

  const graph = new Graph({
    chosen: () => { if (!showsAll) fillPanel(); redraw(); },
    dragged: (layer, neuron, input, w) => set(layer, neuron, input, +w.toPrecision(4)),
  });

  // input: null for the bias.
  function set(layer, neuron, input, value) {
    const { W, b, inputs } = model.layers[layer - 1];
    if (input === null) b[neuron] = value;
    else W[neuron * inputs + input] = value;
    for (const slider of sliders) if (slider.is(layer, neuron, input)) slider.show(value);
    redraw();
  }

  let sliders = [];
  function slider(layer, neuron, input) {
    const { W, b, inputs } = model.layers[layer - 1], read = () => (input === null ? b[neuron] : W[neuron * inputs + input]);
    const from = layer === 1 ? data.featureNames[input] : `neuron ${input + 1}`;
    const name = input === null ? 'bias b' : `w from ${from}`, label = `${name}, neuron ${neuron + 1} of ${graph.layerName(layer)}`;
    const range = element('input', { type: 'range', 'aria-label': label, oninput: () => set(layer, neuron, input, +range.value), onchange: () => { widen(); say(); } });
    const number = element('input', { type: 'number', step: 'any', 'aria-label': label, onchange: () => { if (Number.isFinite(number.valueAsNumber)) set(layer, neuron, input, number.valueAsNumber); widen(); say(); } });
    // Whoever reaches its end gets a longer one.
    function widen() {
      const size = Math.abs(read()), limit = +range.max || 0;
      if (size < 0.99 * limit) return;
      const most = Math.max(5, 2 * +size.toPrecision(1));
      Object.assign(range, { min: -most, max: most, step: most / 200 });
      range.value = read();
    }
    function show(value) {
      range.value = value;
      number.value = +value.toPrecision(5);
    }
    widen();
    show(read());
    sliders.push({ is: (l, i, j) => l === layer && i === neuron && j === input, show });
    return [element('span', { className: 'name' }, name), range, number];
  }

  // All sliders of a small network; of a larger one those of the chosen neuron.
  function fillPanel() {
    sliders = [];
    const list = model.layers.flatMap(({ outputs }, l) => Array.from({ length: outputs }, (_, i) => [l + 1, i]));
    const shown = showsAll ? list : [graph.chosen ?? [1, 0]];
    panel.replaceChildren(...shown.flatMap(([layer, i]) => [
      element('h4', {}, `${graph.layerName(layer) === 'the output' ? 'Output' : `Hidden layer ${layer}`}${model.layers[layer - 1].outputs > 1 || layer < graph.sizes.length - 1 ? `, neuron ${i + 1}` : ''}`),
      element('div', { className: 'sliders' }, ...(model.layers[layer - 1].b ? slider(layer, i, null) : []), ...Array.from({ length: model.layers[layer - 1].inputs }, (_, j) => slider(layer, i, j)).flat()),
    ]));
  }

  function draw() {
    const colors = theme(root.host);
    for (const grid of [fine, neurons]) grid.pass = model.forward(grid.X, grid.n);
    graph.draw(model, neurons, colors);
    plot = drawFit(canvas, canvas.parentElement.clientWidth, colors, model, data, fine, { chosen: sample, terms });
    const value = evaluate();
    best = Math.min(best, value);
    lossText.textContent = `${lossNames[loss.type]} = ${short(value)}`;
    comparison.textContent = `at the start ${short(first)}, the best so far ${short(best)}`;
    canvas.setAttribute('aria-label', `${given.summary} ${lossText.textContent}`);
    forward();
    code.refresh();
  }

  const say = () => { spoken.textContent = `${lossNames[loss.type]} ${short(evaluate())}`; };

  const applied = ({ type }, i) => (type === 'Linear' ? `z${i + 1}` : type === 'Softmax' ? `e^z${i + 1} / sum of all e^z` : `${type.toLowerCase()}(z${i + 1})`);

  // The numbers of the chosen sample, layer by layer, and what the chosen neuron computes.
  function forward() {
    const x = data.X.slice(sample * model.inputs, (sample + 1) * model.inputs), pass = model.forward(x, 1);
    const names = l => Array.from({ length: l === 0 ? model.inputs : model.layers[l - 1].outputs }, (_, i) => (l === 0 ? data.featureNames[i] : `a${i + 1}`));
    const sum = (l, i) => {
      const { W, b, inputs } = model.layers[l], input = l === 0 ? x : pass[l - 1].A, terms = Array.from({ length: Math.min(inputs, 6) }, (_, j) => `${short(W[i * inputs + j])} · ${factor(input[j])}`);
      return `${terms.join(' + ')}${inputs > 6 ? ' + …' : ''}${b ? ` + ${short(b[i])}` : ''}`.replaceAll('+ −', '− ');
    };
    const rows = model.layers.flatMap(({ outputs, activation }, l) => Array.from({ length: Math.min(outputs, 8) }, (_, i) => element('tr', {},
      element('td', {}, i === 0 ? (l === model.layers.length - 1 ? 'output' : `hidden ${l + 1}`) : ''),
      element('td', {}, `z${i + 1} = ${sum(l, i)} = ${short(pass[l].Z[i])}`),
      element('td', {}, activation.type === 'Linear' ? `a${i + 1} = z${i + 1}` : `a${i + 1} = ${applied(activation, i)} = ${short(pass[l].A[i])}`))));
    const target = Array.from(data.Y.slice(sample * m, (sample + 1) * m), short).join(', ');
    passTable.replaceChildren(element('table', {}, element('tbody', {}, element('tr', {}, element('td', {}, 'input'), element('td', { colSpan: 2 }, Array.from(x, (value, i) => `${data.featureNames[i]} = ${short(value)}`).join(', '))), ...rows,
      element('tr', {}, element('td', {}, 'target'), element('td', { colSpan: 2 }, `${data.classNames ? `${data.classNames[classOf(data, sample)]}: ` : ''}${target}; the network says ${Array.from(pass.at(-1).A, short).join(', ')}`)))));
    const [layer, i] = graph.chosen ?? [1, 0], { W, b, inputs, activation: f } = model.layers[layer - 1];
    about.textContent = `Neuron ${i + 1} of ${graph.layerName(layer)} computes a${i + 1} = ${applied(f, i)} with z${i + 1} = ${names(layer - 1).slice(0, 6).map((name, j) => `${short(W[i * inputs + j])} ${name}`).join(' + ')}${inputs > 6 ? ' + …' : ''}${b ? ` + ${short(b[i])}` : ''}`.replaceAll('+ −', '− ');
  }

  const which = element('input', { type: 'range', min: 1, max: data.n, value: 1, 'aria-label': 'sample', oninput: () => choose(+which.value - 1) });
  const whichText = element('span', {}, `sample 1 of ${data.n}`);
  function choose(k) {
    sample = k;
    which.value = k + 1;
    whichText.textContent = `sample ${k + 1} of ${data.n}`;
    redraw();
  }

  // The sample nearest to the pointer.
  canvas.addEventListener('click', event => {
    const box = canvas.getBoundingClientRect(), left = event.clientX - box.left, top = event.clientY - box.top;
    const distance = k => Math.hypot(plot.across(data.X[k * model.inputs]) - left, plot.up(model.inputs === 1 ? data.Y[k * m] : data.X[2 * k + 1]) - top);
    choose(Array.from({ length: data.n }, (_, k) => k).reduce((near, k) => (distance(k) < distance(near) ? k : near), 0));
  });

  const reset = () => {
    start.forEach(({ W, b }, l) => { model.layers[l].W.set(W.flat()); if (b) model.layers[l].b.set(b); });
    best = first;
    fillPanel();
    say();
    redraw();
  };
  const showTerms = element('input', { type: 'checkbox', onchange: () => { terms = showTerms.checked; redraw(); } });
  graph.sizes = [model.inputs, ...model.layers.map(layer => layer.outputs)];
  graph.chosen = [1, 0];
  fillPanel();
  root.append(
    element('div', { className: 'columns' },
      element('div', {}, lossText, comparison, element('div', {}, canvas),
        element('div', { className: 'row' }, element('button', { type: 'button', onclick: reset }, 'Reset'),
          ...(model.inputs === 1 && m === 1 && model.layers.length > 1 ? [element('label', { className: 'inline' }, showTerms, 'what each neuron adds (dashed)')] : []))),
      element('div', {}, graph.host, element('p', { className: 'soft screen' }, 'Drag a line up or down, or use the sliders. Solid lines are positive weights, dashed ones negative.'), panel)),
    spoken, element('h4', {}, 'One sample on its way through'), element('label', { className: 'inline screen' }, whichText, which), passTable, about, code.details);
  watch(root.host, draw);
  return { model, set, evaluate, draw, code: () => code.text() };
}

views.network = networkView;
