const { Readable, Writable, Duplex, PassThrough, Transform, pipeline, finished } = require('stream');
const promises = require('stream/promises');
const consumers = require('stream/consumers');
const { ReadableStream, WritableStream, TransformStream } = require('stream/web');
const tell = (error) => console.log(error?.name, error?.code, error?.message);
exports.onExecutePostLogin = async () => {
  const web = () => new ReadableStream({ start(controller) { controller.enqueue(new Uint8Array([104, 105])); controller.close(); } });
  for await (const chunk of Readable.fromWeb(web())) console.log(chunk);
  console.log(await consumers.text(web()), await Readable.fromWeb(new Response('body').body).toArray());
  console.log(await Array.fromAsync(Readable.toWeb(Readable.from([Buffer.from('a'), Buffer.from('b')], { objectMode: false }))));
  console.log(await Array.fromAsync(Readable.toWeb(Readable.from([{ a: 1 }, 'b']))));
  const failing = Readable.fromWeb(new ReadableStream({ pull(controller) { controller.error(new RangeError('source')); } }));
  await failing.toArray().catch(tell);
  await Array.fromAsync(Readable.toWeb(new Readable({ read() { this.destroy(new RangeError('node')); } }))).catch(tell);
  const cancelled = Readable.fromWeb(new ReadableStream({ cancel(reason) { console.log('cancelled', reason?.message); } }));
  cancelled.destroy(new Error('enough'));
  await promises.finished(cancelled).catch(tell);
  const written = [];
  const sink = () => new WritableStream({ write(chunk) { written.push(chunk); }, close() { written.push('closed'); }, abort(reason) { written.push(reason.message); } });
  const writable = Writable.fromWeb(sink());
  writable.write('text');
  writable.end(Buffer.from('end'));
  await promises.finished(writable);
  console.log(written.map(String));
  const aborted = Writable.fromWeb(sink());
  aborted.destroy(new Error('stop'));
  await promises.finished(aborted).catch(tell);
  console.log(written.at(-1));
  const parts = [];
  const target = new Writable({ highWaterMark: 1, write(chunk, encoding, callback) { parts.push(`${chunk}`); setImmediate(callback); } });
  await ReadableStream.from(['x', 'y', 'z']).pipeTo(Writable.toWeb(target));
  console.log(parts, target.writableFinished);
  const upper = Duplex.fromWeb(new TransformStream({ transform(chunk, controller) { controller.enqueue(`${chunk}`.toUpperCase()); } }), { encoding: 'utf8' });
  upper.end('duplex');
  console.log(await upper.toArray());
  const { readable, writable: input } = Duplex.toWeb(new PassThrough());
  const writer = input.getWriter();
  void writer.write(Buffer.from('through')).then(() => writer.close());
  console.log(await consumers.text(readable));
  await promises.pipeline(web(), new Transform({ transform(chunk, encoding, callback) { callback(null, `<${chunk}>`); } }), new Writable({ write(chunk, encoding, callback) { console.log(`${chunk}`); callback(); } }));
  await promises.pipeline(Readable.from(['n']), new TransformStream({ transform(chunk, controller) { controller.enqueue(`${chunk}!`); } }), async (source) => { for await (const one of source) console.log(one); });
  await promises.finished(ReadableStream.from([]).pipeThrough(new TransformStream())).catch(tell);
  for (const call of [() => Readable.fromWeb(5), () => Readable.toWeb(5), () => Writable.fromWeb({}), () => Writable.toWeb({}), () => Duplex.fromWeb(5), () => Duplex.toWeb(5), () => Readable.fromWeb(web(), 5)]) {
    try {
      call();
    } catch (error) {
      tell(error);
    }
  }
  void pipeline;
  void finished;
};
