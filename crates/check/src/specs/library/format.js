// Values as text for messages: on one line, or on several for a comparison line by line.
const LONGEST_LINE = 3_000;
const LONGEST_TEXT = 60_000;
const DEEPEST_TEXT = 8;
const MOST_ENTRIES = 200;

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
const nameOfClass = (value) => {
  try {
    const made = getPrototypeOf(value)?.constructor;
    return typeof made === 'function' && made.name !== '' ? made.name : undefined;
  } catch {
    return undefined;
  }
};
const cutText = (text, most) => (text.length <= most ? text : `${text.slice(0, most)}... [${text.length - most} more characters]`);

/** What needs no look inside; undefined for the rest. */
const simpleText = (value) => {
  switch (typeof value) {
    case 'string': return quoted(value);
    case 'number': return is(value, -0) ? '-0' : `${value}`;
    case 'bigint': return `${value}n`;
    case 'symbol': return value.toString();
    case 'function': return isMock(value) ? `[MockFunction ${value.getMockName()}]` : `[Function ${value.name || 'anonymous'}]`;
    case 'object': return value === null ? 'null' : undefined;
    default: return `${value}`;
  }
};
/** Objects that are told by what they stand for. */
const namedText = (value) => {
  const kind = kindOf(value);
  if (kind === 'Date') return is(+value, NaN) ? 'Date { NaN }' : value.toISOString();
  if (kind === 'RegExp') return `${value}`;
  if (isError(value)) return `[${value.name || 'Error'}: ${value.message}]`;
  if (kind === 'Promise') return 'Promise {}';
  if (kind === 'Number' || kind === 'String' || kind === 'Boolean') return `[${kind}: ${simpleText(value.valueOf())}]`;
  if (value instanceof URL) return `URL ${quoted(value.href)}`;
  if (kind === 'WeakMap' || kind === 'WeakSet') return `${kind} {}`;
  return undefined;
};

/** The entries of a container, each already text, and the brackets around them. */
const entriesText = (value, at) => {
  const inner = (part) => formatAt(part, { ...at, depth: at.depth + 1, above: [...at.above, value] });
  const kind = kindOf(value);
  const name = nameOfClass(value);
  const label = (usual) => (name === undefined || name === usual ? '' : `${name} `);
  if (isArray(value)) {
    const list = [];
    for (let i = 0; i < min(value.length, MOST_ENTRIES); i++) list.push(inner(value[i]));
    return { open: `${label('Array')}[`, close: ']', list, left: value.length - list.length };
  }
  if (ArrayBuffer.isView(value) && typeof value.length === 'number') {
    return { open: `${name} [`, close: ']', list: arrayFrom(value).slice(0, MOST_ENTRIES).map(inner), left: max(0, value.length - MOST_ENTRIES) };
  }
  if (kind === 'Map') {
    const list = arrayFrom(Map.prototype.entries.call(value)).map(([key, held]) => `${inner(key)} => ${inner(held)}`);
    return { open: 'Map {', close: '}', list, left: 0 };
  }
  if (kind === 'Set') return { open: 'Set {', close: '}', list: arrayFrom(Set.prototype.values.call(value)).map(inner), left: 0 };
  const names = ownKeys(value).filter((key) => getOwnPropertyDescriptor(value, key)?.enumerable);
  const texts = names.filter((key) => typeof key === 'string').sort();
  const all = [...texts, ...names.filter((key) => typeof key === 'symbol')];
  const list = all.slice(0, MOST_ENTRIES).map((key) => `${typeof key === 'symbol' ? `[${key.toString()}]` : quoted(key)}: ${inner(value[key])}`);
  return { open: `${label('Object')}{`, close: '}', list, left: all.length - list.length };
};

const formatAt = (value, at) => {
  const simple = simpleText(value);
  if (simple !== undefined) return simple;
  try {
    if (isAsymmetric(value)) return value.toAsymmetricText?.() ?? `${value}`;
    const named = namedText(value);
    if (named !== undefined) return named;
    if (at.above.includes(value)) return '[Circular]';
    if (at.depth >= DEEPEST_TEXT) return isArray(value) ? '[Array]' : `[${nameOfClass(value) ?? 'Object'}]`;
    const { open, close, list, left } = entriesText(value, at);
    if (left > 0) list.push(`... ${left} more`);
    if (list.length === 0) return `${open}${close}`;
    if (!at.lines) return `${open}${list.join(', ')}${close}`;
    const blank = '  '.repeat(at.depth);
    return `${open}\n${list.map((entry) => `${blank}  ${entry},\n`).join('')}${blank}${close}`;
  } catch (error) {
    return `[cannot be shown: ${isError(error) ? error.message : 'it throws'}]`;
  }
};

/** On one line. */
const format = (value) => cutText(formatAt(value, { lines: false, depth: 0, above: [] }), LONGEST_LINE);
/** An entry a line. */
const formatLines = (value) => cutText(formatAt(value, { lines: true, depth: 0, above: [] }), LONGEST_TEXT);
/** The kind of a value for a sentence. */
const kindText = (value) => {
  if (value === null || value === undefined) return `${value}`;
  return `${isArray(value) ? 'array' : typeof value} ${format(value)}`;
};
