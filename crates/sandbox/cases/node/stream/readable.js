const { Readable } = require('stream');
const tell = (error) => console.log(error.name, error.code, error.message);
exports.onExecutePostLogin = async () => {
  const seen = [];
  for await (const chunk of Readable.from(['a', 'b', 'c'])) seen.push(chunk);
  console.log(seen);
  const bytes = [];
  const readable = new Readable({ read() { this.push('hello '); this.push(Buffer.from('world')); this.push(null); } });
  console.log(readable.readableHighWaterMark, readable.readableObjectMode, readable.readableFlowing, readable.readableLength, readable.readableEncoding);
  readable.on('data', (chunk) => bytes.push(chunk)).on('end', () => console.log('end')).on('close', () => console.log('close'));
  await new Promise((resolve) => readable.on('close', resolve));
  console.log(Buffer.concat(bytes).toString(), bytes, readable.readableEnded, readable.destroyed);
  const paused = Readable.from([Buffer.from('abcdef')], { objectMode: false });
  paused.setEncoding('utf8');
  await new Promise((resolve) => {
    paused.on('readable', () => {
      for (let part; (part = paused.read(4)) !== null || (part = paused.read()) !== null;) console.log('part', part);
    });
    paused.on('end', resolve);
  });
  const broken = new Readable({ read() { this.destroy(new Error('broken')); } });
  try {
    for await (const chunk of broken) console.log(chunk);
  } catch (error) {
    tell(error);
  }
  for (const make of [() => Readable.from(5), () => new Readable({ highWaterMark: -1 }), () => new Readable({ read() {} }).setEncoding('no')]) {
    try {
      const made = make();
      console.log(typeof made);
    } catch (error) {
      tell(error);
    }
  }
  const late = new Readable({ read() {} });
  late.on('error', tell);
  late.push(null);
  late.push('x');
  late.resume();
  await new Promise((resolve) => late.on('close', resolve));
  const unimplemented = new Readable();
  unimplemented.on('error', tell);
  unimplemented.read();
  await new Promise((resolve) => unimplemented.on('close', resolve));
  const once = Readable.from((async function* () {
    try {
      yield 1;
      yield 2;
    } finally {
      console.log('generator closed');
    }
  })());
  for await (const value of once) {
    console.log(value);
    break;
  }
  console.log(once.destroyed, Readable.from('text').readableObjectMode, await Readable.from('text').toArray(), await Readable.from(Buffer.from('b')).toArray());
  console.log(Object.keys(require('stream')).sort().join());
};
