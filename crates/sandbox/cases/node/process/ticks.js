exports.onExecutePostLogin = async () => {
  const seen = [];
  await new Promise((resolve) => {
    setTimeout(() => {
      Promise.resolve().then(() => seen.push('promise 1')).then(() => seen.push('promise 2'));
      process.nextTick((x) => { seen.push(`tick ${x}`); process.nextTick(() => seen.push('tick in tick')); Promise.resolve().then(() => seen.push('promise in tick')); }, 1);
      queueMicrotask(() => { seen.push('microtask'); process.nextTick(() => seen.push('tick in microtask')); });
      setImmediate(() => { seen.push('immediate'); resolve(); });
      seen.push('sync');
    }, 1);
  });
  console.log(seen);
  console.log(process === require('process'), process === require('node:process'), process.version.startsWith('v22.'), process.platform, Object.prototype.toString.call(process), process instanceof require('events'));
  const [seconds, nanos] = process.hrtime();
  console.log(Number.isInteger(seconds), Number.isInteger(nanos), typeof process.hrtime.bigint(), typeof process.uptime(), process.exitCode, process.env.NOTHING);
  process.stdout.write('written\n');
  for (const call of [() => process.nextTick(1), () => process.hrtime(1)]) {
    try {
      call();
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
};
