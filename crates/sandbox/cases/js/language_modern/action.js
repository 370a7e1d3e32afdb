exports.onExecutePostLogin = async (event, api) => {
  class P { #x = 1; static #count = 0; static { P.ready = true; } get x() { return this.#x ?? 0; } static has(o) { return #x in o; } }
  console.log(new P().x, P.ready, P.has(new P()), P.has({}));
  const { a, ...rest } = { a: 1, b: 2, c: 3 };
  console.log(a, rest, [..."añ😀"], [1, [2, [3]]].flat(Infinity), 2n ** 64n, 7 ?? 8, null?.x, 0 || 5);
  let z = null;
  z ??= 4;
  console.log(z, [3, 1, 2].toSorted(), [1, 2, 3].at(-1), [1, 2, 3].findLast((n) => n < 3), Object.groupBy?.([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even')) !== null);
  console.log('a-b-c'.replaceAll('-', '+'), /(?<year>\d{4})/u.exec('in 2026').groups.year, [...'a1b2'.matchAll(/\d/g)].map((m) => m[0]), 'x'.padStart(3, 'ab'), 'é'.normalize('NFD').length);
  async function* g() { yield 1; yield 2; }
  const out = [];
  for await (const v of g()) out.push(v);
  label: for (const i of [1, 2]) for (const j of [1, 2]) if (j === 2) continue label; else out.push(i * 10 + j);
  console.log(out, await Promise.any([Promise.reject(1), 2]), (await Promise.allSettled([Promise.reject(1)]))[0].status);
  console.log(new Date(Date.UTC(2026, 0, 31)).toISOString(), new Date('2026-03-01T00:00:00Z').getTimezoneOffset(), JSON.stringify({ d: new Date(0), u: undefined, n: NaN, m: new Map() }));
};
