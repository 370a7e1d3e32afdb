exports.onExecutePostLogin = async (event, api) => {
  let seen = [];
  Error.prepareStackTrace = (error, sites) => sites.map((site) => site.getFunction?.());
  seen = new Error('x').stack;
  Error.prepareStackTrace = undefined;
  console.log(seen.every((f) => f === undefined));
  console.log(/runtime/.test(new Error('y').stack));
  const frames = [];
  new Promise(() => { frames.push(new Error('z').stack); });
  setTimeout(() => frames.push(new Error('t').stack), 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(frames.some((text) => /runtime|library/.test(text)));
  function probe() { try { return probe.caller; } catch { return null; } }
  console.log(probe() === null || probe() === undefined);
};
