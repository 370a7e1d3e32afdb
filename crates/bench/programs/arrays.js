// Arrays: filled, mapped, filtered, sorted, reduced.
exports.work = () => {
  let seed = 42;
  const next = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff);
  const list = Array.from({ length: 30000 }, next);
  const sorted = [...list].sort((a, b) => a - b);
  return sorted.map((value, at) => value ^ list[at]).filter((value) => value & 1).reduce((sum, value) => (sum + value) % 1000003, 0);
};
