// All of them fall due while this code holds the processor.
exports.onExecutePostLogin = async () => {
  const fired = [];
  const until = Date.now() + 40;
  for (const ms of [20, 5, 15, 1, 10, 25, 2]) setTimeout(() => fired.push(ms), ms);
  const cancelled = setTimeout(() => fired.push('cancelled'), 3);
  setTimeout(() => clearTimeout(cancelled), 2);
  while (Date.now() < until);
  await new Promise((resolve) => setTimeout(resolve, 30));
  console.log(fired.join());
};
