// The entries of the performance timeline: marks and measures, and those who observe them.
const { nodeError, invalidArgument, unsupported, internalKey, clock, DOMException, startTimer, callable, structuredClone } = internals;

/** How many entries are kept; an endless loop of marks must not eat the memory. */
const MOST_ENTRIES = 10_000;
const entries = [];
const observers = new Set();

class PerformanceEntry {
  #name; #type; #start; #duration;
  constructor(key, name, type, start, duration) {
    if (key !== internalKey) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#name = name;
    this.#type = type;
    this.#start = start;
    this.#duration = duration;
  }
  get name() { return this.#name; }
  get entryType() { return this.#type; }
  get startTime() { return this.#start; }
  get duration() { return this.#duration; }
  toJSON() { return { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration }; }
}
const cloned = (detail) => (detail === undefined || detail === null ? null : structuredClone(detail));
class PerformanceMark extends PerformanceEntry {
  #detail;
  constructor(name, options = {}) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
    const start = options?.startTime ?? clock(1);
    if (typeof start !== 'number') throw invalidArgument('startTime', 'of type number', start);
    if (start < 0) throw nodeError(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${start} is not a valid timestamp`);
    super(internalKey, `${name}`, 'mark', start, 0);
    this.#detail = cloned(options?.detail);
  }
  get detail() { return this.#detail; }
  toJSON() { return { ...super.toJSON(), detail: this.#detail }; }
}
class PerformanceMeasure extends PerformanceEntry {
  #detail;
  constructor(key, name, start, duration, detail) {
    super(key, name, 'measure', start, duration);
    this.#detail = cloned(detail);
  }
  get detail() { return this.#detail; }
  toJSON() { return { ...super.toJSON(), detail: this.#detail }; }
}
class PerformanceResourceTiming extends PerformanceEntry {}
/** When the execution began, for all that Node's start is divided into. */
class PerformanceNodeTiming extends PerformanceEntry {
  constructor() {
    super(internalKey, 'node', 'node', 0, 0);
    for (const name of ['nodeStart', 'v8Start', 'environment', 'bootstrapComplete', 'loopStart', 'idleTime']) {
      Object.defineProperty(this, name, { value: 0, enumerable: true, configurable: true });
    }
    Object.defineProperty(this, 'loopExit', { value: -1, enumerable: true, configurable: true });
  }
  get duration() { return clock(1); }
}

for (const Class of [PerformanceMark, PerformanceMeasure, PerformanceResourceTiming]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

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
  static get supportedEntryTypes() { return ['mark', 'measure']; }
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
  markResourceTiming: unsupported('performance.markResourceTiming', 'the host times requests'),
  clearResourceTimings() {},
  setResourceTimingBufferSize() {},
};
const entryClasses = { PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList, PerformanceResourceTiming };
module.exports = { nodeTiming: new PerformanceNodeTiming(), methods, entryClasses, ...entryClasses };
