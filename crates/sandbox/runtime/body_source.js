// Where the bytes of a body come from: bytes that are there, or an answer of the network, which is read whole by one operation
// or piece by piece. Clones of a body share its source; each has a cursor of its own. Streams stand in `node/internal`, and
// whoever asks for none loads none.
const bytesSource = (bytes) => ({ bytes, id: undefined });
const hostSource = (id, signal) => ({
  bytes: undefined, id, signal, whole: undefined, reading: undefined, isPiecemeal: false, hasEnded: false, failure: undefined,
  // The pieces that some cursor has not passed; `first` is the number of the first of them.
  pieces: [], first: 0, cursors: [],
});
/** A body over a source. */
const bodyOver = (source, type) => {
  const body = { source, type, used: false, stream: undefined, cursor: { at: 0 } };
  if (source.id !== undefined) arrayPush(source.cursors, body.cursor);
  return body;
};
/** A body over a stream that somebody else has made. */
const bodyOfStream = (stream) => ({ source: undefined, type: null, used: false, stream, cursor: undefined });
const bodyStreams = () => loadModule('internal/body_streams');

/** Reads of the network end with the signal that the request was given. */
const readHost = (source, operation) => new NativePromise((resolve, reject) => {
  const { signal } = source;
  if (signal !== undefined && signal.aborted) {
    reject(signal.reason);
    return;
  }
  let forget = noop;
  const id = startOperation(operation, { body: source.id }, undefined, (ok, text, buffer) => {
    source.operation = undefined;
    forget();
    if (ok) resolve(buffer === undefined ? undefined : new Bytes(buffer));
    else reject(errorFrom(jsonParse(text)));
  });
  source.operation = id;
  if (signal !== undefined) {
    forget = onAbort(signal, (reason) => {
      cancelOperation(id);
      reject(reason);
    });
  }
});

/** All bytes of a body that nobody has read yet. */
const readSource = async (body) => {
  const { source } = body;
  if (source.bytes !== undefined) return source.bytes;
  if (source.isPiecemeal) return await joinPieces(body);
  source.whole ??= readHost(source, 'body');
  source.bytes = await source.whole ?? new Bytes(0);
  return source.bytes;
};
const joinPieces = async (body) => {
  const list = [];
  for (let piece = await nextPiece(body); piece !== undefined; piece = await nextPiece(body)) arrayPush(list, piece);
  return joinBytes(list);
};

/** The next bytes of a body for its stream, nothing at the end. */
const nextPiece = async (body) => {
  const { source, cursor } = body;
  if (source.bytes !== undefined || source.whole !== undefined) {
    const bytes = await readSource(body);
    if (cursor.at > 0 || bytes.length === 0) return undefined;
    cursor.at = 1;
    return new Bytes(copyBuffer(bytes));
  }
  source.isPiecemeal = true;
  while (cursor.at - source.first === source.pieces.length) {
    if (source.hasEnded) return undefined;
    source.reading ??= readPiece(source);
    await source.reading;
  }
  if (source.failure !== undefined) throw source.failure.error;
  const piece = source.pieces[cursor.at - source.first];
  cursor.at++;
  forgetPassed(source);
  return source.cursors.length > 1 ? new Bytes(copyBuffer(piece)) : piece;
};
const readPiece = async (source) => {
  try {
    const piece = await readHost(source, 'body.read');
    if (piece === undefined) source.hasEnded = true;
    else arrayPush(source.pieces, piece);
  } catch (error) {
    // Whoever comes to this place meets the error.
    source.failure = { error };
    arrayPush(source.pieces, undefined);
  }
  source.reading = undefined;
};
const forgetPassed = (source) => {
  let lowest = source.first + source.pieces.length;
  for (let i = 0; i < source.cursors.length; i++) lowest = min(lowest, source.cursors[i].at);
  arraySplice(source.pieces, 0, lowest - source.first);
  source.first = lowest;
};
/** Nobody will read on here; the last one to say so closes the connection. */
const dropBody = (body) => {
  const { source, cursor } = body;
  if (source.id === undefined || source.bytes !== undefined) return;
  const at = arrayIndexOf(source.cursors, cursor);
  if (at !== -1) arraySplice(source.cursors, at, 1);
  if (source.cursors.length > 0) {
    forgetPassed(source);
    return;
  }
  if (source.operation !== undefined) cancelOperation(source.operation);
  hostCall('body.drop', { body: source.id });
  source.hasEnded = true;
};

/** The stream of a body, made when it is first asked for. */
const streamOf = (body) => {
  if (body.stream === undefined) {
    body.stream = body.used ? bodyStreams().spent() : bodyStreams().open({
      next: () => nextPiece(body),
      drop: () => dropBody(body),
      onAbort: (step) => (body.source.signal === undefined ? noop : onAbort(body.source.signal, step)),
    });
  }
  return body.stream;
};
const isDisturbed = (body) => body.used || (body.stream !== undefined && bodyStreams().isDisturbed(body.stream));
const isUnusable = (body) => isDisturbed(body) || (body.stream !== undefined && body.stream.locked);

/** The bytes of a body, which are then used up. */
const consume = async (body) => {
  if (body === null) return new Bytes(0);
  if (isUnusable(body)) throw new NativeTypeError('Body is unusable: Body has already been read');
  body.used = true;
  if (body.stream !== undefined) return await bodyStreams().drain(body.stream);
  return await readSource(body);
};
const cloneBody = (body) => {
  if (body === null) return null;
  if (body.stream === undefined) return bodyOver(body.source, body.type);
  const [kept, given] = bodyStreams().tee(body.stream);
  body.stream = kept;
  return { ...bodyOfStream(given), type: body.type };
};
/** Hands a body on to another request; the first has it no longer. */
const moveBody = (body) => {
  const moved = { ...body, used: false };
  if (body.stream !== undefined) moved.stream = bodyStreams().passOn(body.stream);
  body.used = true;
  return moved;
};
/** What printing a response shows of its body, which is not made into a stream for that. */
const shownBody = (body) => {
  if (body === null) return null;
  if (body.stream !== undefined) return body.stream;
  const shown = { locked: body.used, state: body.used ? 'closed' : 'readable', supportsBYOB: true };
  return { [customInspectSymbol]: (depth, options) => `ReadableStream ${inspect(shown, options)}` };
};
