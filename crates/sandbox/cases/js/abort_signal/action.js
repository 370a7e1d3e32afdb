exports.onExecutePostLogin = async (event, api) => {
  const c = new AbortController();
  const seen = [];
  c.signal.addEventListener('abort', (event) => seen.push(event.type, event.target === c.signal));
  c.signal.onabort = () => seen.push('onabort');
  const any = AbortSignal.any([c.signal]);
  c.abort('reason');
  c.abort('again');
  console.log(seen, c.signal.reason, any.aborted, any.reason);
  try {
    c.signal.throwIfAborted();
  } catch (error) {
    console.log(error);
  }
  console.log(AbortSignal.abort().reason.name, AbortSignal.abort().reason.message);
  try {
    new AbortSignal();
  } catch (error) {
    console.log(error.name);
  }
};
