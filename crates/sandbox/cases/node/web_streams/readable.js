const tell = (error) => console.log(error?.name, error?.code, error?.message);
const attempt = async (call) => {
  try {
    console.log(await call());
  } catch (error) {
    tell(error);
  }
};
exports.onExecutePostLogin = async () => {
  const pulled = [];
  const stream = new ReadableStream({
    start(controller) { controller.enqueue('a'); console.log(controller.desiredSize, controller); },
    pull(controller) {
      pulled.push(controller.desiredSize);
      if (pulled.length === 3) controller.close();
      else controller.enqueue(`p${pulled.length}`);
    },
    cancel(reason) { console.log('cancel', reason); },
  }, { highWaterMark: 2 });
  console.log(stream, stream.locked, Object.prototype.toString.call(stream));
  const reader = stream.getReader();
  console.log(stream.locked, reader);
  console.log(await reader.read(), await reader.read(), await reader.read(), await reader.read());
  await reader.closed;
  reader.releaseLock();
  console.log(stream.locked, pulled, stream);
  const locked = new ReadableStream();
  const holder = locked.getReader();
  await attempt(() => locked.getReader());
  await attempt(() => locked.cancel());
  await attempt(() => locked.tee());
  await attempt(() => locked.pipeTo(new WritableStream()));
  await attempt(() => locked.pipeThrough(new TransformStream()));
  const pending = holder.read();
  holder.releaseLock();
  await attempt(() => pending);
  await attempt(() => holder.read());
  await attempt(() => holder.closed);
  await attempt(() => holder.cancel());
  await attempt(() => new ReadableStream({ type: 'x' }));
  await attempt(() => new ReadableStream().getReader({ mode: 'x' }));
  await attempt(() => new ReadableStreamDefaultController());
  await attempt(() => ReadableStream.prototype.getReader.call({}));
  await attempt(() => Reflect.get(ReadableStream.prototype, 'locked', {}));
  await attempt(() => ReadableStream.from(5));
  await attempt(() => new ReadableStream({ start(c) { c.close(); c.enqueue(1); } }));
  await attempt(() => new ReadableStream({ start(c) { c.close(); c.close(); } }));
  await attempt(() => new ReadableStream({ start() { throw new RangeError('own'); } }));
  const failing = new ReadableStream({ pull() { throw new RangeError('pulled'); } });
  await attempt(() => failing.getReader().read());
  console.log(failing);
  for await (const value of ReadableStream.from(['x', Promise.resolve('y')])) console.log(value);
  const kept = ReadableStream.from([1, 2, 3]);
  for await (const value of kept.values({ preventCancel: true })) {
    console.log(value, kept.locked);
    break;
  }
  console.log(kept.locked, await kept.getReader().read());
  const [left, right] = ReadableStream.from([1, 2]).tee();
  console.log(await Array.fromAsync(left), await Array.fromAsync(right));
  const bytes = new ReadableStream({ type: 'bytes', autoAllocateChunkSize: 4, pull(controller) { controller.byobRequest.view.set([1, 2]); controller.byobRequest.respond(2); } });
  console.log(bytes);
  const byob = bytes.getReader({ mode: 'byob' });
  const got = await byob.read(new Uint8Array(8));
  console.log(got, got.value.buffer.byteLength, byob);
  await attempt(() => byob.read(new Uint8Array(0)));
  await byob.cancel('done');
  const dropped = new ReadableStream({ cancel(reason) { console.log('cancelled', reason); return 'ignored'; } });
  console.log(await dropped.cancel('why'), dropped);
  // How an argument is wrong is said in other words; the class and the code are the same.
  for (const call of [() => new ReadableStream(5), () => new ReadableStream({}, { highWaterMark: -1 }), () => new ReadableStream({}, { highWaterMark: NaN }), () => new ReadableStream({}, { size: 5 }), () => new ReadableStreamDefaultReader(5), () => byob.read(5), () => new CountQueuingStrategy({})]) {
    try {
      await call();
    } catch (error) {
      console.log(error.name, error.code);
    }
  }
  console.log(Object.keys(ReadableStream.prototype).sort(), ReadableStream.name, ReadableStream.length);
  console.log(new ByteLengthQueuingStrategy({ highWaterMark: 5 }), new CountQueuingStrategy({ highWaterMark: 5 }).size(), new ByteLengthQueuingStrategy({ highWaterMark: 1 }).size(new Uint8Array(3)));
};
