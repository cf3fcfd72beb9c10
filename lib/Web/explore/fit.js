// Data and what a network says of them, in one plot: a curve over one input, regions over the plane of two.

// Data of a view: features and targets sample after sample.
function flat({ X, Y, ...rest }) {
  return { ...rest, X: Float64Array.from(X.flat()), Y: Float64Array.from(Y.flat()), n: X.length };
}

// An axis around values, a little wider than they are.
function around(name, values, room = 0.06) {
  let low = Infinity, high = -Infinity;
  for (const value of values) { low = Math.min(low, value); high = Math.max(high, value); }
  if (!(high > low)) [low, high] = [low - 1, high + 1];
  return { name, low: low - room * (high - low), high: high + room * (high - low) };
}

const feature = (data, inputs, j) => Array.from({ length: data.n }, (_, k) => data.X[k * inputs + j]);

// The class of a sample, or 0 where the targets are numbers.
function classOf(data, k) {
  if (!data.classNames) return 0;
  const outputs = data.Y.length / data.n;
  if (outputs === 1) return data.Y[k];
  for (let i = 0; i < outputs; i++) if (data.Y[k * outputs + i] === 1) return i;
  return 0;
}

const lossNames = { MeanSquaredError: 'MSE', MeanAbsoluteError: 'mean absolute error', Huber: 'Huber loss', BinaryCrossEntropy: 'binary cross-entropy', CategoricalCrossEntropy: 'cross-entropy' };

// The data and what the network says of them, in one plot.
function drawFit(canvas, width, colors, model, data, grid, { test, chosen, terms } = {}) {
  const isCurve = model.inputs === 1, x = grid.x, plot = new Plot(canvas, width, Math.min(340, Math.max(230, width * 0.72)), colors, x, grid.y), [m] = [model.outputs];
  if (isCurve) {
    const last = model.layers.at(-1), hidden = grid.pass.at(-2);
    if (terms && hidden && m === 1) {
      for (let j = 0; j < last.inputs; j++) plot.line(grid.X, Array.from({ length: grid.n }, (_, k) => last.W[j] * hidden.A[k * last.inputs + j]), colors.colors[(j + 2) % 7], 1.5, [[6, 3], [2, 3], [10, 3, 2, 3]][j % 3]);
    }
  } else {
    const { A } = grid.pass.at(-1);
    grid.picture = paintedRegions(grid.picture, grid.count, A, m, data.classNames ? 0 : data.low, data.classNames ? 1 : data.high, colors);
    plot.image(grid.picture.canvas);
  }
  keptPoints(plot, canvas, grid, data, test, isCurve, m);
  if (isCurve) for (let i = 0; i < m; i++) plot.line(grid.X, Array.from({ length: grid.n }, (_, k) => grid.pass.at(-1).A[k * m + i]), colors.negative, 2.5);
  if (chosen !== undefined) plot.mark(data.X[chosen * model.inputs], isCurve ? data.Y[chosen * m] : data.X[2 * chosen + 1]);
  plot.axes();
  return plot;
}

// The points, which stay while everything else moves, as a picture of their own.
function keptPoints(plot, canvas, grid, data, test, isCurve, m) {
  const { width, height, colors, x, y } = plot, key = [width, height, colors.isDark, canvas.width].join();
  if (grid.points?.key !== key || grid.points.data !== data || grid.points.test !== test) {
    const sheet = document.createElement('canvas'), drawing = new Plot(sheet, width, height, colors, x, y);
    drawing.inside(() => {
      for (const part of [test, data]) {
        const size = part === test ? 2.2 : isCurve ? 3 : part.n > 600 ? 2.6 : 4;
        for (let k = 0; part && k < part.n; k++) drawing.point(part.X[k * (isCurve ? 1 : 2)], isCurve ? part.Y[k * m] : part.X[2 * k + 1], isCurve && part === test ? 3 : classOf(part, k), size);
      }
    });
    grid.points = { key, data, test, sheet };
  }
  plot.pen.drawImage(grid.points.sheet, 0, 0, width, height);
}

// Places for the plot and, fewer, for the neurons; the network is asked once for each.
function grids(inputs, data, test, parameters = 0) {
  const parts = test ? [data, test] : [data];
  const x = around(data.featureNames[0], parts.flatMap(part => feature(part, inputs, 0)));
  const y = inputs === 2 ? around(data.featureNames[1], parts.flatMap(part => feature(part, inputs, 1))) : around(data.targetNames[0], parts.flatMap(part => Array.from(part.Y)), 0.15);
  const make = count => ({ x, y, count, ...places(inputs, x, y, count) });
  // A larger network is asked at fewer places, so that the picture keeps up with the hand.
  return { plot: make(inputs === 1 ? 241 : parameters > 150 ? 44 : 64), neurons: make(inputs === 1 ? 40 : parameters > 150 ? 14 : 18) };
}
