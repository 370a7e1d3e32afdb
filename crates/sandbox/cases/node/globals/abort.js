const shown = (make) => {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
exports.onExecutePostLogin = async () => {
  for (const args of [[], [5], [[5]], [[{}]], [[new AbortController()]], ['x'], [null]]) shown(() => AbortSignal.any(...args));
  for (const args of [[], ['x'], [-1], [NaN], [2 ** 53]]) shown(() => AbortSignal.timeout(...args));
  shown(() => new AbortSignal());
  shown(() => AbortSignal.prototype.aborted);
  const [first, second] = [new AbortController(), new AbortController()];
  const any = AbortSignal.any([first.signal, second.signal]);
  const nested = AbortSignal.any([any, new AbortController().signal]);
  const order = [];
  nested.addEventListener('abort', (event) => order.push(['nested', event.isTrusted, event.type, event.target === nested]));
  any.onabort = () => order.push('any');
  first.signal.addEventListener('abort', () => order.push(['first', any.aborted, nested.aborted]));
  console.log(any.aborted, any.reason, any instanceof AbortSignal, any.onabort.name, first.signal.onabort);
  first.abort('why');
  first.abort('again');
  second.abort('later');
  console.log(any.aborted, any.reason, nested.reason, first.signal.reason, order);
  shown(() => any.throwIfAborted());
  console.log(AbortSignal.any([]).aborted, AbortSignal.any([AbortSignal.abort('x'), first.signal]).reason, AbortSignal.abort().reason.name, AbortSignal.abort(null).reason, AbortSignal.abort(undefined).reason.message);
  const controller = new AbortController();
  let count = 0;
  controller.signal.onabort = () => { count += 1; };
  controller.signal.onabort = () => { count += 10; };
  controller.signal.addEventListener('abort', () => { count += 100; }, { once: true });
  controller.abort();
  console.log(count, controller.signal.reason.code, controller, controller.signal, Object.keys(AbortSignal.prototype).sort().join(), Object.keys(AbortController.prototype).sort().join());
  const timed = AbortSignal.timeout(1);
  await new Promise((resolve) => {
    timed.onabort = resolve;
    setTimeout(() => {}, 50);
  });
  console.log(timed.reason.name, timed.reason.message, timed.reason.code, timed.reason instanceof DOMException);
  console.log(AbortSignal.any.length, AbortSignal.any.name, AbortSignal.timeout.length, AbortSignal.abort.length, AbortSignal.length, AbortController.length);
};
