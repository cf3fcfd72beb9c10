'use strict';
const { test } = require('node:test');
const assert = require('node:assert/strict');
const { activations, losses, errorFunction, randomStream, Model, Training } =
  require('./load.js')(['functions', 'random', 'model'], ['activations', 'losses', 'errorFunction', 'randomStream', 'Model', 'Training']);

const close = (actual, expected, tolerance, what) => assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${what}: expected ${expected}, got ${actual}`);

// erf to 20 digits, from Abramowitz and Stegun, table 7.1, and the series.
test('the error function has all digits of a double', () => {
  for (const [x, expected] of [[0, 0], [0.5, 0.5204998778130465377], [1, 0.8427007929497148693], [2, 0.9953222650189527342], [2.5, 0.9995930479825550411], [3, 0.9999779095030014146], [-1, -0.8427007929497148693], [7, 1]]) {
    close(errorFunction(x), expected, 4e-16, `erf(${x})`);
  }
});

test('every derivative is the slope of its function', () => {
  for (const [name, make] of Object.entries(activations)) {
    if (name === 'Softmax') continue;
    const f = make({}), h = 1e-5;
    for (const z of [-3.1, -0.7, -0.01, 0.02, 0.9, 2.6]) close(f.derivative(z, f.value(z)), (f.value(z + h) - f.value(z - h)) / (2 * h), 1e-7, `${name} at ${z}`);
  }
});

test('every loss has the gradient of its value', () => {
  for (const [name, make] of Object.entries(losses)) {
    if (name === 'CategoricalCrossEntropy') continue;
    const loss = make({}), h = 1e-5;
    for (const [y, t] of [[0.3, 1], [-2.2, 0], [4, 0.5]]) close(loss.gradient(y, t), (loss.value(y + h, t) - loss.value(y - h, t)) / (2 * h), 1e-6, `${name} of ${y} for ${t}`);
  }
});

test('nothing overflows far out', () => {
  for (const z of [-800, 800]) {
    for (const [name, make] of Object.entries(activations)) if (name !== 'ELU') assert.ok(!Number.isNaN(make({}).value(z)), `${name}(${z})`);
    assert.ok(Number.isFinite(losses.BinaryCrossEntropy().value(z, 1)));
  }
  const model = new Model([{ activation: { type: 'Softmax' }, W: [[1000], [-1000]], b: [0, 0] }]);
  assert.deepEqual(Array.from(model.predict([1], 1)), [1, 0]);
  assert.ok(Number.isFinite(model.loss(model.forward([1], 1), [0, 1], 1, { type: 'CategoricalCrossEntropy' })));
});

test('a permutation holds every number once, and another seed gives another one', () => {
  const drawn = seed => { const order = [...Array(100).keys()]; randomStream(seed, 'shuffling').shuffle(order); return order; };
  assert.deepEqual([...drawn(1)].sort((a, b) => a - b), [...Array(100).keys()]);
  assert.notDeepEqual(drawn(1), drawn(2));
  assert.deepEqual(drawn(1), drawn(1));
});

test('backpropagation agrees with finite differences of the loss', () => {
  for (const [output, loss] of [['Softmax', 'CategoricalCrossEntropy'], ['Sigmoid', 'BinaryCrossEntropy'], ['Sigmoid', 'MeanSquaredError'], ['Linear', 'Huber']]) {
    const model = Model.create(3, [2, 5, 4, 2], { type: 'Tanh' }, { type: output }), X = Float64Array.of(0.3, -1, 0.8, 0.1, -0.6, 0.9), Y = Float64Array.of(1, 0, 0, 1, 1, 0), setting = { type: loss }, h = 1e-6;
    const { gradients } = model.backward(X, model.forward(X, 3), Y, 3, setting), at = () => model.loss(model.forward(X, 3), Y, 3, setting);
    model.layers.forEach(({ W, b }, l) => [[W, gradients[l].dW], [b, gradients[l].db]].forEach(([values, slopes]) => values.forEach((value, i) => {
      values[i] = value + h;
      const up = at();
      values[i] = value - h;
      const down = at();
      values[i] = value;
      close(slopes[i], (up - down) / (2 * h), 1e-7, `${loss}, layer ${l + 1}, ${i}`);
    })));
  }
});

test('training that diverges says so by its loss, and an epoch with a rest has one batch more', () => {
  const data = { X: Float64Array.of(1, 2, 3, 4, 5), Y: Float64Array.of(1, 2, 3, 4, 5), n: 5 };
  const wild = new Training(Model.create(1, [1, 1], { type: 'Tanh' }, { type: 'Linear' }), data, { optimizer: { type: 'GradientDescent', learningRate: 1e9 }, loss: { type: 'MeanSquaredError' } });
  let loss = 0;
  for (let epoch = 0; epoch < 50 && Number.isFinite(loss); epoch++) loss = wild.runEpoch();
  assert.ok(!Number.isFinite(loss));
  const batches = new Training(Model.create(1, [1, 1], { type: 'Tanh' }, { type: 'Linear' }), data, { optimizer: { type: 'GradientDescent', learningRate: 0.01 }, loss: { type: 'MeanSquaredError' }, batchSize: 2 });
  batches.runEpoch();
  assert.equal(batches.step, 3);
});
