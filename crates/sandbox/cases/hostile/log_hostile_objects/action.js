exports.onExecutePostLogin = async () => {
  const trap = () => { throw new Error('trap'); };
  const handler = new Proxy({}, { get: () => trap });
  const hostile = [
    new Proxy({}, handler), new Proxy(function () {}, handler), Proxy.revocable({}, {}).proxy,
    { get a() { return trap(); } }, { [Symbol.toStringTag]: { toString: trap } }, { get [Symbol.toStringTag]() { return trap(); } },
    Object.create(null), Object.create({ get constructor() { return trap(); } }), Object.setPrototypeOf([1], null), Object.setPrototypeOf(new Map([[1, 2]]), null),
    Object.defineProperty(new Error('x'), 'message', { get: trap }), Object.defineProperty(new Error('x'), 'stack', { get: trap }),
    Object.assign(() => {}, { toString: trap }), class { static get name() { return trap(); } }, new (class extends Date {})(NaN), Symbol('\ud800'), Object(1n),
    { length: 2 ** 53 }, new Array(100).fill(new Array(100).fill({ a: 1 })),
  ];
  hostile.push(hostile);
  let lines = 0;
  for (const value of hostile) {
    console.log(value);
    console.log('%s %d %i %f %j %o %O %c', value, value, value, value, value, value, value, value);
    lines += 1;
  }
  throw new Error(`printed ${lines}`);
};
