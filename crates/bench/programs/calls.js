// Function calls, closures, recursion.
const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
exports.work = () => {
  const adders = [];
  for (let i = 0; i < 100; i++) adders.push((x) => x + i);
  let sum = fib(23);
  for (let round = 0; round < 1500; round++) for (let i = 0; i < adders.length; i++) sum = adders[i](sum) % 65537;
  return sum;
};
