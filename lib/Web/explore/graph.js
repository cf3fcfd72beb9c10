// A network drawn: neurons as small pictures of what they compute, weights as lines. Lines and neurons can be dragged and chosen.

// Where the network is asked: a grid over the plane of two inputs (row by row from the top), or a row of places of one.
function places(inputs, x, y, count) {
  const across = i => x.low + (i + 0.5) / count * (x.high - x.low);
  if (inputs === 1) return { n: count, X: Float64Array.from({ length: count }, (_, i) => across(i)) };
  const X = new Float64Array(2 * count * count);
  for (let row = 0, e = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      X[e++] = across(column);
      X[e++] = y.high - (row + 0.5) / count * (y.high - y.low);
    }
  }
  return { n: count * count, X };
}

// Outputs of a network on a grid as a picture: the colour of the largest class, or of a number from low to high.
function paintedRegions(kept, size, A, outputs, low, high, colors) {
  if (outputs > 1) {
    const palette = colors.colors.map(channels);
    const best = k => {
      let place = 0;
      for (let i = 1; i < outputs; i++) if (A[k * outputs + i] > A[k * outputs + place]) place = i;
      return place;
    };
    const sure = k => Math.max(0, Math.min(1, (A[k * outputs + best(k)] - 1 / outputs) / (1 - 1 / outputs)));
    return painted(kept, size, k => palette[best(k) % palette.length], k => 0.12 + 0.5 * sure(k));
  }
  // As classes of data have their colours, 0 is the first of the palette.
  const [first, second] = [channels(colors.colors[0]), channels(colors.colors[1])], part = k => 2 * (A[k] - low) / (high - low) - 1;
  return painted(kept, size, k => (part(k) > 0 ? second : first), k => 0.08 + 0.6 * Math.min(1, Math.abs(part(k)) || 0));
}

class Graph {
  // told: { chosen(layer, neuron), dragged(layer, neuron, input, w) or null }
  constructor(told) {
    this.told = told;
    this.canvas = element('canvas');
    this.host = element('div', { className: 'graph', role: 'group', 'aria-label': 'The network: choose a neuron, with arrow keys or pointer' }, this.canvas);
    this.buttons = [];
    this.chosen = null;
    this.pictures = new Map();
    this.host.addEventListener('pointerdown', event => this.#press(event));
    this.host.addEventListener('pointermove', event => this.#point(event));
    this.host.addEventListener('keydown', event => this.#key(event));
  }

  // Neurons stand in columns; the size of each is what the tallest layer leaves room for.
  #layOut(model, width) {
    this.sizes = [model.inputs, ...model.layers.map(layer => layer.outputs)];
    const tallest = Math.max(...this.sizes);
    this.side = Math.max(16, Math.min(42, 330 / tallest - 6));
    this.height = Math.max(150, Math.min(tallest, 20) * (this.side + 7) + 34);
    this.width = width;
    const inner = width - this.side - 20;
    this.at = (layer, i) => ({
      x: 10 + this.side / 2 + inner * layer / (this.sizes.length - 1),
      y: 26 + (this.height - 30) * (i + 0.5) / this.sizes[layer],
    });
  }

  #placeButtons() {
    const shape = this.sizes.join('-') + this.width;
    if (this.shape === shape) return;
    this.shape = shape;
    this.buttons.forEach(button => button.remove());
    this.buttons = [];
    this.sizes.forEach((size, layer) => {
      for (let i = 0; i < size && layer > 0; i++) {
        const { x, y } = this.at(layer, i), side = this.side + 4;
        const button = element('button', {
          type: 'button',
          tabIndex: -1,
          'aria-pressed': 'false',
          'aria-label': `neuron ${i + 1} of ${this.layerName(layer)}`,
          style: `left:${x - side / 2}px;top:${y - side / 2}px;width:${side}px;height:${side}px`,
          onclick: () => this.choose(layer, i),
        });
        button.place = [layer, i];
        this.buttons.push(button);
        this.host.append(button);
      }
    });
    this.#pressButtons();
  }

  layerName(layer) {
    return layer === 0 ? 'the input' : layer === this.sizes.length - 1 ? 'the output' : `hidden layer ${layer}`;
  }

  choose(layer, i) {
    this.chosen = [layer, i];
    this.#pressButtons();
    this.told.chosen(layer, i);
  }

  #pressButtons() {
    for (const button of this.buttons) {
      const isChosen = this.chosen !== null && button.place[0] === this.chosen[0] && button.place[1] === this.chosen[1];
      button.setAttribute('aria-pressed', isChosen);
      button.tabIndex = isChosen || (!this.chosen && button === this.buttons[0]) ? 0 : -1;
    }
  }

