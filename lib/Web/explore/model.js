// A multilayer perceptron and its training, as the engine does both. Numbers of a batch lie sample after sample.

// layers: [{ inputs, outputs, activation: { type }, W: [row of each neuron], b: [number of each neuron] or null, dropout }].
// dropout: the chance of each output of the layer to be dropped while training, 0 for none.
class Model {
  constructor(layers) {
    this.layers = layers.map(({ activation, W, b, dropout = 0 }) => ({
      inputs: W[0].length,
      outputs: W.length,
      activation,
      f: activations[activation.type](activation),
      W: Float64Array.from(W.flat()),
      b: b && Float64Array.from(b),
      dropout,
    }));
    this.inputs = this.layers[0].inputs;
    this.outputs = this.layers.at(-1).outputs;
  }

  // Weights as Mlp.Create draws them: He before a rectifier, else Xavier uniform; biases 0.
  static create(seed, sizes, hidden, output, dropout = 0) {
    return new Model(sizes.slice(1).map((outputs, l) => {
      const inputs = sizes[l], isLast = l === sizes.length - 2, activation = isLast ? output : hidden;
      // Each dropout layer is a layer of its own to the engine, so the places of the others move.
      const random = randomStream(seed, 'initialization', dropout > 0 ? 2 * l : l);
      const isRectifier = ['ReLU', 'LeakyReLU', 'ELU', 'GELU', 'SiLU'].includes(activation.type);
      const width = Math.sqrt(3 * (1 / ((inputs + outputs) / 2)));
      const draw = isRectifier ? () => Math.sqrt(2 / inputs) * random.normal() : () => -width + 2 * width * random.uniform();
      const W = Array.from({ length: outputs }, () => []);
      for (let j = 0; j < inputs; j++) for (let i = 0; i < outputs; i++) W[i].push(draw());
      return { activation, W, b: new Array(outputs).fill(0), dropout: isLast ? 0 : dropout };
    }));
  }

  get parameterCount() {
    return this.layers.reduce((sum, { W, b }) => sum + W.length + (b?.length ?? 0), 0);
  }

  // The layers as they came in, with the weights of now.
  toLayers() {
    return this.layers.map(({ inputs, outputs, activation, W, b, dropout }) => ({
      activation, W: Array.from({ length: outputs }, (_, i) => Array.from(W.subarray(i * inputs, (i + 1) * inputs))), b: b && Array.from(b), dropout,
    }));
  }

  // What n samples leave in each layer: [{ Z, A }]. masks: what dropout does to each layer, while training.
  forward(X, n, masks = []) {
    let input = X;
    return this.layers.map((layer, l) => {
      const { inputs, outputs, W, b, f } = layer;
      const Z = new Float64Array(n * outputs), A = new Float64Array(n * outputs), mask = masks[l];
      for (let k = 0; k < n; k++) {
        for (let i = 0; i < outputs; i++) {
          let z = b ? b[i] : 0;
          for (let j = 0, w = i * inputs, x = k * inputs; j < inputs; j++) z += W[w + j] * input[x + j];
          Z[k * outputs + i] = z;
          A[k * outputs + i] = f.value(z);
        }
      }
      if (layer.activation.type === 'Softmax') softmax(Z, A, n, outputs);
      const given = mask ? A.map((a, e) => a * mask[e]) : A;
      input = given;
      return { Z, A, given };
    });
  }

  predict(X, n) {
    return this.forward(X, n).at(-1).A;
  }

  // The mean loss of a forward pass.
  loss(pass, Y, n, setting) {
    return this.#evaluate(pass, Y, n, setting).loss;
  }

  // Loss and, at the output, its gradient with respect to Z (of a fused loss) or A.
  #evaluate(pass, Y, n, setting) {
    const loss = losses[setting.type](setting), { Z, A } = pass.at(-1), m = this.outputs;
    const scale = 1 / (loss.sums ? n : n * m);
    const isFused = loss.fused === this.layers.at(-1).activation.type;
    const gradient = new Float64Array(n * m);
    let total = 0;
    for (let k = 0; k < n; k++) {
      const shift = loss.sums ? logarithmOfSum(Z, k * m, m) : 0;
      for (let e = k * m; e < (k + 1) * m; e++) {
        total += loss.value(isFused ? Z[e] - shift : A[e], Y[e]);
        gradient[e] = scale * loss.gradient(loss.sums ? A[e] : isFused ? Z[e] : A[e], Y[e]);
      }
    }
    return { loss: total * scale, gradient, isFused };
  }

  // Backpropagation: dA and dZ of each layer and dW and db of its weights, as means over the batch.
  backward(X, pass, Y, n, setting, masks = []) {
    const { loss, gradient, isFused } = this.#evaluate(pass, Y, n, setting);
    const gradients = [];
    let dA = gradient;
    for (let l = this.layers.length - 1; l >= 0; l--) {
      const { inputs, outputs, W, b, f } = this.layers[l], { Z, A } = pass[l], mask = masks[l];
      const input = l === 0 ? X : pass[l - 1].given;
      if (mask) dA = dA.map((d, e) => d * mask[e]);
      const dZ = isFused && l === this.layers.length - 1 ? dA : dA.map((d, e) => d * f.derivative(Z[e], A[e]));
      const dW = new Float64Array(W.length), db = b && new Float64Array(outputs), dX = new Float64Array(l === 0 ? 0 : n * inputs);
      for (let k = 0; k < n; k++) {
        for (let i = 0; i < outputs; i++) {
          const d = dZ[k * outputs + i];
          if (b) db[i] += d;
          for (let j = 0, w = i * inputs, x = k * inputs; j < inputs; j++) {
            dW[w + j] += d * input[x + j];
            if (l > 0) dX[x + j] += W[w + j] * d;
          }
        }
      }
      gradients[l] = { dA, dZ, dW, db };
      dA = dX;
    }
    return { loss, gradients };
  }
}

