// Blob and File: bytes with a type, held whole in memory.
const blobPart = (part, endings) => {
  const bytes = bytesOf(part);
  if (bytes !== undefined) return bytes;
  if (isBlob(part)) return blobBytes(part);
  const text = `${part}`;
  return utf8(endings === 'native' ? replaceChar(replaceChar(text, '\r\n', '\n'), '\r', '\n') : text);
};
const blobEndings = (options) => {
  if (options !== undefined && options !== null && !isObject(options)) throw invalidArgument('options', 'a dictionary', options);
  const endings = `${options?.endings ?? 'transparent'}`;
  if (endings !== 'transparent' && endings !== 'native') {
    throw nodeError(NativeTypeError, 'ERR_INVALID_ARG_VALUE', `The property 'options.endings' is invalid. Received ${inspectQuietly(endings)}`);
  }
  return endings;
};
const joinBytes = (list) => {
  let size = 0;
  for (let i = 0; i < list.length; i++) size += list[i].length;
  const all = new Bytes(size);
  for (let i = 0, at = 0; i < list.length; i++) {
    typedSet(all, list[i], at);
    at += list[i].length;
  }
  return all;
};
const blobType = (given) => {
  const text = given === undefined ? '' : `${given}`;
  return matches(/[^\x20-\x7e]/, text) ? '' : toLowerCase(text);
};

class Blob {
  #bytes; #type;
  constructor(parts = [], options = undefined) {
    if (!isObject(parts) || typeof parts[symbolIterator] !== 'function') throw invalidArgument('sources', 'a sequence', parts);
    const endings = blobEndings(options);
    const list = listOf(parts);
    for (let i = 0; i < list.length; i++) list[i] = blobPart(list[i], endings);
    this.#bytes = joinBytes(list);
    this.#type = blobType(options?.type);
  }
  static is(value) { return isObject(value) && #bytes in value; }
  static bytes(blob) { return blob.#bytes; }
  get size() { return this.#bytes.length; }
  get type() { return this.#type; }
  slice(start = 0, end = this.size, type = '') {
    const { size } = this;
    const from = start < 0 ? max(size + start, 0) : min(start, size);
    const to = end < 0 ? max(size + end, 0) : min(end, size);
    return new Blob([new Bytes(typedBuffer(this.#bytes), from, max(0, to - from))], { type });
  }
  async arrayBuffer() { return arrayBufferSlice(typedBuffer(this.#bytes), 0, this.size); }
  async bytes() { return new Bytes(arrayBufferSlice(typedBuffer(this.#bytes), 0, this.size)); }
  async text() { return fromUtf8(this.#bytes); }
  stream() { return streamOf(bodyOver(bytesSource(this.#bytes), null)); }
  [customInspectSymbol](depth, options) {
    return depth < 0 ? 'Blob' : `Blob ${inspect({ size: this.size, type: this.type }, options)}`;
  }
}
const { is: isBlob, bytes: blobBytes } = Blob;
delete Blob.is;
delete Blob.bytes;
webInterface(Blob, 'Blob', ['size', 'type', 'slice', 'arrayBuffer', 'bytes', 'text', 'stream']);
hideInspect(Blob);

class File extends Blob {
  #name; #lastModified;
  constructor(parts, name, options = undefined) {
    if (arguments.length < 2) throw nodeError(NativeTypeError, 'ERR_MISSING_ARGS', 'The "fileBits" and "fileName" arguments must be specified');
    super(parts, options);
    this.#name = usvString(name);
    this.#lastModified = options?.lastModified === undefined ? lw.clock(0) : trunc(+options.lastModified) || 0;
  }
  get name() { return this.#name; }
  get lastModified() { return this.#lastModified; }
  [customInspectSymbol](depth, options) {
    const { size, type, name, lastModified } = this;
    return depth < 0 ? 'File' : `File ${inspect({ size, type, name, lastModified }, options)}`;
  }
}
webInterface(File, 'File', ['name', 'lastModified']);
hideInspect(File);
