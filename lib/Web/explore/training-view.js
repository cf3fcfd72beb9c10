// Watch it learn: the engine's own training, in the page. Several optimizers can race from the same start.

// What the library takes where nothing is said.
function libraryDefaults({ optimizers: all, losses: kinds }) {
  return Object.fromEntries([...all, ...kinds].map(one => [one.type, one]));
}

// The C# that trains exactly this.
function trainingCode(given, settings, optimizer, epochs, own) {
  const { hidden, activation, output, loss, batchSize, l1, l2, dropout, seed } = settings, { data } = given;
  const sizes = [data.featureNames.length, ...hidden, data.targetNames.length], defaults = libraryDefaults(given);
  const lines = [];
  if (own) lines.push(ownPointsCode(own, data));
  lines.push(
    `var network = Mlp.Create(${seed}, [${sizes.join(', ')}], ${activationCode(activation)}${output.type === 'Linear' ? '' : `, ${activationCode(output)}`}${dropout ? `, dropout: ${exact(dropout)}` : ''});`,
    'var result = new Trainer<double>(network)', '{', `    Loss = ${settingCode(loss, defaults[loss.type], 'Loss')},`, `    Optimizer = ${settingCode(optimizer, defaults[optimizer.type])},`);
  if (l1 || l2) lines.push(`    Regularizer = ${l1 && l2 ? `new ElasticNet(${exact(l1)}, ${exact(l2)})` : l1 ? `Regularizer.L1(${exact(l1)})` : `Regularizer.L2(${exact(l2)})`},`);
  lines.push(`    BatchSize = ${batchSize === null ? 'null' : Math.min(batchSize, own?.n ?? data.X.length)},`, `    Epochs = ${Math.max(1, epochs)},`, `    Seed = ${seed},`);
  if (given.test && !own) lines.push(`    Validation = ${given.testCode},`);
  lines.push(`}.Fit(${own ? 'points' : given.dataCode});`);
  return lines.join('\n');
}

// The C# that shows this view with these settings: what a lecturer hands out.
function startCode(given, settings, racing) {
  const defaults = libraryDefaults(given), { hidden, activation, output, loss, batchSize, l1, l2, dropout, seed } = settings;
  return `Explore.Training("${given.title.replace(/["\\]/g, '\\$&')}", ${given.dataCode}${given.test ? `, ${given.testCode}` : ''},\n    hidden: [${hidden.join(', ')}], activation: ${activationCode(activation)}, output: ${activationCode(output)},\n    loss: ${settingCode(loss, defaults[loss.type], 'Loss')}, optimizers: [${racing.map(one => settingCode(one, defaults[one.type])).join(', ')}],\n    batchSize: ${batchSize === null ? 'null' : batchSize}, l1: ${exact(l1)}, l2: ${exact(l2)}, dropout: ${exact(dropout)}, seed: ${seed})`;
}

function ownPointsCode(own, data) {
  const row = j => `{ ${Array.from({ length: own.n }, (_, k) => exact(own.X[k * data.featureNames.length + j])).join(', ')} }`;
  const X = `Matrix<double>.Build.DenseOfArray(new double[,] { ${data.featureNames.map((_, j) => row(j)).join(', ')} })`;
  const targets = data.classNames
    ? `[${Array.from({ length: own.n }, (_, k) => classOf(own, k)).join(', ')}], [${data.classNames.map(name => `"${name}"`).join(', ')}]`
    : `Matrix<double>.Build.DenseOfArray(new double[,] { { ${Array.from(own.Y, exact).join(', ')} } })`;
  return `var points = new DataSet<double>("own points",\n    ${X},\n    ${targets});`;
}

// Losses that an output can have.
const lossesOf = { Softmax: ['CategoricalCrossEntropy'], Sigmoid: ['BinaryCrossEntropy', 'MeanSquaredError', 'MeanAbsoluteError', 'Huber'], Linear: ['MeanSquaredError', 'MeanAbsoluteError', 'Huber'], Tanh: ['MeanSquaredError', 'MeanAbsoluteError', 'Huber'] };

