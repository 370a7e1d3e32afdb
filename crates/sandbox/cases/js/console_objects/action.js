exports.onExecutePostLogin = async (event, api) => {
  console.log({ user: { id: 1, roles: ['a', 'b'], deep: { deeper: { deepest: 1 } } } });
  console.log([undefined, null, NaN, -0, 1n, 'text', true]);
  console.log(new Map([['k', { v: 1 }]]), new Set([1, 'two']));
  class User { constructor() { this.name = 'Ann'; } get full() { return ''; } }
  console.log(new User(), User, () => {}, Symbol('s'));
  console.log(Object.create(null), { get a() { return 1; }, set b(v) {} });
};
