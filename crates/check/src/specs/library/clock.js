// Fake timers: `jest.useFakeTimers` and the calls that move their time.
const TIMER_NAMES = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'];
const MOST_FAKE_STEPS = 100_000;
const fake = { isOn: false, nowMs: 0, offsetMs: 0, nextId: 1, due: new Map(), before: undefined };

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

const useFakeTimers = ({ now, doNotFake = [] } = {}) => {
  if (!fake.isOn) fake.before = Object.fromEntries([...TIMER_NAMES, 'Date'].map((name) => [name, globalThis[name]]));
  Object.assign(fake, { isOn: true, nowMs: 0, offsetMs: RealDate.now(), due: new Map() });
  if (now !== undefined) setSystemTime(now);
  for (const name of TIMER_NAMES) globalThis[name] = doNotFake.includes(name) ? fake.before[name] : fakeGlobals[name];
  globalThis.Date = doNotFake.includes('Date') ? fake.before.Date : FakeDate;
};
const useRealTimers = () => {
  if (!fake.isOn) return;
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
};
/** The timers to fire, one after the other, as `pick` names them; with a pause for promises between them when asked. */
const steps = (name, pick, atEnd) => {
  const next = (count) => {
    needFake(name);
    const timer = pick();
    if (timer !== undefined && count >= MOST_FAKE_STEPS) throw new Error(`jest.${name}: ${MOST_FAKE_STEPS} timers have run and there is no end to them`);
    return timer;
  };
  return {
    now() {
      for (let count = 0, timer; (timer = next(count)) !== undefined; count++) fire(timer);
      atEnd?.();
    },
    async paced() {
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
