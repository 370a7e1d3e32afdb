// Fake timers: `jest.useFakeTimers` and the calls that move their time.
const TIMER_NAMES = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'];
const MOST_FAKE_STEPS = 100_000;
const fake = { isOn: false, ticks: [], every: undefined, limit: MOST_FAKE_STEPS, performanceNow: undefined, nowMs: 0, offsetMs: 0, nextId: 1, due: new Map(), before: undefined };

const addTimer = (callback, delay, args, everyMs) => {
  if (typeof callback !== 'function') throw new TypeError(`the callback of a timer must be a function, and is ${kindText(callback)}`);
  const id = fake.nextId++;
  const wait = max(everyMs === undefined ? 0 : 1, +delay || 0);
  fake.due.set(id, { id, atMs: fake.nowMs + wait, callback, args, everyMs: everyMs === undefined ? undefined : wait });
  const handle = {
    ref: () => handle, unref: () => handle, hasRef: () => true, [Symbol.toPrimitive]: () => id,
    close: () => void fake.due.delete(id),
    refresh() {
      const timer = fake.due.get(id);
      if (timer !== undefined) timer.atMs = fake.nowMs + wait;
      return handle;
    },
  };
  return handle;
};
const removeTimer = (handle) => void fake.due.delete(+handle);
const fakeGlobals = {
  setTimeout: (callback, delay, ...args) => addTimer(callback, delay, args),
  clearTimeout: removeTimer,
  setInterval: (callback, delay, ...args) => addTimer(callback, delay, args, delay),
  clearInterval: removeTimer,
  setImmediate: (callback, ...args) => addTimer(callback, 0, args),
  clearImmediate: removeTimer,
  queueMicrotask: (callback) => void fake.ticks.push(callback),
};
/** Runs what was put off to the end of the turn, and what that puts off in its turn. */
const runTicks = () => {
  for (let count = 0; fake.ticks.length > 0; count++) {
    if (count >= MOST_FAKE_STEPS) throw new Error(`jest.runAllTicks: ${MOST_FAKE_STEPS} have run and there is no end to them`);
    fake.ticks.shift()();
  }
};
const fakeNow = () => floor(fake.offsetMs + fake.nowMs);
class FakeDate extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [fakeNow()] : args));
  }
  static now() {
    return fakeNow();
  }
}
defineProperty(FakeDate, 'name', { value: 'Date', configurable: true });

const useFakeTimers = ({ now, doNotFake = [], advanceTimers = false, timerLimit = MOST_FAKE_STEPS, legacyFakeTimers = false } = {}) => {
  if (legacyFakeTimers) throw new Error('jest.useFakeTimers: legacyFakeTimers are not there; the modern ones are');
  forgetEvery(fake.every);
  if (!fake.isOn) fake.before = Object.fromEntries([...TIMER_NAMES, 'queueMicrotask', 'Date'].map((name) => [name, globalThis[name]]));
  Object.assign(fake, { isOn: true, nowMs: 0, offsetMs: RealDate.now(), due: new Map(), ticks: [], every: undefined, limit: min(timerLimit, MOST_FAKE_STEPS) });
  if (now !== undefined) setSystemTime(now);
  for (const name of [...TIMER_NAMES, 'queueMicrotask']) globalThis[name] = doNotFake.includes(name) ? fake.before[name] : fakeGlobals[name];
  globalThis.Date = doNotFake.includes('Date') ? fake.before.Date : FakeDate;
  const own = getOwnPropertyDescriptor(performance, 'now');
  if (!fake.isPerformance && !doNotFake.includes('performance')) {
    Object.assign(fake, { isPerformance: true, performanceNow: own });
    defineProperty(performance, 'now', { value: () => fake.nowMs, writable: true, configurable: true });
  }
  if (!doNotFake.includes('nextTick')) setNextTick(true);
  const stepMs = advanceTimers === true ? 20 : advanceTimers;
  if (stepMs > 0) fake.every = laterEvery(() => byTime('advanceTimersByTime', stepMs).now(), stepMs);
};
const fakeNextTick = (callback, ...args) => void fake.ticks.push(() => callback(...args));
/** Puts a faked `process.nextTick` in place, or the real one back; there may be none. */
const setNextTick = (isFake) => {
  const { process } = globalThis;
  if (typeof process?.nextTick !== 'function') return;
  if (isFake && process.nextTick !== fakeNextTick) Object.assign(fake, { nextTick: process.nextTick });
  if (isFake) process.nextTick = fakeNextTick;
  else if (process.nextTick === fakeNextTick) process.nextTick = fake.nextTick;
};
const realPerformance = () => {
  if (!fake.isPerformance) return;
  fake.isPerformance = false;
  if (fake.performanceNow === undefined) delete performance.now;
  else defineProperty(performance, 'now', fake.performanceNow);
};
const useRealTimers = () => {
  if (!fake.isOn) return;
  forgetEvery(fake.every);
  realPerformance();
  setNextTick(false);
  Object.assign(globalThis, fake.before);
  Object.assign(fake, { isOn: false, due: new Map() });
};
const needFake = (name) => {
  if (!fake.isOn) throw new Error(`jest.${name}: timers are real; call jest.useFakeTimers() first`);
};
const setSystemTime = (now = RealDate.now()) => {
  fake.offsetMs = +new RealDate(now) - fake.nowMs;
};

