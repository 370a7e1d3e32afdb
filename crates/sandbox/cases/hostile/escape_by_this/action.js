exports.onExecutePostLogin = async function (event, api) {
  const sloppy = function () { return this; };
  console.log(sloppy() === globalThis, this === module.exports);
  const seen = [];
  const look = function () { seen.push(this === globalThis ? 'global' : this === undefined ? 'undefined' : typeof this); };
  queueMicrotask(look);
  setImmediate(look);
  const timer = setTimeout(look, 1);
  new AbortController().signal.addEventListener('abort', look);
  [1].forEach(look);
  JSON.parse('1', look);
  await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(seen.join(), Object.getOwnPropertyNames(timer).length, Object.getOwnPropertySymbols(timer).length);
};
