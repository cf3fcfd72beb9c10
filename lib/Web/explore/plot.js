// A plot: data in a frame with axes, symbols of classes, and pictures made of numbers.

function ticks(low, high, most) {
  const rough = (high - low) / most, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) found.push(+(k * step).toPrecision(12));
  return found;
}

// Data in a frame with axes. x and y: { name, low, high, log }.
class Plot {
  constructor(canvas, width, height, colors, x, y) {
    Object.assign(this, { width, height, colors, x, y, left: 54, right: width - 8, top: 8, bottom: height - 38 });
    this.pen = prepare(canvas, width, height);
  }

  #part(axis, value) {
    const { low, high, log } = axis;
    return log ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : (value - low) / (high - low);
  }

  across(value) {
    return this.left + this.#part(this.x, value) * (this.right - this.left);
  }

  up(value) {
    return this.bottom - this.#part(this.y, value) * (this.bottom - this.top);
  }

  // From a place on the canvas to the data.
  dataAt(left, top) {
    const { x, y } = this;
    return [x.low + (left - this.left) / (this.right - this.left) * (x.high - x.low), y.low + (this.bottom - top) / (this.bottom - this.top) * (y.high - y.low)];
  }

  axes() {
    const { pen, left, right, top, bottom, x, y } = this;
    pen.strokeStyle = 'rgba(128,128,128,0.7)';
    pen.lineWidth = 1;
    pen.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
    pen.fillStyle = this.colors.ink;
    pen.font = '11px system-ui, sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'top';
    for (const tick of ticks(x.low, x.high, Math.max(2, (right - left) / 70))) pen.fillText(short(tick), this.across(tick), bottom + 4);
    pen.fillText(x.name, (left + right) / 2, bottom + 20);
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const tick of y.log ? this.#powers() : ticks(y.low, y.high, Math.max(2, (bottom - top) / 45))) pen.fillText(short(tick), left - 5, this.up(tick));
    pen.save();
    pen.translate(11, (top + bottom) / 2);
    pen.rotate(-Math.PI / 2);
    pen.textAlign = 'center';
    pen.fillText(y.name, 0, 0);
    pen.restore();
  }

  #powers() {
    const found = [];
    for (let power = Math.floor(Math.log10(this.y.low)); power <= Math.ceil(Math.log10(this.y.high)); power++) {
      for (const factor of this.y.high > 30 * this.y.low ? [1, 3] : [1, 1.5, 2, 3, 5, 7]) if (factor * 10 ** power >= this.y.low && factor * 10 ** power <= this.y.high) found.push(factor * 10 ** power);
    }
    return found;
  }

  inside(draw) {
    const { pen } = this;
    pen.save();
    pen.beginPath();
    pen.rect(this.left, this.top, this.right - this.left, this.bottom - this.top);
    pen.clip();
    draw(pen);
    pen.restore();
  }

  line(xs, ys, color, width = 2, dash = []) {
    this.inside(pen => {
      pen.strokeStyle = color;
      pen.lineWidth = width;
      pen.setLineDash(dash);
      pen.beginPath();
      for (let i = 0; i < xs.length; i++) pen.lineTo(this.across(xs[i]), Math.max(-1e5, Math.min(1e5, this.up(ys[i]))));
      pen.stroke();
      pen.setLineDash([]);
    });
  }

  // Symbols tell classes apart as well as colours do.
  point(x, y, kind, size = 4, edge = this.colors.isDark ? '#111' : '#fff') {
    const { pen } = this, left = this.across(x), top = this.up(y);
    pen.beginPath();
    symbols[kind % symbols.length](pen, left, top, size);
    pen.fillStyle = this.colors.colors[kind % this.colors.colors.length];
    pen.fill();
    pen.strokeStyle = edge;
    pen.lineWidth = 1;
    pen.stroke();
  }

  mark(x, y) {
    const { pen } = this;
    pen.beginPath();
    pen.arc(this.across(x), this.up(y), 9, 0, 2 * Math.PI);
    pen.strokeStyle = this.colors.ink;
    pen.lineWidth = 2.5;
    pen.stroke();
  }

  image(picture) {
    this.pen.imageSmoothingEnabled = true;
    this.pen.drawImage(picture, this.left, this.top, this.right - this.left, this.bottom - this.top);
  }
}

const symbols = [
  (pen, x, y, r) => pen.arc(x, y, r, 0, 2 * Math.PI),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.35, 4, 0),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.35, 4, Math.PI / 4),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.4, 3, -Math.PI / 2),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.4, 3, Math.PI / 2),
  (pen, x, y, r) => polygon(pen, x, y, r * 1.3, 6, 0),
];

function polygon(pen, x, y, r, corners, turn) {
  for (let i = 0; i < corners; i++) pen.lineTo(x + r * Math.cos(turn + 2 * Math.PI * i / corners), y + r * Math.sin(turn + 2 * Math.PI * i / corners));
  pen.closePath();
}

// A picture of size x size pixels (0, 0 is top left). Of pixel i, hue(i) says which colour ([red, green, blue]), strength(i) how
// strong, from 0 to 1. It is painted many times a second, so it is kept, and nothing is allocated for a pixel.
function painted(kept, size, hue, strength) {
  if (!kept) {
    const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size }), pen = canvas.getContext('2d');
    kept = { canvas, pen, image: pen.createImageData(size, size) };
  }
  const { data } = kept.image;
  for (let i = 0, e = 0; i < size * size; i++, e += 4) {
    const color = hue(i);
    data[e] = color[0];
    data[e + 1] = color[1];
    data[e + 2] = color[2];
    data[e + 3] = 255 * strength(i);
  }
  kept.pen.putImageData(kept.image, 0, 0);
  return kept;
}
