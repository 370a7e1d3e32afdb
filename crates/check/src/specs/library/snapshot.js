// Snapshots: what a value looked like when it was last accepted, kept beside the spec in `__snapshots__/`.
const SNAPSHOT_HEADER = '// Jest Snapshot v1, https://jestjs.io/docs/snapshot-testing';
const LONGEST_SNAPSHOT = 262_144;
const serializers = [];
const snapshots = { kept: undefined, seen: new Map(), counts: new Map(), added: 0, updated: 0 };

const shownKey = (key) => (typeof key === 'symbol' ? key.toString() : `"${key}"`);
const listText = (open, close, entries, blank) => (entries.length === 0 ? `${open}${close}` : `${open}\n${entries.map((entry) => `${blank}  ${entry},\n`).join('')}${blank}${close}`);
const snapshotSimple = (value) => {
  switch (typeof value) {
    case 'string': return `"${value}"`;
    case 'number': return is(value, -0) ? '-0' : `${value}`;
    case 'bigint': return `${value}n`;
    case 'symbol': return value.toString();
    case 'object': return value === null ? 'null' : undefined;
    case 'function': return isMock(value) ? undefined : '[Function]';
    default: return `${value}`;
  }
};
const snapshotNamed = (value) => {
  switch (kindOf(value)) {
    case 'Date': return is(+value, NaN) ? 'Date { NaN }' : value.toISOString();
    case 'RegExp': return `${value}`.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
    case 'Promise': return 'Promise {}';
    case 'WeakMap': return 'WeakMap {}';
    case 'WeakSet': return 'WeakSet {}';
    default: return isError(value) ? `[${value.name}: ${value.message}]` : undefined;
  }
};
const mockText = (value, blank, above) => {
  const name = value.getMockName();
  const label = `[MockFunction${name === 'jest.fn()' || name === '' ? '' : ` ${name}`}]`;
  const { calls, results } = value.mock;
  if (calls.length === 0) return label;
  const part = (one) => snapshotAt(one, `${blank}  `, above);
  return listText(`${label} {`, '}', [`"calls": ${part(calls)}`, `"results": ${part(results)}`], blank);
};
const membersText = (value, blank, above) => {
  const part = (one) => snapshotAt(one, `${blank}  `, [...above, value]);
  const name = nameOfClass(value) ?? 'Object';
  const kind = kindOf(value);
  if (isArray(value) || ArrayBuffer.isView(value)) return listText(`${name === 'Array' ? '' : `${name} `}[`, ']', arrayFrom(value, part), blank);
  if (kind === 'Map') return listText('Map {', '}', arrayFrom(value, ([key, held]) => `${part(key)} => ${part(held)}`), blank);
  if (kind === 'Set') return listText('Set {', '}', arrayFrom(value, part), blank);
  const listed = listedKeys(value);
  const keys = [...listed.filter((key) => typeof key === 'string').sort(), ...listed.filter((key) => typeof key === 'symbol')];
  return listText(`${name === 'Object' ? '' : `${name} `}{`, '}', keys.map((key) => `${shownKey(key)}: ${part(value[key])}`), blank);
};
const snapshotAt = (value, blank, above) => {
  const own = serializers.find((one) => one.test(value));
  if (own !== undefined) {
    const part = (inner) => snapshotAt(inner, blank, above);
    return own.serialize === undefined ? own.print(value, part, (text) => `  ${text.replace(/\n/g, '\n  ')}`, {}) : own.serialize(value, {}, blank, above.length, above, part);
  }
  const simple = snapshotSimple(value);
  if (simple !== undefined) return simple;
  if (isMock(value)) return mockText(value, blank, above);
  if (isAsymmetric(value)) return value.toAsymmetricText?.() ?? `${value}`;
  if (above.includes(value)) return '[Circular]';
  const named = snapshotNamed(value);
  if (named !== undefined) return named;
  if (typeof value.toJSON === 'function') return snapshotAt(value.toJSON(), blank, [...above, value]);
  return membersText(value, blank, above);
};
/** A value as snapshots hold it. */
const snapshotText = (value) => {
  const text = snapshotAt(value, '', []).replace(/\r\n?/g, '\n');
  if (text.length > LONGEST_SNAPSHOT) throw new TypeError(`a snapshot may have ${LONGEST_SNAPSHOT} characters, and this one has ${text.length}`);
  return text;
};
const spaced = (text) => (text.includes('\n') ? `\n${text}\n` : text);

