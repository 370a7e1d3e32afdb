// Integers and floating point: a sieve and a sum of square roots.
exports.work = () => {
  const size = 200000;
  const sieve = new Uint8Array(size);
  let count = 0;
  for (let i = 2; i < size; i++) {
    if (sieve[i]) continue;
    count++;
    for (let j = i * 2; j < size; j += i) sieve[j] = 1;
  }
  let total = 0;
  for (let i = 1; i < 200000; i++) total += Math.sqrt(i) / (i % 7 + 1.5);
  return count + Math.floor(total);
};
