const { Readable } = require('stream');
const numbers = () => Readable.from([1, 2, 3, 4]);
exports.onExecutePostLogin = async () => {
  console.log(await numbers().map((n) => n * 2).filter(async (n) => n > 2).toArray());
  console.log(await numbers().take(2).toArray(), await numbers().drop(3).toArray(), await numbers().flatMap((n) => [n, -n]).toArray());
  console.log(await numbers().reduce((sum, n) => sum + n, 10), await numbers().some((n) => n > 3), await numbers().every((n) => n > 3), await numbers().find((n) => n === 3));
  await numbers().forEach((n) => console.log(n), { concurrency: 2 });
  let most = 0;
  let now = 0;
  const mapped = numbers().map(async (n) => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now--;
    return n;
  }, { concurrency: 2 });
  console.log(await mapped.toArray(), most);
  for (const call of [() => numbers().map(5), () => numbers().map((n) => n, { concurrency: 0 }), () => numbers().take(-1), () => numbers().take('x'), () => numbers().map((n) => n, 5), () => numbers().map((n) => n, { signal: 1 })]) {
    try {
      const result = call();
      console.log(typeof result);
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  for (const call of [() => Readable.from([]).reduce((a) => a), () => numbers().reduce(5), () => numbers().forEach(), () => numbers().map(() => { throw new RangeError('own'); }).toArray()]) {
    await call().catch((error) => console.log(error.name, error.code, error.message));
  }
  const controller = new AbortController();
  const stopped = numbers().map(async (n, { signal }) => {
    if (n === 2) controller.abort();
    return [n, signal.aborted];
  }, { signal: controller.signal }).toArray();
  await stopped.catch((error) => console.log(error.name, error.code, error.message));
  console.log(await numbers().compose(async function* (source) { for await (const n of source) yield `<${n}>`; }).toArray());
  for await (const value of numbers().iterator({ destroyOnReturn: false })) {
    console.log(value);
    break;
  }
};
