exports.onExecutePostLogin = async (event, api) => {
  const order = [];
  setTimeout(() => order.push('timeout 15'), 15);
  setTimeout((a, b) => order.push('args ' + a + b), 1, 'x', 'y');
  const cancelled = setTimeout(() => order.push('never'), 1);
  clearTimeout(cancelled);
  queueMicrotask(() => order.push('microtask'));
  Promise.resolve().then(() => order.push('then'));
  let ticks = 0;
  await new Promise((resolve) => {
    const interval = setInterval(() => {
      ticks += 1;
      if (ticks === 3) {
        clearInterval(interval);
        resolve();
      }
    }, 10);
  });
  console.log(order, ticks);
  const byNumber = setTimeout(() => console.log('never'), 1);
  clearTimeout(+byNumber);
  clearTimeout(undefined);
  console.log(typeof byNumber.ref, typeof +byNumber, byNumber.hasRef());
  await new Promise((resolve) => setImmediate(resolve));
  try {
    setTimeout('code');
  } catch (error) {
    console.log(error.name, error.code);
  }
};
