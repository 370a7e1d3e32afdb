const { Writable, Transform, PassThrough, Duplex } = require('stream');
const tell = (error) => console.log(error.name, error.code, error.message);
const gone = (stream) => new Promise((resolve) => stream.on('close', resolve));
exports.onExecutePostLogin = async () => {
  const written = [];
  const writable = new Writable({
    highWaterMark: 4,
    write(chunk, encoding, callback) {
      written.push([chunk, encoding]);
      setImmediate(callback);
    },
    final(callback) {
      console.log('final');
      callback();
    },
  });
  writable.on('drain', () => console.log('drain')).on('finish', () => console.log('finish')).on('close', () => console.log('close'));
  console.log(writable.write('ab'), writable.write('cdef', 'latin1', () => console.log('written')), writable.writableLength, writable.writableNeedDrain, writable.writableHighWaterMark);
  writable.end('g', () => console.log('ended'));
  await gone(writable);
  console.log(written, writable.writableFinished, writable.writableEnded, writable.destroyed, writable.writable);
  writable.on('error', tell);
  console.log(writable.write('late', tell));
  await new Promise(setImmediate);
  for (const chunk of [null, 5, undefined, {}, Symbol.iterator]) {
    try {
      new Writable({ write() {} }).write(chunk);
    } catch (error) {
      tell(error);
    }
  }
  for (const chunk of [new Uint16Array([1, 2]), new DataView(new ArrayBuffer(3)), new Uint8Array(2)]) {
    new Writable({ write(got) { console.log(got); } }).write(chunk);
  }
  try {
    new Writable({ write() {} }).write('x', 'nonsense');
  } catch (error) {
    tell(error);
  }
  const failing = new Writable({ write(chunk, encoding, callback) { callback(new Error('full')); } });
  failing.on('error', (error) => console.log('error event', error.message));
  failing.write('x', (error) => console.log('callback', error.message));
  await gone(failing);
  try {
    new Writable().write('x');
  } catch (error) {
    tell(error);
  }
  const batches = new Writable({ writev(chunks, callback) { console.log(chunks.map(({ chunk }) => `${chunk}`)); callback(); } });
  batches.cork();
  batches.write('1');
  batches.write('2');
  batches.uncork();
  batches.end('3');
  await gone(batches);
  const upper = new Transform({
    transform(chunk, encoding, callback) { callback(null, `${chunk}`.toUpperCase()); },
    flush(callback) { this.push('!'); callback(); },
  });
  upper.on('data', (chunk) => console.log('data', chunk)).on('end', () => console.log('end'));
  upper.write('abc');
  upper.end();
  await gone(upper);
  try {
    new Transform().write('x');
  } catch (error) {
    tell(error);
  }
  const through = new PassThrough({ objectMode: true });
  through.write({ a: 1 });
  through.end();
  for await (const value of through) console.log(value);
  const twice = new Transform({ transform(chunk, encoding, callback) { callback(); callback(); } });
  twice.on('error', tell);
  twice.write('x');
  await gone(twice);
  const duplex = new Duplex({ allowHalfOpen: false, read() { this.push(null); }, write(chunk, encoding, callback) { callback(); } });
  duplex.resume();
  await gone(duplex);
  console.log(duplex.writableEnded, duplex.readableEnded, duplex.allowHalfOpen);
};
