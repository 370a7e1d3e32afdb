// Messages of the language that programs match and people read in logs.
const tried = (make) => {
  try {
    return make();
  } catch (error) {
    return `${error.name}: ${error.message.split('\n')[0]}`;
  }
};
const top = {};
let missing;
const f = () => ({});
function local(argument, other) {
  let inner = { list: [1], deep: { er: {} } };
  const key = 'name';
  return [
    tried(() => missing()), tried(() => top.method(1, 2)), tried(() => top.a.b()), tried(() => inner.deep.er.go(argument, other)), tried(() => argument()),
    tried(() => argument.run()), tried(() => inner.list.map(missing)), tried(() => inner.list.map(5)), tried(() => inner.list.map({})), tried(() => inner.list[0]()),
    tried(() => inner[key]()), tried(() => f()()), tried(() => f().x()), tried(() => f(1, missing).x.y()), tried(() => f().x(f().y)), tried(() => inner.list.length()),
    tried(() => inner.none?.er.nope()), tried(() => top.a?.b.c), tried(() => [1, 2].forEach(null)),
    tried(() => top.x(argument ? 1 : 2, other && 3)), tried(() => missing(f(), [1, 2], { a: 1 })), tried(() => { for (const item of inner.list) item.toUpperCase(); }),
    tried(() => { for (const item in top) item(); for (let i = 0; i < 1; i++) { if (i === 0) top.loop(i); } }), tried(() => { try { top.first(); } catch { top.second(); } }),
    tried(() => { switch (argument) { case 5: top.five(); break; default: top.other(); } }), tried(() => { const { a, b = 1 } = top; a(b); }), tried(() => { const [q] = inner.list; q(); }),
    tried(() => `${top.text()}`), tried(() => top.one() + top.two()), tried(() => !top.not()), tried(() => typeof top.type()), tried(() => { label: for (;;) { if (argument) { top.labelled(); break label; } return 0; } }),
    tried(() => argument.a.b.c), tried(() => { argument.a.b = 1; }), tried(() => null.x), tried(() => { undefined.y = 2; }), tried(() => { top.q.r.s = 1; }), tried(() => { const c = 1; c = 2; }),
    tried(() => { let z = later; let later; return z; }), tried(() => { class A {} A(); }), tried(() => { 'use strict'; Object.freeze({ a: 1 }).a = 2; }), tried(() => [].reduce((a) => a)), tried(() => new Date(NaN).toISOString()),
    tried(() => setTimeout()), tried(() => decodeURIComponent('%')), tried(() => encodeURIComponent('\ud800')), tried(() => `${Symbol('x')}`), tried(() => +Symbol('x')), tried(() => Math.max(1n)),
    tried(() => JSON.stringify({ a: 1n })), tried(() => { const cycle = {}; cycle.self = cycle; JSON.stringify(cycle); }), tried(() => new Array(-1)), tried(() => { [].length = 2 ** 32; }), tried(() => undeclared), tried(() => undeclared()),
  ];
}
class Thing {
  constructor() { this.field = 1; }
  go() { return tried(() => this.field()); }
  own() { return tried(() => this.nothing.here()); }
  static make() { return tried(() => this.absent()); }
}
exports.onExecutePostLogin = async (event, api) => {
  console.log(local(5, 6).join('\n'));
  const thing = new Thing();
  console.log(thing.go(), thing.own(), Thing.make(), tried(() => api.nope.deny('x')), tried(() => event.user.name), tried(() => event.getUser()));
  for (const wait of [async () => { await null; top.waited(); }, async () => (await f()).x(), async () => { await top.promised(); }, async () => { await Promise.all([1].map((one) => one.go())); }]) {
    await wait().catch((error) => console.log(error.name, error.message));
  }
  function* counted() { yield top.generated(); }
  console.log(tried(() => [...counted()]), tried(() => 'abc'.replace(/b/, () => missing())), tried(() => missing.call(1)), tried(() => top.call(1)));
};
