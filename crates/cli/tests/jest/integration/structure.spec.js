// Blocks, rows, marks, repeats.
const order = [];
let tries = 0;
jest.retryTimes(2);
test('retried', () => expect((tries += 1)).toBe(3));
test.concurrent.skip('skipped', async () => {});
test.failing('fails as it should', () => expect(1).toBe(2));
test.failing('passes and should not', () => {});
test.todo('to be written');
test.each([[1, 'a'], [2, 'b']])('%i and %s, %#, %p %j %%', () => {});
test.each([{ a: { b: 1 }, c: 'x' }])('$a.b $c $#', () => {});
test.each`
  left   | right
  ${1}   | ${{ a: 1 }}
  ${'a'} | ${[1, 2]}
`('$left before $right', () => {});
describe.each(['x', 'y'])('block %s', (name) => {
  beforeAll(() => order.push(`all ${name}`));
  beforeEach((done) => {
    order.push('each');
    done();
  });
  it('inside', () => expect(order).toContain(`all ${name}`));
});
describe.skip('left out', () => test('never', () => {}));
test('done with an error', (done) => done(new Error('bad')));
test('too late', async () => new Promise(() => {}), 50);
test('counts', () => {
  expect.assertions(2);
  expect(1).toBe(1);
});
test('has none', () => expect.hasAssertions());
test('extended', () => {
  expect.extend({ toBeEven: (value) => ({ pass: value % 2 === 0, message: () => `${value} is odd` }) });
  expect(2).toBeEven();
  expect(3).not.toBeEven();
  expect({ a: 4 }).toEqual({ a: expect.toBeEven() });
  expect(() => expect(3).toBeEven()).toThrow('3 is odd');
});
test('arrays of', () => {
  expect([1, 2]).toEqual(expect.arrayOf(expect.any(Number)));
  expect(['a']).toEqual(expect.not.arrayOf(expect.any(Number)));
  expect(expect.getState().currentTestName).toBe('arrays of');
});
test('testers', () => {
  expect.addEqualityTesters([(a, b) => (typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : undefined)]);
  expect({ a: 'X' }).toEqual({ a: 'x' });
});