function trainingView(root, given) {
  const course = flat(given.data), test = given.test && flat(given.test), inputs = course.featureNames.length, isClasses = Boolean(course.classNames);
  for (const part of [course, test]) if (part) Object.assign(part, { low: Math.min(...course.Y), high: Math.max(...course.Y), classNames: course.classNames });
  const { plot: fine, neurons } = grids(inputs, course, test), settings = structuredClone(given.settings);
  const racing = structuredClone(settings.optimizers);
  let own = null, ownClass = 0, runs = [], seen = 0, playing = false, speed = 1, showTest = false, plot = null;
  const data = () => own ?? course;

  const canvas = element('canvas', { role: 'img' }), curves = element('canvas', { role: 'img' }), spoken = element('p', { role: 'status', className: 'soft' });
  const lossText = element('p', { className: 'loss' }), ranking = element('div', { className: 'soft' }), racers = element('div', {}), ownTools = element('div', { className: 'row' });
  const graph = new Graph({ chosen: () => redraw(), dragged: null });
  const trainer = copier('C# that trains exactly this', () => trainingCode(given, settings, racing[seen], runs[seen].training.epoch, own));
  const starter = copier('C# that shows this start (to hand out)', () => startCode(given, settings, racing));
  const redraw = beforeNextPicture(draw);

  // Every run starts from the same weights.
  function restart() {
    const sizes = [inputs, ...settings.hidden, course.targetNames.length];
    runs = data().n === 0 ? [] : racing.map(optimizer => {
      const model = Model.create(settings.seed, sizes, settings.activation, settings.output, settings.dropout);
      return { model, training: new Training(model, data(), { ...settings, optimizer }), losses: [], tests: [], failed: false };
    });
    seen = Math.min(seen, racing.length - 1);
    redraw();
  }

  function epoch() {
    for (const run of runs) {
      if (run.failed) continue;
      const mean = run.training.runEpoch();
      if (Number.isFinite(mean)) run.losses.push(mean);
      else run.failed = true;
    }
    if (runs.every(run => run.failed)) play(false);
  }

  // The loss on the test data, where a picture is drawn; it chooses nothing.
  function judge() {
    if (!test || own) return;
    for (const { model, training, tests, failed } of runs) {
      if (!failed && training.epoch > 0 && tests.at(-1)?.[0] !== training.epoch) tests.push([training.epoch, model.loss(model.forward(test.X, test.n), test.Y, test.n, settings.loss)]);
    }
  }

  function play(on) {
    if (playing === on || (on && runs.length === 0)) return;
    playing = on;
    playButton.textContent = on ? 'Pause' : 'Play';
    playButton.setAttribute('aria-pressed', on);
    if (on) requestAnimationFrame(frame);
    else {
      say();
      draw();
    }
  }

  let waited = 0;
  function frame() {
    if (!playing) return;
    if (!root.host.isConnected) return void play(false);
    if (speed === 2) {
      const end = performance.now() + 14;
      do epoch(); while (performance.now() < end && playing);
    } else if (speed === 1 || ++waited % 12 === 0) epoch();
    if (!playing) return;
    draw();
    requestAnimationFrame(frame);
  }

  const accuracy = (model, part) => {
    const A = model.predict(part.X, part.n), m = model.outputs;
    let right = 0;
    for (let k = 0; k < part.n; k++) {
      let best = 0;
      for (let i = 1; i < m; i++) if (A[k * m + i] > A[k * m + best]) best = i;
      if (part.Y[k * m + best] === 1) right++;
    }
    return right / part.n;
  };

  function draw() {
    const colors = theme(root.host), run = runs[seen], width = canvas.parentElement.clientWidth;
    judge();
    if (!run) {
      const empty = Model.create(settings.seed, [inputs, ...settings.hidden, course.targetNames.length], settings.activation, settings.output);
      for (const grid of [fine, neurons]) grid.pass = empty.forward(grid.X, grid.n);
      plot = drawFit(canvas, width, colors, empty, own, fine);
      lossText.textContent = 'Add points to learn from.';
      return;
    }
    for (const grid of [fine, neurons]) grid.pass = run.model.forward(grid.X, grid.n);
    graph.chosen = null;
    graph.draw(run.model, neurons, colors);
    plot = drawFit(canvas, width, colors, run.model, data(), fine, { test: showTest && !own ? test : null });
    drawCurves(colors);
    const name = lossNames[settings.loss.type], last = run.losses.at(-1), tested = run.tests.at(-1);
    lossText.textContent = run.failed ? `The loss left the finite numbers in epoch ${run.training.epoch}: it diverged. Try a smaller rate.`
      : `epoch ${run.training.epoch}: ${name} ${last === undefined ? '(not trained yet)' : short(last)}${tested ? `, test ${short(tested[1])}` : ''}`;
    const score = isClasses ? `right: ${(100 * accuracy(run.model, data())).toFixed(1)} % of the training data${test && !own ? `, ${(100 * accuracy(run.model, test)).toFixed(1)} % of the test data` : ''}` : '';
    ranking.textContent = score;
    canvas.setAttribute('aria-label', `${given.summary} ${lossText.textContent} ${score}`);
    for (const code of [trainer, starter]) code.refresh();
  }

  const dashes = [[], [7, 4], [2, 3], [10, 3, 2, 3], [1, 4]];
  const nameOf = ({ type, learningRate }) => `${type}, rate ${learningRate}`;
  function drawCurves(colors) {
    const width = curves.parentElement.clientWidth, shown = runs.flatMap(({ losses, tests }) => [...losses, ...tests.map(([, value]) => value)]).filter(value => value > 0);
    const epochs = Math.max(10, ...runs.map(run => run.training.epoch)), low = Math.min(1, ...shown), high = Math.max(...shown, 2 * low);
    const frame = new Plot(curves, width, 210, colors, { name: 'epoch', low: 0, high: epochs }, { name: lossNames[settings.loss.type], low: Math.max(1e-12, low / 1.5), high: high * (runs.length > 1 ? 12 : 1.5), log: true });
    runs.forEach(({ losses, tests }, i) => {
      const color = colors.colors[runs.length === 1 ? 0 : i % 7], stride = Math.max(1, Math.floor(losses.length / 400)), some = [...losses.keys()].filter(k => k % stride === 0 || k === losses.length - 1);
      frame.line(some.map(k => k + 1), some.map(k => losses[k]), color, 2, runs.length === 1 ? [] : dashes[i % 5]);
      if (runs.length === 1) frame.line(tests.map(([at]) => at), tests.map(([, value]) => value), colors.colors[1], 2, [5, 3]);
    });
    frame.axes();
    frame.pen.textAlign = 'right';
    frame.pen.textBaseline = 'top';
    const entries = runs.length > 1 ? runs.map((_, i) => [nameOf(racing[i]), colors.colors[i % 7], dashes[i % 5]]) : [['training', colors.colors[0], []], ...(test && !own ? [['test (dashed)', colors.colors[1], [5, 3]]] : [])];
    entries.forEach(([name, color, dash], i) => {
      frame.pen.fillStyle = colors.ink;
      frame.pen.fillText(name, frame.right - 34, 12 + 15 * i);
      frame.pen.strokeStyle = color;
      frame.pen.lineWidth = 2.5;
      frame.pen.setLineDash(dash);
      frame.pen.beginPath();
      frame.pen.moveTo(frame.right - 30, 18 + 15 * i);
      frame.pen.lineTo(frame.right - 4, 18 + 15 * i);
      frame.pen.stroke();
      frame.pen.setLineDash([]);
    });
    curves.setAttribute('aria-label', `Losses over ${epochs} epochs: ${runs.map((run, i) => `${nameOf(racing[i])} ${short(run.losses.at(-1) ?? NaN)}`).join('; ')}`);
  }

  const say = () => { spoken.textContent = runs.map((run, i) => `${nameOf(racing[i])}: ${run.failed ? 'diverged' : short(run.losses.at(-1) ?? NaN)}`).join('; ') + (runs[0] ? ` after ${runs[0].training.epoch} epochs` : ''); };

  // One line for each optimizer that takes part.
  function fillRacers() {
    racers.replaceChildren(...racing.map((optimizer, i) => {
      const kinds = given.optimizers.map(one => one.type);
      const kind = choice(racing.length > 1 ? `optimizer ${i + 1}` : 'optimizer', kinds, optimizer.type, type => { racing[i] = { ...given.optimizers[kinds.indexOf(type)] }; fillRacers(); restart(); });
      const rate = number('learning rate', optimizer.learningRate, value => value > 0, value => { racing[i] = { ...racing[i], learningRate: value }; restart(); }, { style: 'width:5em' });
      return element('div', { className: 'row' }, kind.field, rate,
        ...(racing.length > 1 ? [
          element('button', { type: 'button', 'aria-pressed': i === seen, onclick: () => { seen = i; fillRacers(); redraw(); } }, 'Look at it'),
          element('button', { type: 'button', 'aria-label': `remove optimizer ${i + 1}`, onclick: () => { racing.splice(i, 1); fillRacers(); restart(); } }, '✕'),
        ] : []),
        ...(i === racing.length - 1 && racing.length < 5 ? [element('button', { type: 'button', onclick: () => { racing.push({ ...racing.at(-1) }); fillRacers(); restart(); } }, '+ a rival')] : []));
    }));
  }

  // A field whose wrong values are shown as wrong and change nothing.
  function number(label, value, fits, changed, more = {}) {
    const input = element('input', {
      type: 'number', step: 'any', value, ...more,
      onchange: () => {
        const isFine = Number.isFinite(input.valueAsNumber) && fits(input.valueAsNumber);
        input.setAttribute('aria-invalid', !isFine);
        input.style.outline = isFine ? '' : '2px solid #d55e00';
        if (isFine) changed(input.valueAsNumber);
      },
    });
    return element('label', {}, label, input);
  }

  const change = name => value => { settings[name] = value; restart(); };
  const hidden = element('input', {
    className: 'text', value: settings.hidden.join(', '),
    onchange: () => {
      const sizes = hidden.value.split(/[\s,]+/).filter(part => part.length).map(Number), isFine = sizes.length <= 6 && sizes.every(size => Number.isInteger(size) && size >= 1 && size <= 32);
      hidden.setAttribute('aria-invalid', !isFine);
      hidden.style.outline = isFine ? '' : '2px solid #d55e00';
      if (isFine) change('hidden')(sizes);
    },
  });
  const kinds = given.activations.map(one => one.type);
  const lossField = element('span');
  function fillLosses() {
    const possible = given.losses.filter(loss => lossesOf[settings.output.type].includes(loss.type));
    if (!possible.some(loss => loss.type === settings.loss.type)) settings.loss = possible[0];
    lossField.replaceChildren(choice('loss', possible.map(loss => loss.type), settings.loss.type, type => change('loss')(possible.find(loss => loss.type === type)), possible.map(loss => lossNames[loss.type])).field);
  }
  const outputs = isClasses ? ['Softmax', 'Sigmoid', 'Linear'] : ['Linear', 'Sigmoid', 'Tanh'];
  const batch = element('input', {
    className: 'text', value: settings.batchSize ?? 'all', style: 'width:5em',
    onchange: () => {
      const size = batch.value.trim() === 'all' ? null : Number(batch.value), isFine = size === null || (Number.isInteger(size) && size >= 1);
      batch.style.outline = isFine ? '' : '2px solid #d55e00';
      if (isFine) change('batchSize')(size);
    },
  });
  const notNegative = value => value >= 0;

  // Points that the reader sets, in place of the data.
  function add(point, target) {
    const m = course.targetNames.length;
    own = { ...course, n: own.n + 1, X: Float64Array.from([...own.X, ...point]), Y: Float64Array.from([...own.Y, ...(isClasses ? Array.from({ length: m }, (_, i) => (i === ownClass ? 1 : 0)) : [target])]) };
    restart();
  }
  const empty = () => ({ ...course, n: 0, X: new Float64Array(0), Y: new Float64Array(0) });
  function fillOwn() {
    if (!own) return void ownTools.replaceChildren();
    const places = [0, 0].map(() => element('input', { type: 'number', step: 'any', value: 0 }));
    ownTools.replaceChildren(
      ...(isClasses ? [choice('class of new points', [...course.classNames.keys()], ownClass, value => { ownClass = value; }, course.classNames).field] : []),
      element('label', {}, course.featureNames[0], places[0]), element('label', {}, inputs === 2 ? course.featureNames[1] : course.targetNames[0], places[1]),
      element('button', { type: 'button', onclick: () => { const [a, b] = places.map(place => place.valueAsNumber || 0); add(inputs === 2 ? [a, b] : [a], b); } }, 'Add'),
      element('button', { type: 'button', onclick: () => { own = empty(); restart(); } }, 'Remove all'), element('span', { className: 'soft' }, 'or click into the plot'));
  }
  canvas.addEventListener('click', event => {
    if (!own) return;
    const box = canvas.getBoundingClientRect(), [a, b] = plot.dataAt(event.clientX - box.left, event.clientY - box.top).map(value => +value.toPrecision(4));
    add(inputs === 2 ? [a, b] : [a], b);
  });
  const points = choice('points', [false, true], false, isOwn => { play(false); own = isOwn ? empty() : null; fillOwn(); restart(); }, [`${course.name} (${course.n})`, 'my own']);
  const tests = element('input', { type: 'checkbox', onchange: () => { showTest = tests.checked; redraw(); } });

  const playButton = element('button', { type: 'button', className: 'main', 'aria-pressed': 'false', onclick: () => play(!playing) }, 'Play');
  const pace = choice('speed', [0, 1, 2], 1, value => { speed = value; }, ['slow', 'an epoch a picture', 'as fast as it can']);
  fillRacers();
  fillLosses();
  root.append(
    element('div', { className: 'row' }, playButton,
      element('button', { type: 'button', onclick: () => { play(false); epoch(); say(); redraw(); } }, 'One epoch'), element('button', { type: 'button', onclick: () => { play(false); restart(); } }, 'Start over'), pace.field, points.field,
      ...(test ? [element('label', { className: 'inline' }, tests, 'show test points')] : [])),
    racers, ownTools, lossText, ranking,
    element('div', { className: 'columns' }, element('div', {}, canvas, curves), element('div', {}, graph.host, element('p', { className: 'soft' }, 'Each square shows what its neuron says over the whole plot. Solid lines: positive weights; dashed: negative.'))),
    spoken,
    element('details', { open: true, className: 'screen' }, element('summary', {}, 'Settings'), element('div', { className: 'row' },
      element('label', {}, 'hidden layers', hidden),
      choice('activation', kinds, settings.activation.type, type => change('activation')(given.activations[kinds.indexOf(type)])).field,
      choice('output', outputs, settings.output.type, type => { settings.output = { type }; fillLosses(); restart(); }).field, lossField,
      element('label', {}, 'batch size (or all)', batch),
      number('L1', settings.l1, notNegative, change('l1'), { min: 0 }), number('L2', settings.l2, notNegative, change('l2'), { min: 0 }),
      number('dropout', settings.dropout, value => value >= 0 && value < 1, change('dropout'), { min: 0, max: 0.99 }),
      number('seed', settings.seed, value => Number.isInteger(value) && Math.abs(value) < 2 ** 31, change('seed'), { step: 1 }))),
    trainer.details, starter.details);
  restart();
  watch(root.host, draw);
  return { epochs: count => { for (let k = 0; k < count; k++) epoch(); draw(); }, play, losses: () => runs.map(run => run.losses), code: () => trainer.text(), start: () => starter.text() };
}

views.training = trainingView;