  #key(event) {
    const [layer, i] = event.target.place ?? [];
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!layer || !move) return;
    event.preventDefault();
    const to = Math.max(1, Math.min(this.sizes.length - 1, layer + move[0]));
    const neuron = Math.max(0, Math.min(this.sizes[to] - 1, i + move[1]));
    this.choose(to, neuron);
    this.buttons.find(button => button.place[0] === to && button.place[1] === neuron).focus();
  }

  // The weight whose line passes nearest, in reach of a finger.
  #nearest(event) {
    const box = this.canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
    let found = null, least = event.pointerType === 'touch' ? 14 : 7;
    this.model.layers.forEach(({ inputs, outputs, W }, l) => {
      for (let i = 0; i < outputs; i++) {
        for (let j = 0; j < inputs; j++) {
          const a = this.at(l, j), b = this.at(l + 1, i), part = Math.max(0, Math.min(1, ((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / ((b.x - a.x) ** 2 + (b.y - a.y) ** 2)));
          const distance = Math.hypot(x - a.x - part * (b.x - a.x), y - a.y - part * (b.y - a.y));
          if (distance < least) [found, least] = [{ layer: l + 1, neuron: i, input: j, w: W[i * inputs + j] }, distance];
        }
      }
    });
    return found;
  }

  #press(event) {
    const edge = this.told.dragged && event.target === this.canvas && this.#nearest(event);
    if (!edge) return;
    event.preventDefault();
    const start = event.clientY, scale = Math.max(1, Math.abs(edge.w)) / 60;
    this.edge = edge;
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.classList.add('taken');
    const move = moved => this.told.dragged(edge.layer, edge.neuron, edge.input, edge.w + (start - moved.clientY) * scale);
    untilLifted(this.canvas, move, () => {
      this.canvas.classList.remove('taken');
      this.edge = null;
    });
    this.choose(edge.layer, edge.neuron);
  }

  #point(event) {
    if (this.edge || event.target !== this.canvas) return;
    const edge = this.#nearest(event);
    this.canvas.style.cursor = edge && this.told.dragged ? 'ns-resize' : '';
    this.canvas.title = edge ? `weight from ${edge.input + 1} of ${this.layerName(edge.layer - 1)} to neuron ${edge.neuron + 1}: ${short(edge.w)}${this.told.dragged ? ' (drag up or down)' : ''}` : '';
  }

  // grid: { n, X, pass, count } of the places where the neurons are asked, or null for many inputs.
  draw(model, grid, colors) {
    const width = this.host.clientWidth;
    if (!width) return;
    this.model = model;
    this.#layOut(model, width);
    const pen = prepare(this.canvas, width, this.height);
    this.#placeButtons();
    pen.fillStyle = colors.ink;
    pen.font = '12px system-ui, sans-serif';
    pen.textBaseline = 'top';
    this.sizes.forEach((_, layer) => {
      const { x } = this.at(layer, 0), last = this.sizes.length - 1;
      pen.textAlign = layer === 0 ? 'left' : layer === last ? 'right' : 'center';
      pen.fillText(layer === 0 ? 'input' : layer === last ? 'output' : `hidden ${layer}`, layer === 0 ? 2 : layer === last ? width - 2 : x, 2);
    });
    model.layers.forEach(({ inputs, outputs, W }, l) => {
      const largest = W.reduce((most, w) => Math.max(most, Math.abs(w)), 1e-9);
      for (let i = 0; i < outputs; i++) {
        for (let j = 0; j < inputs; j++) {
          const w = W[i * inputs + j], size = Math.abs(w) / largest, a = this.at(l, j), b = this.at(l + 1, i);
          const isChosen = this.chosen !== null && this.chosen[0] === l + 1 && this.chosen[1] === i;
          pen.globalAlpha = isChosen ? 1 : 0.25 + 0.6 * size;
          pen.strokeStyle = w >= 0 ? colors.positive : colors.negative;
          pen.lineWidth = 0.6 + 4 * size;
          pen.setLineDash(w >= 0 ? [] : [6, 4]);
          pen.beginPath();
          pen.moveTo(a.x, a.y);
          pen.lineTo(b.x, b.y);
          pen.stroke();
        }
      }
    });
    pen.globalAlpha = 1;
    pen.setLineDash([]);
    this.sizes.forEach((size, layer) => {
      for (let i = 0; i < size; i++) this.#neuron(pen, layer, i, grid, colors);
    });
  }

  #neuron(pen, layer, i, grid, colors) {
    const { x, y } = this.at(layer, i), side = this.side, left = x - side / 2, top = y - side / 2;
    pen.fillStyle = colors.isDark ? '#202226' : '#fff';
    pen.fillRect(left, top, side, side);
    if (grid) {
      const size = this.sizes[layer], A = layer === 0 ? grid.X : grid.pass[layer - 1].A;
      let low = Infinity, high = -Infinity;
      for (let k = 0; k < grid.n; k++) { low = Math.min(low, A[k * size + i]); high = Math.max(high, A[k * size + i]); }
      if (this.sizes[0] === 2) {
        const scale = Math.max(Math.abs(low), Math.abs(high)) || 1, [negative, positive] = [channels(colors.negative), channels(colors.positive)];
        const picture = painted(this.pictures.get(`${layer} ${i}`), grid.count, k => (A[k * size + i] > 0 ? positive : negative), k => Math.abs(A[k * size + i]) / scale);
        this.pictures.set(`${layer} ${i}`, picture);
        pen.drawImage(picture.canvas, left, top, side, side);
      } else {
        // What differs by rounding alone is a level line.
        if (!(high - low > 1e-9 * Math.max(1, Math.abs(low), Math.abs(high)))) high = (low -= 0.5) + 1;
        pen.strokeStyle = colors.ink;
        pen.lineWidth = 1.5;
        pen.beginPath();
        for (let k = 0; k < grid.n; k++) pen.lineTo(left + 2 + (side - 4) * k / (grid.n - 1), top + side - 3 - (side - 6) * (A[k * size + i] - low) / (high - low));
        pen.stroke();
      }
    }
    pen.strokeStyle = 'rgba(128,128,128,0.9)';
    pen.lineWidth = 1.5;
    pen.strokeRect(left, top, side, side);
  }
}