const nextTimer = (untilMs = Infinity) => {
  let found;
  for (const timer of fake.due.values()) {
    if (timer.atMs <= untilMs && (found === undefined || timer.atMs < found.atMs)) found = timer;
  }
  return found;
};
const fire = (timer) => {
  fake.nowMs = max(fake.nowMs, timer.atMs);
  if (timer.everyMs === undefined) fake.due.delete(timer.id);
  else timer.atMs = fake.nowMs + timer.everyMs;
  timer.callback(...timer.args);
  runTicks();
};
/** The timers to fire, one after the other, as `pick` names them; with a pause for promises between them when asked. */
const steps = (name, pick, atEnd) => {
  const next = (count) => {
    needFake(name);
    const timer = pick();
    if (timer !== undefined && count >= fake.limit) throw new Error(`jest.${name}: ${fake.limit} timers have run and there is no end to them`);
    return timer;
  };
  return {
    now() {
      runTicks();
      for (let count = 0, timer; (timer = next(count)) !== undefined; count++) fire(timer);
      atEnd?.();
    },
    async paced() {
      runTicks();
      await pause();
      for (let count = 0, timer; (timer = next(count)) !== undefined; count++) {
        fire(timer);
        await pause();
      }
      atEnd?.();
      await pause();
    },
  };
};
/** Lets promises that are settled go on. */
const pause = () => new Promise((resolve) => void later(resolve, 0));

const byTime = (name, ms = 0) => {
  needFake(name);
  const untilMs = fake.nowMs + ms;
  return steps(name, () => nextTimer(untilMs), () => {
    fake.nowMs = untilMs;
  });
};
const allPending = (name) => {
  needFake(name);
  const pending = new Set(fake.due.keys());
  return steps(name, () => {
    let found;
    for (const id of pending) {
      const timer = fake.due.get(id);
      if (timer !== undefined && (found === undefined || timer.atMs < found.atMs)) found = timer;
    }
    if (found !== undefined) pending.delete(found.id);
    return found;
  });
};
const byCount = (name, count = 1) => {
  let left = count;
  return steps(name, () => (left-- > 0 ? nextTimer() : undefined));
};
const clockCalls = {
  setSystemTime(now) {
    needFake('setSystemTime');
    setSystemTime(now);
  },
  getRealSystemTime: () => RealDate.now(),
  now: () => (fake.isOn ? fakeNow() : RealDate.now()),
  runAllTicks: () => {
    needFake('runAllTicks');
    runTicks();
  },
  clearAllTimers: () => fake.due.clear(),
  getTimerCount: () => fake.due.size,
  advanceTimersByTime: (ms) => byTime('advanceTimersByTime', ms).now(),
  advanceTimersByTimeAsync: (ms) => byTime('advanceTimersByTimeAsync', ms).paced(),
  advanceTimersToNextTimer: (count) => byCount('advanceTimersToNextTimer', count).now(),
  advanceTimersToNextTimerAsync: (count) => byCount('advanceTimersToNextTimerAsync', count).paced(),
  runAllTimers: () => steps('runAllTimers', () => nextTimer()).now(),
  runAllTimersAsync: () => steps('runAllTimersAsync', () => nextTimer()).paced(),
  runOnlyPendingTimers: () => allPending('runOnlyPendingTimers').now(),
  runOnlyPendingTimersAsync: () => allPending('runOnlyPendingTimersAsync').paced(),
};
