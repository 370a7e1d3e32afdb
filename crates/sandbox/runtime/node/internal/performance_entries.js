// The entries of the performance timeline: marks, measures, requests, and when the execution began.
const { nodeError, invalidArgument, internalKey, clock, structuredClone } = internals;

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
/** What headers count for in a transfer's size, by the Resource Timing specification. */
const HEADER_BYTES = 300;
/** What an entry says of a request, after name, type, start and duration: from its timing, with that of its connection, and the rest. */
const OF_REQUEST = {
  initiatorType: (_, { initiatorType }) => initiatorType,
  nextHopProtocol: (timing) => timing.finalConnectionTimingInfo?.ALPNNegotiatedProtocol,
  workerStart: (timing) => timing.finalServiceWorkerStartTime,
  redirectStart: (timing) => timing.redirectStartTime,
  redirectEnd: (timing) => timing.redirectEndTime,
  fetchStart: (timing) => timing.postRedirectStartTime,
  domainLookupStart: (timing) => timing.finalConnectionTimingInfo?.domainLookupStartTime,
  domainLookupEnd: (timing) => timing.finalConnectionTimingInfo?.domainLookupEndTime,
  connectStart: (timing) => timing.finalConnectionTimingInfo?.connectionStartTime,
  connectEnd: (timing) => timing.finalConnectionTimingInfo?.connectionEndTime,
  secureConnectionStart: (timing) => timing.finalConnectionTimingInfo?.secureConnectionStartTime,
  requestStart: (timing) => timing.finalNetworkRequestStartTime,
  responseStart: (timing) => timing.finalNetworkResponseStartTime,
  responseEnd: (timing) => timing.endTime,
  transferSize: (timing, { cacheMode }) => (cacheMode === 'local' ? 0 : timing.encodedBodySize + HEADER_BYTES),
  encodedBodySize: (timing) => timing.encodedBodySize,
  decodedBodySize: (timing) => timing.decodedBodySize,
  deliveryType: (_, { deliveryType }) => deliveryType,
  responseStatus: (_, { responseStatus }) => responseStatus,
};
class PerformanceResourceTiming extends PerformanceEntry {
  #timing; #rest;
  constructor(key, timing, url, rest) {
    super(key, url, 'resource', timing?.startTime, timing?.endTime - timing?.startTime);
    this.#timing = timing;
    this.#rest = rest;
  }
  toJSON() {
    const told = super.toJSON();
    for (const name of Object.keys(OF_REQUEST)) told[name] = this[name];
    return told;
  }
  static {
    for (const [name, read] of Object.entries(OF_REQUEST)) {
      const getter = { get [name]() { return read(this.#timing, this.#rest); } };
      Object.defineProperty(this.prototype, name, Object.getOwnPropertyDescriptor(getter, name));
    }
  }
}
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
module.exports = { PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceResourceTiming, PerformanceNodeTiming };
