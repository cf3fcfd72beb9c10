// The functions of the engine (lib/NeuralLab) in double precision: every activation as a value and a derivative, every loss
// as a value and a gradient, every optimizer as its state and one update. A setting is an object as the engine writes it:
// { type: 'Adam', learningRate: 0.001, ... }.

const activations = {
  Linear: () => ({ value: z => z, derivative: () => 1 }),
  Sigmoid: () => ({ value: sigmoid, derivative: (z, a) => a * (1 - a) }),
  Tanh: () => ({ value: Math.tanh, derivative: (z, a) => 1 - a * a }),
  ReLU: () => ({ value: z => Math.max(z, 0), derivative: (z, a) => (a > 0 ? 1 : 0) }),
  LeakyReLU: ({ slope = 0.01 }) => ({ value: z => (z > 0 ? z : slope * z), derivative: z => (z > 0 ? 1 : slope) }),
  ELU: ({ alpha = 1 }) => ({ value: z => (z > 0 ? z : alpha * Math.expm1(z)), derivative: z => (z > 0 ? 1 : alpha * Math.exp(z)) }),
  GELU: () => ({ value: z => z * normal(z), derivative: z => normal(z) + z * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) }),
  SiLU: () => ({ value: z => z / (1 + Math.exp(-z)), derivative: z => sigmoid(z) * (1 + z * (1 - sigmoid(z))) }),
  Softplus: () => ({ value: z => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), derivative: sigmoid }),
  // Over all outputs of a sample: the network itself does it, and only at the output, where the loss takes care of the way back.
  Softmax: () => ({ value: z => z, derivative: () => 1 }),
};

function sigmoid(z) {
  return 1 / (1 + Math.exp(-z));
}

// The normal distribution function.
function normal(z) {
  return 0.5 * (1 + errorFunction(z / Math.SQRT2));
}

// A series of positive terms near 0; farther out one minus a continued fraction.
function errorFunction(x) {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  const bell = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (size < 2.5) {
    let term = x, sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) sum += term *= 2 * x * x / (2 * n + 1);
    return 2 * bell * sum;
  }
  let fraction = size;
  for (let n = 60; n > 0; n--) fraction = size + n / 2 / fraction;
  return Math.sign(x) * (1 - bell / fraction);
}

// The mean is over outputs and samples, or over samples only where a sample's outputs are summed. A fused loss takes the
// output's z instead of its a.
const losses = {
  MeanSquaredError: () => ({ value: (y, t) => (y - t) ** 2, gradient: (y, t) => 2 * (y - t) }),
  MeanAbsoluteError: () => ({ value: (y, t) => Math.abs(y - t), gradient: (y, t) => Math.sign(y - t) }),
  Huber: ({ delta = 1 }) => ({
    value: (y, t) => { const e = Math.abs(y - t); return e > delta ? delta * (e - 0.5 * delta) : 0.5 * e * e; },
    gradient: (y, t) => Math.max(-delta, Math.min(delta, y - t)),
  }),
  BinaryCrossEntropy: () => ({
    fused: 'Sigmoid',
    value: (z, t) => Math.max(z, 0) - t * z + Math.log1p(Math.exp(-Math.abs(z))),
    gradient: (z, t) => sigmoid(z) - t,
  }),
  // The network gives it ln(softmax) and the softmax, see Model.
  CategoricalCrossEntropy: () => ({ fused: 'Softmax', sums: true, value: (logarithm, t) => (t === 0 ? 0 : -t * logarithm), gradient: (a, t) => a - t }),
};

// An optimizer makes for each step, counted from 1, the rule that changes one weight: rule(w, g, s, i) gives the new weight
// for gradient g; s are arrays of state, one number for each weight, of which s[0][i], s[1][i] and s[2][i] belong to this one.
const optimizers = {
  GradientDescent: ({ learningRate: rate }) => () => (w, g) => w - rate * g,

  Momentum: ({ learningRate: rate, coefficient: mu }) => () => (w, g, [v], i) => {
    v[i] = mu * v[i] + g;
    return w - rate * v[i];
  },

  Nesterov: ({ learningRate: rate, coefficient: mu }) => () => (w, g, [v], i) => {
    v[i] = mu * v[i] + g;
    return w - rate * (g + mu * v[i]);
  },

  AdaGrad: ({ learningRate: rate, epsilon }) => () => (w, g, [s], i) => {
    s[i] += g * g;
    return w - rate * g / (Math.sqrt(s[i]) + epsilon);
  },

  RMSProp: ({ learningRate: rate, rho, momentum: mu, epsilon }) => () => (w, g, [s, u], i) => {
    s[i] = rho * s[i] + (1 - rho) * (g * g);
    u[i] = mu * u[i] + g / (Math.sqrt(s[i]) + epsilon);
    return w - rate * u[i];
  },

  AdaDelta: ({ learningRate: rate, rho, epsilon }) => () => (w, g, [s, d], i) => {
    s[i] = rho * s[i] + (1 - rho) * (g * g);
    const u = Math.sqrt(d[i] + epsilon) / Math.sqrt(s[i] + epsilon) * g;
    d[i] = rho * d[i] + (1 - rho) * (u * u);
    return w - rate * u;
  },

  Adam: settings => step => {
    const { epsilon } = settings, { rate, root } = corrected(settings, step), moments = decaying(settings);
    return (w, g, [m, v], i) => {
      moments(g, m, v, i);
      return w - rate * m[i] / (Math.sqrt(v[i]) * root + epsilon);
    };
  },

  // The weight decay, which is decoupled, is part of every step, see Model.
  AdamW: settings => optimizers.Adam(settings),

  AMSGrad: settings => step => {
    const { epsilon } = settings, { rate, root } = corrected(settings, step), moments = decaying(settings);
    return (w, g, [m, v, h], i) => {
      moments(g, m, v, i);
      h[i] = Math.max(h[i], v[i]);
      return w - rate * m[i] / (Math.sqrt(h[i]) * root + epsilon);
    };
  },

  AdaMax: settings => step => {
    const { beta1, beta2, epsilon } = settings, { rate } = corrected(settings, step);
    return (w, g, [m, u], i) => {
      m[i] = beta1 * m[i] + (1 - beta1) * g;
      u[i] = Math.max(beta2 * u[i], Math.abs(g) + epsilon);
      return w - rate * m[i] / u[i];
    };
  },

  NAdam: settings => {
    const { learningRate, beta1, epsilon, momentumDecay } = settings, moments = decaying(settings);
    const momentumAt = step => beta1 * (1 - 0.5 * 0.96 ** (step * momentumDecay));
    let product = 1;
    return step => {
      const mu = momentumAt(step), next = momentumAt(step + 1);
      product *= mu;
      const ofGradient = learningRate * (1 - mu) / (1 - product), ofMean = learningRate * next / (1 - product * mu * next);
      const { root } = corrected(settings, step);
      return (w, g, [m, v], i) => {
        moments(g, m, v, i);
        return w - (ofGradient * g + ofMean * m[i]) / (Math.sqrt(v[i]) * root + epsilon);
      };
    };
  },
};

// Adam's decaying means of the gradients and of their squares.
function decaying({ beta1, beta2 }) {
  return (g, m, v, i) => {
    m[i] = beta1 * m[i] + (1 - beta1) * g;
    v[i] = beta2 * v[i] + (1 - beta2) * (g * g);
  };
}

// The means begin at 0: the rate corrects the one, a factor on the root the other.
function corrected({ learningRate, beta1, beta2 }, step) {
  return { rate: learningRate / (1 - beta1 ** step), root: 1 / Math.sqrt(1 - beta2 ** step) };
}
