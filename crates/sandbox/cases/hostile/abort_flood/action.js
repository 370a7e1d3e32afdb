exports.onExecutePostLogin = async () => {
  const controller = new AbortController();
  let seen = 0;
  for (let i = 0; i < 1000; i++) controller.signal.addEventListener('abort', () => { seen += 1; });
  let any = controller.signal;
  for (let i = 0; i < 50; i++) any = AbortSignal.any([any, controller.signal]);
  any.addEventListener('abort', () => { seen += 1; throw new Error('listener'); });
  controller.abort();
  controller.abort();
  console.log(seen);
};
