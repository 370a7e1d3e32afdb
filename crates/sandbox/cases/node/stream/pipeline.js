const stream = require('stream');
const { Readable, Writable, Transform, PassThrough, Duplex, pipeline, finished, compose, addAbortSignal, duplexPair } = stream;
const promises = require('stream/promises');
const tell = (error) => console.log(error?.name, error?.code, error?.message);
const upper = () => new Transform({ transform(chunk, encoding, callback) { callback(null, `${chunk}`.toUpperCase()); } });
const sink = (parts) => new Writable({ write(chunk, encoding, callback) { parts.push(`${chunk}`); callback(); } });
exports.onExecutePostLogin = async () => {
  const parts = [];
  await promises.pipeline(Readable.from(['a', 'b']), upper(), sink(parts));
  console.log(parts, promises === stream.promises);
  await promises.pipeline(Readable.from(['x', 'y']), async function* (source) { for await (const one of source) yield `${one}${one}`; }, sink(parts));
  console.log(parts);
  console.log(await promises.pipeline(['p', 'q'], async (source) => { let all = ''; for await (const one of source) all += one; return all; }));
  await promises.pipeline(Readable.from(['x']), new Transform({ transform(chunk, encoding, callback) { callback(new Error('inside')); } }), sink([])).catch(tell);
  await promises.pipeline(new Readable({ read() { this.destroy(); } }), sink([])).catch(tell);
  const controller = new AbortController();
  const waiting = promises.pipeline(new Readable({ read() {} }), sink([]), { signal: controller.signal });
  controller.abort();
  await waiting.catch(tell);
  await promises.finished(Readable.from([]).resume());
  await promises.finished(new Readable({ read() {} }).destroy()).catch(tell);
  await promises.finished(new Readable({ read() {} }).destroy(new RangeError('why'))).catch(tell);
  const cleanup = finished(new PassThrough().end(), { readable: false }, (error) => tell(error));
  await new Promise(setImmediate);
  cleanup();
  for (const call of [() => pipeline(Readable.from([])), () => pipeline(), () => finished(5), () => finished(new PassThrough(), 5), () => pipeline([], 5, () => {}), () => addAbortSignal(5, new PassThrough()), () => addAbortSignal(new AbortController().signal, 5), () => compose(), () => Duplex.from(5), () => stream.setDefaultHighWaterMark(false, -1)]) {
    try {
      call();
      console.log('none');
    } catch (error) {
      tell(error);
    }
  }
  const aborted = addAbortSignal(AbortSignal.abort(), new PassThrough());
  await promises.finished(aborted).catch(tell);
  const composed = compose(upper(), async function* (source) { for await (const one of source) yield `[${one}]`; });
  composed.end('hi');
  for await (const one of composed) console.log(`${one}`);
  const made = Duplex.from(async function* (source) { for await (const one of source) yield `${one}?`; });
  made.end('who');
  for await (const one of made) console.log(`${one}`);
  for await (const one of Duplex.from(['i', 't'])) console.log(one);
  for await (const one of Duplex.from(Promise.resolve('later'))) console.log(`${one}`);
  const joined = Duplex.from({ readable: Readable.from(['r']), writable: sink(parts) });
  joined.end('w');
  for await (const one of joined) console.log(`${one}`);
  const [left, right] = duplexPair();
  left.end('over');
  right.setEncoding('utf8');
  for await (const one of right) console.log(one);
  console.log(stream.isReadable(right), stream.isErrored(aborted), stream.isDisturbed(right), stream.isDestroyed(aborted), stream.isWritable(left));
  console.log(stream.getDefaultHighWaterMark(false), stream.getDefaultHighWaterMark(true));
  const order = [];
  const watched = new Duplex({ read() {}, write() {}, destroy(error, callback) { order.push('destroy'); callback(error); } });
  for (const name of ['end', 'finish', 'close', 'error']) watched.on(name, () => order.push(name));
  watched.destroy(new Error('x'));
  order.push('returned');
  await new Promise((resolve) => watched.on('close', resolve));
  console.log(order, watched.errored?.message, watched.closed, watched.readableAborted, watched.writableAborted);
  const piped = new PassThrough();
  piped.on('pipe', () => console.log('pipe')).on('unpipe', () => console.log('unpipe'));
  Readable.from(['1', '2']).pipe(piped);
  for await (const one of piped) console.log(`${one}`);
};
