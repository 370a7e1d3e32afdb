exports.onExecutePostLogin = async (event, api) => {
  const attempt = (f) => {
    try {
      f();
    } catch (error) {
      console.log(error.name, error instanceof Error, error.constructor.name);
    }
  };
  attempt(() => undefined.x);
  attempt(() => nope);
  attempt(() => new Array(-1));
  attempt(() => JSON.parse('{'));
  attempt(() => decodeURIComponent('%'));
  attempt(() => null[Symbol.iterator]);
  attempt(() => { (function f() { f(); })(); });
  attempt(() => { throw new AggregateError([new Error('a')], 'all'); });
  attempt(() => new (class A { constructor() { this.#p; } #p = (() => { throw new EvalError('e'); })(); })());
};
