// Fake timers.
afterEach(() => jest.useRealTimers());
test('clock', async () => {
  jest.useFakeTimers();
  const seen = [];
  setTimeout(() => { queueMicrotask(() => seen.push('micro')); seen.push('a'); }, 10);
  setTimeout(() => seen.push('b'), 10);
  const p = performance.now();
  jest.advanceTimersByTime(10);
  expect(seen).toEqual(['a', 'micro', 'b']);
  expect(performance.now() - p).toBe(10);
  expect(jest.getTimerCount()).toBe(0);
  queueMicrotask(() => seen.push('tick'));
  jest.runAllTicks();
  expect(seen[3]).toBe('tick');
  jest.useRealTimers();
});
test('the date', () => {
  jest.useFakeTimers({ now: new Date('2026-01-02T03:04:05Z') });
  expect(new Date().toISOString()).toBe('2026-01-02T03:04:05.000Z');
  jest.advanceTimersByTime(1000);
  expect(Date.now()).toBe(Date.UTC(2026, 0, 2, 3, 4, 6));
  jest.setSystemTime(0);
  expect(jest.now()).toBe(0);
});
test('asynchronous steps', async () => {
  jest.useFakeTimers();
  const seen = [];
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const work = (async () => {
    await wait(10);
    seen.push(1);
    await wait(10);
    seen.push(2);
  })();
  await jest.advanceTimersByTimeAsync(20);
  await work;
  expect(seen).toEqual([1, 2]);
});
test('intervals and pending ones', () => {
  jest.useFakeTimers();
  const tick = jest.fn();
  const timer = setInterval(tick, 10);
  jest.advanceTimersByTime(35);
  expect(tick).toHaveBeenCalledTimes(3);
  jest.runOnlyPendingTimers();
  expect(tick).toHaveBeenCalledTimes(4);
  clearInterval(timer);
  jest.runAllTimers();
  expect(jest.getTimerCount()).toBe(0);
});
test('some are left real', () => {
  const real = setTimeout;
  jest.useFakeTimers({ doNotFake: ['setTimeout'] });
  expect(setTimeout).toBe(real);
});
