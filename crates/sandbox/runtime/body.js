// Bodies of Request and Response. A body is `{ source, type, used }`; a source gives its bytes once and
// remembers them, so that clones share it. A response's source asks the host only when it is read.
const bytesSource = (bytes) => ({ bytes, read: undefined });
const hostSource = (id, signal) => ({
  bytes: undefined, id,
  read() {
    return new NativePromise((resolve, reject) => {
      if (signal !== undefined && signal.aborted) {
        reject(signal.reason);
        return;
      }
      let forget = noop;
      const operation = startOperation('body', { body: id }, undefined, (ok, text, buffer) => {
        forget();
        if (ok) resolve(new Bytes(buffer ?? new NativeArrayBuffer(0)));
        else reject(errorFrom(jsonParse(text)));
      });
      if (signal !== undefined) {
        forget = onAbort(signal, (reason) => {
          cancelOperation(operation);
          reject(reason);
        });
      }
    });
  },
});
const readSource = async (source) => {
  if (source.bytes === undefined) {
    source.reading ??= source.read();
    source.bytes = await source.reading;
  }
  return source.bytes;
};

/** A body for what `fetch`, `Request` and `Response` accept; null for none. */
const extractBody = (init) => {
  if (init === undefined || init === null) return null;
  if (isSearchParams(init)) {
    return { source: bytesSource(utf8(formSerialize(searchPairs(init)))), type: 'application/x-www-form-urlencoded;charset=UTF-8', used: false };
  }
  if (isFormData(init)) {
    const { bytes, type } = multipart(init);
    return { source: bytesSource(bytes), type, used: false };
  }
  if (isBlob(init)) return { source: bytesSource(blobBytes(init)), type: init.type || null, used: false };
  const bytes = bytesOf(init);
  if (bytes !== undefined) return { source: bytesSource(new Bytes(arrayBufferSlice(typedBuffer(bytes), typedByteOffset(bytes), typedByteOffset(bytes) + typedByteLength(bytes)))), type: null, used: false };
  const stream = streamBody(init);
  if (stream !== undefined) {
    if (stream.used) throw new NativeTypeError('Response body object should not be disturbed or locked');
    stream.used = true;
    return { source: stream.source, type: null, used: false };
  }
  return { source: bytesSource(utf8(`${init}`)), type: 'text/plain;charset=UTF-8', used: false };
};
const cloneBody = (body) => (body === null ? null : { source: body.source, type: body.type, used: false });

/** Marks the body read and gives its bytes. */
const consume = async (body) => {
  if (body === null) return new Bytes(0);
  if (body.used) throw new NativeTypeError('Body is unusable: Body has already been read');
  body.used = true;
  return await readSource(body.source);
};
const withoutBom = (bytes) => {
  const text = fromUtf8(bytes);
  return charCodeAt(text, 0) === 0xfeff ? stringSlice(text, 1) : text;
};
const copyBuffer = (bytes) => arrayBufferSlice(typedBuffer(bytes), typedByteOffset(bytes), typedByteOffset(bytes) + typedByteLength(bytes));

/** The mixin's methods; `bodyOf(self)` checks the receiver, `typeOf(self)` is its content type. */
const mixBody = (Class, tag, bodyOf, typeOf) => {
  const methods = {
    async arrayBuffer() { return copyBuffer(await consume(bodyOf(this))); },
    async blob() {
      const type = typeOf(this) ?? '';
      return new Blob([await consume(bodyOf(this))], { type });
    },
    async bytes() { return new Bytes(copyBuffer(await consume(bodyOf(this)))); },
    async formData() {
      const type = typeOf(this) ?? '';
      const boundary = regExpExec(/^multipart\/form-data\b.*;\s*boundary="?([^";]+)"?/i, type);
      const encoded = matches(/^application\/x-www-form-urlencoded\b/i, type);
      if (boundary === null && !encoded) {
        throw new NativeTypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
      }
      const bytes = await consume(bodyOf(this));
      if (boundary !== null) return parseMultipart(bytes, boundary[1]);
      const form = new FormData();
      const pairs = formParse(withoutBom(bytes));
      for (let i = 0; i < pairs.length; i++) form.append(pairs[i][0], pairs[i][1]);
      return form;
    },
    async json() { return parseBodyJson(withoutBom(await consume(bodyOf(this)))); },
    async text() { return withoutBom(await consume(bodyOf(this))); },
    get bodyUsed() { return bodyOf(this)?.used ?? false; },
    get body() {
      const body = bodyOf(this);
      return body === null ? null : body.stream ??= new BodyStream(body);
    },
  };
  const names = ownKeys(methods);
  for (let i = 0; i < names.length; i++) defineProperty(Class.prototype, names[i], getOwnPropertyDescriptor(methods, names[i]));
  defineProperty(Class.prototype, toStringTag, { value: tag, configurable: true });
};
/** JSON.parse with V8's words for the commonest mistake, an empty body. */
const parseBodyJson = (text) => {
  if (text === '') throw new SyntaxError_('Unexpected end of JSON input');
  return jsonParse(text);
};
const SyntaxError_ = SyntaxError;
