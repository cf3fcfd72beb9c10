// From strokes of a pen to the few pixels that a network sees. A stroke is { pen, points: [[x, y], ...] }, in units of the
// drawing's side; pen is the thickness of the line.

// How a data set made its pictures: the side of the bitmap that the ink is fitted into, of how many dots of it a pixel is made
// (a square of so many by so many), and where the ink goes.
const reductions = {
  // The UCI digits: as high as the bitmap of 32 x 32, in blocks of 4 x 4 of which the black dots are counted, 0 to 16. Theirs are
  // written with a broad pen, narrow ones widened and wide ones narrowed; these numbers make a mouse's line look like that.
  8: { block: 4, height: 32, narrowest: 10, widest: 22, thinnest: 5.5, byMass: false },
  // MNIST: fitted into 20 x 20 pixels, then its centre of mass put into the middle of 28 x 28. A pixel is 4 x 4 dots here too.
  28: { block: 4, height: 80, narrowest: 0, widest: 80, thinnest: 8, byMass: true },
};

// A finer pen than this draws what it draws: with it one can fill single dots.
const finePen = 1 / 20;

// The ink's frame, half a pen around the points.
function frameOf(strokes) {
  const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { pen, points } of strokes) {
    for (const [x, y] of points) {
      frame.left = Math.min(frame.left, x - pen / 2);
      frame.right = Math.max(frame.right, x + pen / 2);
      frame.top = Math.min(frame.top, y - pen / 2);
      frame.bottom = Math.max(frame.bottom, y + pen / 2);
    }
  }
  return frame;
}

// Pixels of side x side from 0 to 1, row by row from the top; null where nothing is drawn.
function reduced(strokes, side) {
  const { block, height, narrowest, widest, thinnest, byMass } = reductions[side], size = side * block;
  const frame = frameOf(strokes), wide = frame.right - frame.left, high = frame.bottom - frame.top;
  if (!(wide > 0)) return null;
  // One factor keeps the form; what would be too wide or too narrow then gets a factor of its own.
  let down = height / high, across = down;
  if (wide * across > widest) {
    across = widest / wide;
    if (byMass) down = across;
  } else if (wide * across < narrowest) across = narrowest / wide;
  const left = (size - wide * across) / 2, top = (size - high * down) / 2;
  const dots = new Uint8Array(size * size);
  for (const { pen, points } of strokes) {
    const least = pen < finePen ? 0 : thinnest, radiusX = Math.max(pen * across, least) / 2, radiusY = Math.max(pen * down, least) / 2;
    // A pen that was made thicker stays inside the frame.
    const inset = (place, low, high, radius) => Math.max(low + radius, Math.min(high - radius, place));
    const placed = points.map(([x, y]) => [
      inset(left + (x - frame.left) * across, left, left + wide * across, radiusX), inset(top + (y - frame.top) * down, top, top + high * down, radiusY),
    ]);
    placed.forEach((to, i) => line(dots, size, placed[Math.max(0, i - 1)], to, radiusX, radiusY));
  }
  return blocks(byMass ? centred(dots, size) : dots, size, block);
}

// Blackens every dot whose middle an elliptic pen covers on its way.
function line(dots, size, [x1, y1], [x2, y2], radiusX, radiusY) {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) * 2) + 1;
  for (let s = 0; s <= steps; s++) {
    const x = x1 + (x2 - x1) * s / steps, y = y1 + (y2 - y1) * s / steps;
    for (let row = Math.max(0, Math.floor(y - radiusY)); row <= Math.min(size - 1, y + radiusY); row++) {
      for (let column = Math.max(0, Math.floor(x - radiusX)); column <= Math.min(size - 1, x + radiusX); column++) {
        if (((column + 0.5 - x) / radiusX) ** 2 + ((row + 0.5 - y) / radiusY) ** 2 <= 1) dots[row * size + column] = 1;
      }
    }
  }
}

function centred(dots, size) {
  let mass = 0, sumX = 0, sumY = 0;
  dots.forEach((dot, e) => { mass += dot; sumX += dot * (e % size + 0.5); sumY += dot * (Math.floor(e / size) + 0.5); });
  const right = Math.round(size / 2 - sumX / mass), down = Math.round(size / 2 - sumY / mass), moved = new Uint8Array(size * size);
  dots.forEach((dot, e) => {
    const x = e % size + right, y = Math.floor(e / size) + down;
    if (dot && x >= 0 && x < size && y >= 0 && y < size) moved[y * size + x] = 1;
  });
  return moved;
}

// The share of black dots in each block.
function blocks(dots, size, block) {
  const side = size / block, pixels = new Float64Array(side * side);
  dots.forEach((dot, e) => { pixels[Math.floor(Math.floor(e / size) / block) * side + Math.floor(e % size / block)] += dot / block ** 2; });
  return pixels;
}
