'use strict';
const { test } = require('node:test');
const assert = require('node:assert/strict');
const { reduced } = require('./load.js')(['strokes'], ['reduced']);

const zero = (x, y, size, pen = 0.09) => [{ pen, points: Array.from({ length: 41 }, (_, k) => [x + size * 0.6 * Math.cos(k * Math.PI / 20), y + size * Math.sin(k * Math.PI / 20)]) }];
const mass = pixels => pixels.reduce((sum, pixel) => sum + pixel, 0);

test('nothing drawn is nothing to see', () => assert.equal(reduced([], 8), null));

test('a pixel counts the sixteen dots of its block', () => {
  const pixels = reduced(zero(0.5, 0.5, 0.4), 8);
  assert.equal(pixels.length, 64);
  assert.ok(pixels.every(pixel => Number.isInteger(pixel * 16) && pixel >= 0 && pixel <= 1));
});

test('place and size of a drawing do not matter, its form does', () => {
  const there = reduced(zero(0.5, 0.5, 0.4), 8), here = reduced(zero(0.25, 0.7, 0.3, 0.0675), 8);
  assert.ok(there.every((pixel, e) => Math.abs(pixel - here[e]) <= 2 / 16), 'a smaller zero elsewhere is the same picture');
});

test('the ink is as high as the picture and stands in its middle', () => {
  const pixels = reduced(zero(0.2, 0.2, 0.1), 8), rows = [0, 7].map(row => mass(pixels.slice(8 * row, 8 * row + 8)));
  assert.ok(rows.every(sum => sum > 0));
  for (let row = 0; row < 8; row++) for (let column = 0; column < 4; column++) assert.ok(Math.abs(pixels[8 * row + column] - pixels[8 * row + 7 - column]) <= 2 / 16);
});

test('a single line and a dot fit as well', () => {
  const line = reduced([{ pen: 0.09, points: [[0.5, 0.1], [0.5, 0.9]] }], 8);
  assert.ok(mass(line) > 8 && line.every((pixel, e) => pixel === 0 || [2, 3, 4, 5].includes(e % 8)), 'a one stands in the middle columns');
  assert.ok(mass(reduced([{ pen: 0.09, points: [[0.5, 0.5]] }], 8)) > 0);
  assert.ok(mass(reduced([{ pen: 0.09, points: [[0.1, 0.5], [0.9, 0.5]] }], 8)) > 0);
});

test('for MNIST the centre of mass is in the middle and a margin of four pixels is around the frame', () => {
  const pixels = reduced([{ pen: 0.05, points: [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8]] }], 28), centre = [0, 0];
  pixels.forEach((pixel, e) => { centre[0] += pixel * (e % 28 + 0.5) / mass(pixels); centre[1] += pixel * (Math.floor(e / 28) + 0.5) / mass(pixels); });
  assert.ok(Math.abs(centre[0] - 14) < 0.5 && Math.abs(centre[1] - 14) < 0.5);
  assert.ok(mass(pixels) > 20);
});
