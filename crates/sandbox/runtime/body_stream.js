// `response.body`: a stream of one chunk, with a reader and asynchronous iteration.
class BodyStream {
  #body; #reader = null;
  constructor(body) { this.#body = body; }
  static body(value) { return isObject(value) && #body in value ? value.#body : undefined; }
  get locked() { return this.#reader !== null; }
  getReader() {
    if (this.#reader !== null) throw nodeError(NativeTypeError, 'ERR_INVALID_STATE', 'Invalid state: ReadableStream is locked');
    const read = async () => {
      if (this.#body.used) return { done: true, value: undefined };
      const bytes = await consume(this.#body);
      return bytes.length === 0 ? { done: true, value: undefined } : { done: false, value: new Bytes(copyBuffer(bytes)) };
    };
    this.#reader = {
      read,
      releaseLock: () => { this.#reader = null; },
      cancel: () => this.cancel(),
      closed: promiseResolve(undefined),
    };
    return this.#reader;
  }
  async cancel() {
    const { source } = this.#body;
    if (!this.#body.used && source.id !== undefined && source.reading === undefined) {
      hostCall('body.drop', { body: source.id });
      source.bytes = new Bytes(0);
    }
    this.#body.used = true;
  }
  async *values() {
    const reader = this.getReader();
    for (;;) {
      const step = await reader.read();
      if (step.done) return;
      yield step.value;
    }
  }
  [customInspectSymbol](depth, options) {
    return `ReadableStream ${inspect({ locked: this.locked, state: this.#body.used ? 'closed' : 'readable', supportsBYOB: false }, options)}`;
  }
}
const { body: streamBody } = BodyStream;
delete BodyStream.body;
hidden(BodyStream.prototype, { [symbolAsyncIterator]: BodyStream.prototype.values });
defineProperty(BodyStream, 'name', { value: 'ReadableStream' });
defineProperty(BodyStream.prototype, toStringTag, { value: 'ReadableStream', configurable: true });
// No way from an instance to the class: the library alone makes streams.
delete BodyStream.prototype.constructor;
hideInspect(BodyStream);
