const stream = require('stream');
const { Readable, Writable, Duplex, Transform, PassThrough } = stream;
const util = require('util');
const EventEmitter = require('events');
function Upper(options) {
  if (!(this instanceof Upper)) return new Upper(options);
  Transform.call(this, options);
}
util.inherits(Upper, Transform);
Upper.prototype._transform = function (chunk, encoding, callback) {
  this.push(chunk.toString().toUpperCase());
  callback();
};
class Counter extends Readable {
  constructor(most) {
    super({ objectMode: true });
    this.at = 0;
    this.most = most;
  }
  _construct(callback) {
    console.log('construct');
    callback();
  }
  _read() { this.push(this.at < this.most ? this.at++ : null); }
  _destroy(error, callback) {
    console.log('destroy', error?.message);
    callback(error);
  }
}
exports.onExecutePostLogin = async () => {
  const upper = Upper();
  upper.end('inherited');
  console.log((await upper.toArray()).join(''), upper instanceof Upper, upper instanceof Transform, upper instanceof Readable, upper instanceof Writable, upper instanceof Duplex, upper instanceof stream, upper instanceof EventEmitter);
  console.log({} instanceof Writable, new Readable() instanceof Writable, Object.create(Writable.prototype) instanceof Writable);
  const seen = [];
  for await (const value of new Counter(3)) seen.push(value);
  console.log(seen);
  const counter = new Counter(1e6);
  for await (const value of counter) if (value === 2) break;
  console.log(counter.destroyed, counter.readableAborted);
  console.log(typeof Readable(), typeof Writable(), typeof Duplex(), typeof Transform(), typeof PassThrough(), stream.Stream === stream, Readable.prototype.constructor === Readable);
  const old = new stream();
  old.pipe(new Writable({ write(chunk, encoding, callback) { console.log('old', `${chunk}`); callback(); } }));
  old.emit('data', 'style');
  old.emit('end');
  const order = [];
  const slow = new Writable({ highWaterMark: 2, write(chunk, encoding, callback) { order.push(`write ${chunk}`); setTimeout(callback, 1); } });
  const source = new Readable({ highWaterMark: 2, read() {} });
  source.on('pause', () => order.push('pause')).on('resume', () => order.push('resume')).on('end', () => order.push('end'));
  slow.on('pipe', () => order.push('pipe')).on('unpipe', () => order.push('unpipe')).on('drain', () => order.push('drain')).on('finish', () => order.push('finish'));
  source.pipe(slow);
  for (const part of ['aa', 'bb', 'cc', null]) source.push(part);
  await new Promise((resolve) => slow.on('finish', resolve));
  console.log(order);
  const tick = [];
  const ticking = new PassThrough();
  ticking.on('data', () => tick.push('data')).on('end', () => tick.push('end')).on('close', () => tick.push('close')).on('finish', () => tick.push('finish'));
  ticking.end('x');
  process.nextTick(() => tick.push('tick'));
  Promise.resolve().then(() => tick.push('promise'));
  setImmediate(() => tick.push('immediate'));
  await new Promise((resolve) => ticking.on('close', () => setImmediate(resolve)));
  console.log(tick);
  const unshifted = new Readable({ read() {} });
  unshifted.push('def');
  unshifted.unshift('abc');
  unshifted.push(null);
  console.log((await unshifted.toArray()).join(), Readable.from(['a']).on('data', () => {}).isPaused(), unshifted.readableEnded);
  const errored = new Transform({ transform(chunk, encoding, callback) { callback(new TypeError('bad chunk')); } });
  const events = [];
  for (const name of ['error', 'close', 'end', 'finish']) errored.on(name, (value) => events.push([name, value?.message]));
  errored.write('x', (error) => events.push(['callback', error?.message]));
  await new Promise((resolve) => errored.on('close', resolve));
  console.log(events, errored.errored.message);
  await new Promise((resolve) => stream.pipeline(Readable.from(['1', '2', '3']), new Upper(), async function* (parts) { for await (const part of parts) yield `${part};`; }, async (parts) => { let all = ''; for await (const part of parts) all += part; return all; }, (error, value) => {
    console.log(error, value);
    resolve();
  }));
  await more();
};
async function more() {
  const readable = Readable.from(['kept']);
  readable.setMaxListeners(1);
  const composed = readable.map((x) => x + '!');
  console.log(await composed.toArray(), readable.destroyed);
  const controller = new AbortController();
  const { signal } = controller;
  setTimeout(() => controller.abort(), 5);
  await new Readable({ read() {}, signal }).toArray().catch((error) => console.log(error.name, error.code, error.cause?.name));
  const iterator = Readable.from(['x', 'y'])[Symbol.asyncIterator]();
  console.log(await iterator.next(), await iterator.return('done'), await iterator.next());
}
