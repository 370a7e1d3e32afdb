// `util.diff`: what two texts or lists of texts have in common, as the shortest list of changes.
const { invalidArgument } = internals;

/** More pairs than this are too many to compare: the table of them would eat the memory. */
const MOST_PAIRS = 4_000_000;

const partsOf = (name, value) => {
  if (typeof value !== 'string' && !Array.isArray(value)) throw invalidArgument(name, 'of type string', value);
  const parts = [...value];
  for (const [at, part] of parts.entries()) if (typeof part !== 'string') throw invalidArgument(`${name}[${at}]`, 'of type string', part);
  return parts;
};
/** Length of the longest common part of what follows each pair of places. */
const lengths = (a, b) => {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  return (i, j) => table[i * width + j];
};

module.exports = function diff(actual, expected) {
  const [a, b] = [partsOf('actual', actual), partsOf('expected', expected)];
  if (actual === expected) return [];
  if (a.length * b.length > MOST_PAIRS) throw internals.outOfRange('actual.length * expected.length', `<= ${MOST_PAIRS}`, a.length * b.length);
  const common = lengths(a, b);
  const changes = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push([0, a[i]]);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && common(i + 1, j) >= common(i, j + 1))) changes.push([1, a[i++]]);
    else changes.push([-1, b[j++]]);
  }
  return changes;
};