/** The snapshots of the spec's file, by name. */
const keptSnapshots = () => {
  if (snapshots.kept !== undefined) return snapshots.kept;
  snapshots.kept = new Map();
  const unescaped = (text) => text.replace(/\\([\\`]|\$\{)/g, '$1');
  for (const [, name, text] of given.snapshotFile.matchAll(/^exports\[`((?:\\.|[^\\`])*)`\] = `((?:\\.|[^\\`])*)`;/gm)) {
    snapshots.kept.set(unescaped(name), unescaped(text));
  }
  return snapshots.kept;
};
const nextSnapshotName = (hint) => {
  const name = hint === undefined ? counted.name : `${counted.name}: ${hint}`;
  const count = (snapshots.counts.get(name) ?? 0) + 1;
  snapshots.counts.set(name, count);
  return `${name} ${count}`;
};
/** Compares with what is kept; what is new is kept unless this run may write nothing. */
const compareSnapshot = (text, hint) => {
  const name = nextSnapshotName(hint);
  const kept = keptSnapshots().get(name);
  const received = spaced(text);
  const isNew = kept === undefined;
  if (isNew && given.snapshotMode === 'none') {
    snapshots.seen.set(name, kept);
    return verdict(false, () => `Snapshot name: \`${name}\`\n\nNew snapshot was not written. A run with --ci writes none.\n\nReceived: ${text}`, '');
  }
  if (isNew || (kept !== received && given.snapshotMode === 'all')) {
    snapshots[isNew ? 'added' : 'updated'] += 1;
    snapshots.seen.set(name, received);
    return verdict(true, () => '', '');
  }
  snapshots.seen.set(name, kept);
  return verdict(kept === received, () => `Snapshot name: \`${name}\`\n\n${linesDifference(kept.trim(), text)}`, '');
};
const linesDifference = (expected, received) => `- Snapshot\n+ Received\n\n${nearDifferences(markedLines(expected.split('\n').slice(0, MOST_DIFF_LINES), received.split('\n').slice(0, MOST_DIFF_LINES))).join('\n')}`;

/** The received value with the asymmetric parts of a pattern in place of what they stand for. */
const withPattern = (received, pattern) => {
  if (isAsymmetric(pattern) || !isObject(pattern) || !isObject(received)) return pattern;
  const copy = isArray(received) ? [...received] : { ...received };
  for (const key of listedKeys(pattern)) copy[key] = withPattern(received[key], pattern[key]);
  return copy;
};
const refuseNot = ({ isNot }) => {
  if (isNot) throw new TypeError('Snapshot matchers cannot be used with not');
};
const toldInline = (text) => {
  const lines = text.replace(/^\n/, '').replace(/\n[ \t]*$/, '').split('\n');
  const blank = /^[ \t]*/.exec(lines[0])[0];
  return lines.map((line) => (line.startsWith(blank) ? line.slice(blank.length) : line)).join('\n');
};
const compareInline = (text, inline) => {
  if (inline === undefined) {
    return verdict(false, () => `This host does not write into a spec. Give the snapshot as the argument:\n\n\`${spaced(text)}\``, 'snapshot');
  }
  const expected = text.includes('\n') || inline.includes('\n') ? toldInline(inline) : inline;
  return verdict(expected === text, () => linesDifference(expected, text), 'snapshot');
};
const thrownText = (received, state) => {
  const thrown = thrownBy(received, state.promise);
  if (thrown === undefined) throw new TypeError('the received function did not throw');
  return `"${messageOf(thrown.value)}"`;
};
const matched = (received, pattern) => {
  if (!isObject(pattern)) return received;
  if (!fitsPattern(received, pattern)) throw new TypeError(`the received value does not fit the properties\n\n${difference(pattern, received)}`);
  return withPattern(received, pattern);
};
const snapshotMatchers = {
  toMatchSnapshot(received, state, ...args) {
    refuseNot(state);
    const hint = args.find((one) => typeof one === 'string');
    return compareSnapshot(snapshotText(matched(received, args[0])), hint);
  },
  toMatchInlineSnapshot(received, state, ...args) {
    refuseNot(state);
    return compareInline(snapshotText(matched(received, args[0])), args.find((one) => typeof one === 'string'));
  },
  toThrowErrorMatchingSnapshot(received, state, hint) {
    refuseNot(state);
    return compareSnapshot(thrownText(received, state), hint);
  },
  toThrowErrorMatchingInlineSnapshot(received, state, inline) {
    refuseNot(state);
    return compareInline(thrownText(received, state), inline);
  },
};
Object.assign(matchers, snapshotMatchers);

const escapedSnapshot = (text) => text.replace(/`|\\|\$\{/g, '\\$&');
const naturally = (left, right) => {
  const [a, b] = [left, right].map((text) => text.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < min(a.length, b.length); i++) {
    if (a[i] === b[i]) continue;
    const both = /^\d/.test(a[i]) && /^\d/.test(b[i]);
    return both ? +a[i] - +b[i] : a[i] < b[i] ? -1 : 1;
  }
  return a.length - b.length;
};
/** Tells what became of the snapshots: the file's new text when it is to be written, and the names nothing asked for. */
const tellSnapshots = () => {
  const kept = keptSnapshots();
  const isObsolete = (name) => !snapshots.seen.has(name) && !tree.tests.some((test) => !isWanted(test) && name.startsWith(titlesOf(test).join(' ')));
  const obsolete = [...kept.keys()].filter(isObsolete);
  const isChanged = snapshots.added + snapshots.updated > 0 || (given.snapshotMode === 'all' && obsolete.length > 0);
  if (!isChanged && obsolete.length === 0 && snapshots.seen.size === 0) return;
  const all = new Map([...kept, ...snapshots.seen]);
  if (given.snapshotMode === 'all') obsolete.forEach((name) => all.delete(name));
  const entries = [...all].filter(([, text]) => text !== undefined).sort(([a], [b]) => naturally(a, b));
  const text = `${SNAPSHOT_HEADER}\n\n${entries.map(([name, held]) => `exports[\`${escapedSnapshot(name)}\`] = \`${escapedSnapshot(held)}\`;\n`).join('\n')}`;
  tell({ type: 'snapshots', text: isChanged ? text : undefined, added: snapshots.added, updated: snapshots.updated, obsolete: given.snapshotMode === 'all' ? [] : obsolete });
};
