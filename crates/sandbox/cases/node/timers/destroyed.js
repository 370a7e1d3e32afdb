exports.onExecutePostLogin = async () => {
  const over = setTimeout(() => {}, 1);
  const stopped = setInterval(() => {}, 1000);
  const immediate = setImmediate(() => {});
  const dropped = setImmediate(() => console.log('never'));
  console.log(over._destroyed, stopped._destroyed, immediate._destroyed, process.getActiveResourcesInfo().filter((name) => name === 'Immediate').length);
  clearInterval(stopped);
  clearImmediate(dropped);
  console.log(stopped._destroyed, dropped._destroyed);
  await new Promise((resolve) => {
    const timer = setTimeout(() => {
      console.log(timer._destroyed, over._destroyed, immediate._destroyed);
      resolve(timer);
    }, 10);
  }).then((timer) => console.log(timer._destroyed));
  let count = 0;
  await new Promise((resolve) => {
    const timer = setTimeout(() => {
      count += 1;
      if (count < 3) timer.refresh();
      else resolve();
    }, 1);
  });
  console.log(count);
  const kept = setTimeout(() => {}, 1000);
  const active = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = active();
  kept.unref();
  console.log(before - active());
  clearTimeout(kept);
};
