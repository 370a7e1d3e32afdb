// Bodies of Request and Response: what they may be made of, and the methods that read them.
/** A body for what `fetch`, `Request` and `Response` accept; null for none. */
const extractBody = (init) => {
  if (init === undefined || init === null) return null;
  if (isSearchParams(init)) {
    return bodyOver(bytesSource(utf8(formSerialize(searchPairs(init)))), 'application/x-www-form-urlencoded;charset=UTF-8');
  }
  if (isFormData(init)) {
    const { bytes, type } = multipart(init);
    return bodyOver(bytesSource(bytes), type);
  }
  if (isBlob(init)) return bodyOver(bytesSource(blobBytes(init)), init.type || null);
  const bytes = bytesOf(init);
  if (bytes !== undefined) return bodyOver(bytesSource(new Bytes(copyBuffer(bytes))), null);
  const stream = streamFrom(init);
  if (stream !== undefined) return bodyOfStream(stream);
  return bodyOver(bytesSource(utf8(`${init}`)), 'text/plain;charset=UTF-8');
};
/** The stream that an action hands in, or one over its asynchronous iterable. */
const streamFrom = (init) => {
  if (!isObject(init)) return undefined;
  const isOne = loadedModules['internal/streams/web'] !== undefined && bodyStreams().isStream(init);
  if (!isOne) return typeof init[symbolAsyncIterator] === 'function' ? bodyStreams().over(init) : undefined;
  if (init.locked || bodyStreams().isDisturbed(init)) {
    throw new NativeTypeError('Response body object should not be disturbed or locked');
  }
  return init;
};
const withoutBom = (bytes) => {
  const text = fromUtf8(bytes);
  return charCodeAt(text, 0) === 0xfeff ? stringSlice(text, 1) : text;
};
const copyBuffer = (bytes) => typedBuffer(new Bytes(bytes));

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
    get bodyUsed() {
      const body = bodyOf(this);
      return body !== null && isDisturbed(body);
    },
    get body() {
      const body = bodyOf(this);
      return body === null ? null : streamOf(body);
    },
  };
  const names = ownKeys(methods);
  for (let i = 0; i < names.length; i++) defineProperty(Class.prototype, names[i], getOwnPropertyDescriptor(methods, names[i]));
  defineProperty(Class.prototype, toStringTag, { value: tag, configurable: true });
};
/** JSON.parse with V8's words for the commonest mistake, an empty body. */
const parseBodyJson = (text) => {
  if (text === '') throw new SyntaxError_('Unexpected end of JSON input');
  return parseJson(text);
};
const SyntaxError_ = SyntaxError;
