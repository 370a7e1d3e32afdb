// Mocks of modules.
const axios = require('axios');
const own = require('./own');
jest.mock('axios');
jest.mock('./own', () => ({ name: 'mocked', real: jest.requireActual('./own') }));

test('a manual mock', async () => {
  axios.shouldReturnData({ a: 1 });
  expect((await axios.get('x')).data).toEqual({ a: 1 });
  axios.shouldReturnError(true);
  await expect(axios.post('x')).rejects.toThrow('__TEST_ERROR_MESSAGE__');
});
test('a factory', () => {
  expect(own.name).toBe('mocked');
  expect(own.real.name).toBe('real');
});
test('an automatic mock', () => {
  const made = jest.createMockFromModule('./own');
  expect(jest.isMockFunction(made.call)).toBe(true);
  expect(made.call()).toBeUndefined();
  expect(new made.Thing().method()).toBeUndefined();
  expect(made.list).toEqual([]);
  expect(made.name).toBe('real');
});
test('isolated', async () => {
  let first;
  jest.isolateModules(() => {
    first = require('./counter');
  });
  await jest.isolateModulesAsync(async () => expect(require('./counter')).not.toBe(first));
  jest.resetModules();
  expect(require('./counter')).not.toBe(first);
});
test('set later', () => {
  jest.doMock('./counter', () => 'later');
  expect(require('./counter')).toBe('later');
  jest.dontMock('./counter');
  jest.resetModules();
  expect(require('./counter')).toEqual({ count: 0 });
});
test('mocks of functions', async () => {
  const call = jest.fn().mockReturnValueOnce(1).mockResolvedValueOnce(2).mockImplementation((a) => a * 2).mockName('call');
  expect([call(), await call(), call(4)]).toEqual([1, 2, 8]);
  expect(call.mock.results.map((one) => one.type)).toEqual(['return', 'return', 'return']);
  expect(call.mock.lastCall).toEqual([4]);
  expect(call.withImplementation(() => 'with', () => expect(call()).toBe('with'))).toBeUndefined();
  expect(call.getMockName()).toBe('call');
  const thing = { get value() { return 1; }, method() { return this.value; } };
  const get = jest.spyOn(thing, 'value', 'get').mockReturnValue(7);
  const spy = jest.spyOn(thing, 'method');
  expect(thing.method()).toBe(7);
  expect(spy.mock.contexts[0]).toBe(thing);
  jest.restoreAllMocks();
  expect(thing.value).toBe(1);
  expect(get.mock.calls.length).toBeLessThan(2);
  expect(jest.isMockFunction(thing.method)).toBe(false);
});
