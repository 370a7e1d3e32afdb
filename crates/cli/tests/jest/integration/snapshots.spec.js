// Snapshots: the file they are kept in is Jest's, byte for byte.
test('snap', () => {
  class Foo { constructor() { this.z = [1, 'two\nlines', null, undefined]; } }
  const f = jest.fn((x) => x + 1); f(1);
  expect({ b: 1, a: new Map([['k', { x: 1 }]]), s: new Set([1]), foo: new Foo(), e: new TypeError('no'), d: new Date(0), r: /a\.b$/, fn: () => 1, m: f, sym: Symbol('x'), buf: Buffer.from('ab'), u8: new Uint8Array(2), n: -0, big: 3n, empty: {}, arr: [] , any: expect.any(String) }).toMatchSnapshot();
  expect('a`b${c}\\').toMatchSnapshot('hint');
  expect({ id: 5, name: 'x' }).toMatchSnapshot({ id: expect.any(Number) });
  expect(() => { throw new Error('bad') }).toThrowErrorMatchingSnapshot();
  expect([1, { a: 'x' }]).toMatchInlineSnapshot(`
    [
      1,
      {
        "a": "x",
      },
    ]
  `);
  expect('x').toMatchInlineSnapshot(`"x"`);
});
test.skip('left out', () => expect(1).toMatchSnapshot());
describe('in a block', () => {
  test('counts 2', () => expect('second').toMatchSnapshot());
  test('counts 10', () => {
    expect(jest.fn().mockName('named')).toMatchSnapshot();
    expect(Object.create(null)).toMatchSnapshot();
    expect([new Error('a'), [new Date(NaN)], { toJSON: () => ({ j: 1 }) }]).toMatchSnapshot();
  });
});
test('an inline one that differs', () => expect({ a: 1 }).toMatchInlineSnapshot(`"b"`));
test('not is refused', () => expect(1).not.toMatchSnapshot());
