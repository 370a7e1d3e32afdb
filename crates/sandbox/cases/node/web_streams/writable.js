const tell = (error) => console.log(error?.name, error?.code, error?.message);
const attempt = async (call) => {
  try {
    console.log(await call());
  } catch (error) {
    tell(error);
  }
};
exports.onExecutePostLogin = async () => {
  const written = [];
  const stream = new WritableStream({
    start(controller) { console.log(controller.signal.aborted, controller); },
    async write(chunk) { written.push(chunk); },
    close() { written.push('closed'); },
    abort(reason) { written.push(['aborted', reason]); },
  }, new CountQueuingStrategy({ highWaterMark: 2 }));
  console.log(stream, stream.locked);
  const writer = stream.getWriter();
  console.log(writer.desiredSize, writer);
  await writer.ready;
  writer.write('a');
  writer.write('b');
  console.log(writer.desiredSize);
  await writer.close();
  await writer.closed;
  console.log(written, writer.desiredSize, stream);
  await attempt(() => writer.write('late'));
  await attempt(() => writer.close());
  await attempt(() => stream.getWriter());
  await attempt(() => stream.abort());
  await attempt(() => stream.close());
  writer.releaseLock();
  await attempt(() => writer.write('x'));
  await attempt(() => writer.closed);
  await attempt(() => writer.desiredSize);
  await attempt(() => new WritableStreamDefaultController());
  await attempt(() => WritableStream.prototype.getWriter.call({}));
  const failing = new WritableStream({ write() { throw new RangeError('full'); } });
  const failed = failing.getWriter();
  await attempt(() => failed.write(1));
  await attempt(() => failed.closed);
  await attempt(() => failed.write(2));
  console.log(failing);
  const aborted = new WritableStream({ abort(reason) { console.log('abort', reason); } });
  await aborted.abort('why');
  await attempt(() => aborted.getWriter().write(1));
  const upper = new TransformStream({ transform(chunk, controller) { controller.enqueue(chunk.toUpperCase()); }, flush(controller) { controller.enqueue('!'); } });
  console.log(upper);
  console.log(await Array.fromAsync(ReadableStream.from(['a', 'b']).pipeThrough(upper)));
  const broken = new TransformStream({ transform() { throw new RangeError('inside'); } });
  await attempt(() => Array.fromAsync(ReadableStream.from(['a']).pipeThrough(broken)));
  await attempt(() => new TransformStreamDefaultController());
  const sunk = [];
  await ReadableStream.from([1, 2]).pipeTo(new WritableStream({ write(chunk) { sunk.push(chunk); } }));
  console.log(sunk);
  await attempt(() => ReadableStream.from([1]).pipeTo(new WritableStream(), { signal: AbortSignal.abort() }));
  await attempt(() => ReadableStream.from([1]).pipeTo(5));
  await attempt(() => ReadableStream.from([1]).pipeTo(new WritableStream(), { signal: 5 }));
  await attempt(() => ReadableStream.from([1]).pipeThrough({}));
  const source = new ReadableStream({ start(controller) { controller.error(new Error('source')); } });
  await attempt(() => source.pipeTo(new WritableStream({ abort(reason) { console.log('sink aborted', reason.message); } })));
  const encoder = new TextEncoderStream();
  console.log(encoder, encoder.encoding);
  console.log(await Array.fromAsync(ReadableStream.from(['h\ud83d', '\ude00', '\ud83d']).pipeThrough(encoder)));
  const decoder = new TextDecoderStream('utf-8', { fatal: true });
  console.log(decoder.encoding, decoder.fatal, decoder.ignoreBOM, decoder);
  console.log(await Array.fromAsync(ReadableStream.from([new Uint8Array([0xc3]), new Uint8Array([0xa9, 0x21])]).pipeThrough(decoder)));
  await attempt(() => Array.fromAsync(ReadableStream.from([new Uint8Array([0xff])]).pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))));
  await attempt(() => new TextDecoderStream('none'));
  console.log(require('stream/web').ReadableStream === ReadableStream);
};
