// Trains what stands on standard input, a JSON array of { layers or create, data, settings, epochs }, and writes what became of it:
// [{ losses, layers }], in the order of the runs.
'use strict';
const { Model, Training } = require('./load.js')(['functions', 'random', 'model'], ['Model', 'Training']);

let text = '';
process.stdin.setEncoding('utf8').on('data', part => { text += part; }).on('end', () => {
  const done = JSON.parse(text).map(({ layers, create, data, settings, epochs }) => {
    const model = layers ? new Model(layers) : Model.create(...create);
    const samples = { X: Float64Array.from(data.X.flat()), Y: Float64Array.from(data.Y.flat()), n: data.X.length };
    const training = new Training(model, samples, settings), losses = [];
    for (let epoch = 0; epoch < epochs; epoch++) losses.push(training.runEpoch());
    return { losses, layers: model.toLayers() };
  });
  process.stdout.write(JSON.stringify(done));
});
