// The performance timeline, and those who observe it.
const { nodeError, invalidArgument, internalKey, clock, DOMException, startTimer, callable } = internals;
const classes = require('internal/performance_entries');
const { PerformanceMark, PerformanceMeasure, PerformanceResourceTiming, PerformanceNodeTiming } = classes;

/** How many entries are kept; an endless loop of marks must not eat the memory. */
const MOST_ENTRIES = 10_000;
const entries = [];
/** How many requests are kept until somebody clears them. */
let mostResources = 250;
const observers = new Set();

const byStart = (list) => list.sort((a, b) => a.startTime - b.startTime);
const getEntries = () => byStart([...entries]);
const getEntriesByName = (name, type = undefined) =>
  getEntries().filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === type));
const getEntriesByType = (type) => getEntries().filter((entry) => entry.entryType === type);
const clear = (type, name) => {
  const kept = entries.filter((entry) => entry.entryType !== type || (name !== undefined && entry.name !== `${name}`));
  entries.splice(0, entries.length, ...kept);
};

class PerformanceObserverEntryList {
  #entries;
  constructor(key, list) {
    if (key !== internalKey) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#entries = byStart(list);
  }
  getEntries() { return [...this.#entries]; }
  getEntriesByType(type) { return this.#entries.filter((entry) => entry.entryType === `${type}`); }
  getEntriesByName(name, type = undefined) {
    return this.#entries.filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === type));
  }
}
class PerformanceObserver {
  #callback; #types = new Set(); #records = []; #waiting = false;
  constructor(callback) {
    callable(callback);
    this.#callback = callback;
  }
  static get supportedEntryTypes() { return ['mark', 'measure', 'resource']; }
  observe(options = {}) {
    if (options === null || typeof options !== 'object') throw invalidArgument('options', 'of type object', options);
    const { entryTypes, type } = options;
    if (entryTypes === undefined && type === undefined) {
      throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "options.entryTypes" and "options.type" arguments must be specified');
    }
    if (entryTypes !== undefined && type !== undefined) {
      throw nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', "The property 'options.entryTypes' options.entryTypes can not set with options.type together.");
    }
    if (entryTypes !== undefined) this.#types = new Set(entryTypes);
    else this.#types.add(type);
    observers.add(this);
    if (options.buffered && type !== undefined) for (const entry of getEntriesByType(type)) this.#take(entry);
  }
  disconnect() {
    observers.delete(this);
    this.#types.clear();
    this.#records = [];
  }
  takeRecords() { return this.#records.splice(0); }
  #take(entry) {
    if (!this.#types.has(entry.entryType)) return;
    this.#records.push(entry);
    if (this.#waiting) return;
    this.#waiting = true;
    startTimer(0, () => {
      this.#waiting = false;
      const records = this.takeRecords();
      if (records.length > 0) this.#callback(new PerformanceObserverEntryList(internalKey, records), this);
    });
  }
  static tell(entry) { for (const observer of observers) observer.#take(entry); }
}
for (const Class of [PerformanceObserver, PerformanceObserverEntryList]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
const { tell } = PerformanceObserver;
delete PerformanceObserver.tell;

const added = (entry) => {
  if (entries.length === MOST_ENTRIES) entries.shift();
  entries.push(entry);
  tell(entry);
  return entry;
};
const timeOf = (mark) => {
  if (typeof mark === 'number') {
    if (mark < 0) throw nodeError(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${mark} is not a valid timestamp`);
    return mark;
  }
  const found = entries.findLast((entry) => entry.entryType === 'mark' && entry.name === `${mark}`);
  if (found === undefined) throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
  return found.startTime;
};
/** Where a measure starts and ends: two of start, end and duration give the third. */
const spanOf = ({ start, end, duration }) => {
  let last = clock(1);
  if (end !== undefined) last = timeOf(end);
  else if (start !== undefined && duration !== undefined) last = timeOf(start) + duration;
  let first = 0;
  if (start !== undefined) first = timeOf(start);
  else if (duration !== undefined) first = last - duration;
  return [first, last];
};
const methods = {
  mark(...given) { return added(new PerformanceMark(...given)); },
  measure(name, startOrOptions = {}, endMark = undefined) {
    const isOptions = startOrOptions !== null && typeof startOrOptions === 'object';
    const options = isOptions ? startOrOptions : { start: startOrOptions };
    const [first, last] = spanOf({ ...options, end: endMark ?? options.end });
    return added(new PerformanceMeasure(internalKey, `${name}`, first, last - first, options.detail));
  },
  clearMarks(name = undefined) { clear('mark', name); },
  clearMeasures(name = undefined) { clear('measure', name); },
  getEntries, getEntriesByName, getEntriesByType,
  timerify(call) {
    callable(call, 'fn');
    return call;
  },
  eventLoopUtilization() { return { idle: 0, active: 0, utilization: 0 }; },
  markResourceTiming(timing, url, initiatorType, scope, cacheMode, bodyInfo, responseStatus, deliveryType = '') {
    const entry = new PerformanceResourceTiming(internalKey, timing, url, { initiatorType, cacheMode, responseStatus, deliveryType });
    if (getEntriesByType('resource').length < mostResources) return added(entry);
    tell(entry);
    return entry;
  },
  clearResourceTimings() { clear('resource'); },
  setResourceTimingBufferSize(most) { mostResources = Number.isInteger(most) && most > 0 ? most : 0; },
};
const { PerformanceNodeTiming: _, ...publicEntries } = classes;
const entryClasses = { ...publicEntries, PerformanceObserver, PerformanceObserverEntryList };
module.exports = { nodeTiming: new PerformanceNodeTiming(), methods, entryClasses, ...entryClasses };
