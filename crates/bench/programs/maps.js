// Maps and sets with string keys.
exports.work = () => {
  const counts = new Map();
  for (let i = 0; i < 80000; i++) {
    const key = `user-${i % 977}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const seen = new Set();
  for (const [key, count] of counts) if (count > 80) seen.add(key);
  return seen.size + counts.size;
};