function softmax(Z, A, n, m) {
  for (let k = 0; k < n; k++) {
    const shift = logarithmOfSum(Z, k * m, m);
    for (let e = k * m; e < (k + 1) * m; e++) A[e] = Math.exp(Z[e] - shift);
  }
}

// ln(sum of exp z), the largest z taken out so that nothing overflows.
function logarithmOfSum(Z, first, count) {
  let largest = -Infinity, sum = 0;
  for (let e = first; e < first + count; e++) largest = Math.max(largest, Z[e]);
  for (let e = first; e < first + count; e++) sum += Math.exp(Z[e] - largest);
  return largest + Math.log(sum);
}

// A run of the engine's Trainer: optimizer, loss, l1, l2, batchSize (null: all), seed; the same samples in the same batches.
class Training {
  constructor(model, { X, Y, n }, { optimizer, loss, l1 = 0, l2 = 0, batchSize = null, seed = 0 }) {
    Object.assign(this, { model, X, Y, n, loss, l1, l2, seed, optimizer });
    this.batchSize = Math.min(batchSize ?? n, n);
    this.rules = optimizers[optimizer.type](optimizer);
    this.step = 0;
    this.epoch = 0;
    // Three numbers of state for each weight and bias.
    this.state = model.layers.map(({ W, b }) => [W, b].map(values => values && [0, 1, 2].map(() => new Float64Array(values.length))));
    this.firstKey = randomStream(seed, 'dropout').next();
    this.order = Uint32Array.from({ length: n }, (_, k) => k);
    this.place = 0;
    this.total = 0;
  }

  // One update. Returns the mean loss of the epoch, before its updates as the engine counts, when it ends an epoch, else null.
  runStep() {
    if (this.place === 0 && this.batchSize < this.n) {
      this.order.forEach((_, k) => { this.order[k] = k; });
      randomStream(this.seed, 'shuffling', this.epoch).shuffle(this.order);
    }
    const count = Math.min(this.batchSize, this.n - this.place);
    this.total += count * this.#update(count);
    this.place += count;
    if (this.place < this.n) return null;
    const mean = this.total / this.n;
    this.place = this.total = 0;
    this.epoch++;
    return mean;
  }

  runEpoch() {
    for (;;) {
      const mean = this.runStep();
      if (mean !== null) return mean;
    }
  }

  #update(count) {
    const { model } = this, whole = count === this.n;
    const X = whole ? this.X : this.#gather(this.X, model.inputs, count), Y = whole ? this.Y : this.#gather(this.Y, model.outputs, count);
    this.step++;
    const masks = this.#masks(count);
    const { loss, gradients } = model.backward(X, model.forward(X, count, masks), Y, count, this.loss, masks);
    const rule = this.rules(this.step), { learningRate, weightDecay = 0, decoupledWeightDecay = false } = this.optimizer;
    const coupled = decoupledWeightDecay ? 0 : weightDecay, keep = decoupledWeightDecay ? 1 - learningRate * weightDecay : 1;
    model.layers.forEach(({ W, b }, l) => {
      const { dW, db } = gradients[l], [ofW, ofb] = this.state[l];
      if (this.l1 || this.l2) for (let i = 0; i < W.length; i++) dW[i] += this.l1 * Math.sign(W[i]) + 2 * this.l2 * W[i];
      for (let i = 0; i < W.length; i++) W[i] = rule(W[i] * keep, dW[i] + coupled * W[i], ofW, i);
      if (b) for (let i = 0; i < b.length; i++) b[i] = rule(b[i] * keep, db[i] + coupled * b[i], ofb, i);
    });
    return loss;
  }

  #gather(values, size, count) {
    const chosen = new Float64Array(count * size);
    for (let k = 0; k < count; k++) {
      const from = this.order[this.place + k] * size;
      for (let e = 0; e < size; e++) chosen[k * size + e] = values[from + e];
    }
    return chosen;
  }

  // Which outputs dropout keeps: a function of seed, step, layer and place.
  #masks(count) {
    if (!this.model.layers.some(layer => layer.dropout > 0)) return [];
    let state = BigInt.asUintN(64, this.firstKey + BigInt(this.step)) | 1n << 62n;
    const nextKey = () => mixed(state = BigInt.asUintN(64, state + golden)) | 1n << 62n;
    return this.model.layers.map(({ outputs, dropout }) => {
      nextKey();
      if (dropout === 0) return null;
      const key = nextKey(), border = Math.round(dropout * 2 ** 32);
      return Float64Array.from({ length: count * outputs }, (_, e) =>
        (Number(mixed(BigInt.asUintN(64, key + BigInt(e) * golden)) >> 32n) < border ? 0 : 1 / (1 - dropout)));
    });
  }
}
