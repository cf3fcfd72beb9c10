// The engine's random numbers, bit for bit: xoshiro256** whose state SplitMix64 fills from a hash (FNV-1a) of seed, purpose and
// index. So a network that this page makes from a seed has the weights of the engine's, and its batches the same samples.

const bits64 = (1n << 64n) - 1n;
const golden = 0x9E3779B97F4A7C15n;

function mixed(z) {
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xBF58476D1CE4E5B9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94D049BB133111EBn);
  return z ^ (z >> 31n);
}

function randomStream(seed, purpose, index = 0) {
  const fnv = (bytes, hash) => bytes.reduce((h, byte) => BigInt.asUintN(64, (h ^ BigInt(byte)) * 0x100000001B3n), hash);
  const numbers = new DataView(new ArrayBuffer(12));
  numbers.setInt32(0, seed, true);
  numbers.setBigInt64(4, BigInt(index), true);
  let hash = fnv(Array.from(new Uint8Array(numbers.buffer)), fnv(Array.from(purpose, letter => letter.charCodeAt(0)), 0xCBF29CE484222325n));
  let [a, b, c, d] = [1, 2, 3, 4].map(() => mixed(hash = BigInt.asUintN(64, hash + golden)));
  const rotated = (x, k) => ((x << k) | (x >> (64n - k))) & bits64;

  function next() {
    const result = (rotated((b * 5n) & bits64, 7n) * 9n) & bits64;
    const shifted = (b << 17n) & bits64;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 45n);
    return result;
  }

  // Lemire's numbers below a bound: the high half of 32 bits times the bound; the few that would favour some are drawn again.
  function below(bound) {
    const draw = () => (next() >> 32n) * BigInt(bound);
    let product = draw();
    const unfair = (2 ** 32 - bound) % bound;
    while (Number(product & 0xFFFFFFFFn) < unfair) product = draw();
    return Number(product >> 32n);
  }

  const uniform = () => Number(next() >> 11n) * 2 ** -53;

  return {
    next,
    uniform,
    // By Marsaglia's polar method.
    normal() {
      for (;;) {
        const x = 2 * uniform() - 1, y = 2 * uniform() - 1, r = x * x + y * y;
        if (r > 0 && r < 1) return x * Math.sqrt(-2 * Math.log(r) / r);
      }
    },
    shuffle(values) {
      for (let last = values.length - 1; last > 0; last--) {
        const chosen = below(last + 1);
        [values[last], values[chosen]] = [values[chosen], values[last]];
      }
    },
  };
}
