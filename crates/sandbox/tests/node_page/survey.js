// What there is by name. In Node it lists the modules and globals, with their exports and members; in the sandbox, which is
// given that list, it looks for each and writes the page's body.
const MARK = Symbol.for('latchwork.unsupported');
/** What every function and class has, and what Node keeps to itself. */
const common = new Set(['length', 'name', 'prototype', 'arguments', 'caller', 'constructor', 'super_', 'withoutStackTrace']);
/** What a machine or Node's build decides. */
const own = new Set(['process.env', 'process.stdin', 'process.stdout', 'process.stderr', 'process.mainModule', 'process.release', 'process.versions', 'process.config', 'process.features', 'async_hooks.asyncWrapProviders']);
const isPublic = (name) => !common.has(name) && !/^_|^\d/.test(name);
const ends = new Set([null, Object.prototype, Function.prototype, Array.prototype]);

const describe = (holder, name) => {
  for (let at = holder; at !== null && at !== undefined; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found;
  }
  return undefined;
};
/** The value of an export; an accessor is asked, for it is loaded on use. */
const valueOf = (holder, name) => {
  try {
    return holder[name];
  } catch {
    return undefined;
  }
};
const isPlain = (value) => typeof value === 'object' && [null, Object.prototype].includes(Object.getPrototypeOf(value));
const namesOf = (holder) => {
  if (isPlain(holder)) return Object.keys(holder).filter(isPublic);
  const names = new Set();
  for (let at = holder; !ends.has(at); at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (isPublic(name)) names.add(name);
    if (typeof holder === 'function') break;
  }
  return [...names];
};
/** Members are told as `name`, those that instances have as `#name`. */
const membersOf = (value) => {
  if (typeof value === 'function') {
    const own = value.prototype === undefined ? [] : Object.getOwnPropertyNames(value.prototype).filter(isPublic);
    return [...namesOf(value), ...own.map((name) => `#${name}`)].sort();
  }
  return typeof value === 'object' && value !== null ? namesOf(value).sort() : [];
};
const listed = (module, holder, names) => Object.fromEntries(names.map((name) => {
  const value = valueOf(holder, name);
  const isLeft = value === globalThis || value === holder || own.has(`${module}.${name}`);
  return [name, { type: typeof value, members: isLeft ? [] : membersOf(value) }];
}));

/** Node's list: modules by name, and the globals. */
const list = () => {
  const { builtinModules } = require('module');
  const names = [...builtinModules, 'test', 'sqlite', 'test/reporters', 'sea'].filter((name) => isPublic(name)).sort();
  const modules = Object.fromEntries(names.map((name) => {
    const holder = require(`node:${name}`);
    const exports = Object.getOwnPropertyNames(holder).filter(isPublic).sort();
    return [name, { type: typeof holder, exports: listed(name, holder, exports) }];
  }));
  const globals = Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'onExecutePostLogin' && isPublic(name)).sort();
  console.log(JSON.stringify({ modules, globals: listed('globals', globalThis, globals) }));
};

const markOf = (found) => (found?.value ?? found?.get)?.[MARK];
/** What has become of one name: nothing when it is there, else `missing` or the reason why it is refused. */
const fate = (holder, name, type) => {
  const found = describe(holder, name);
  if (found === undefined) return { missing: true };
  const value = valueOf(holder, name);
  const reason = value?.[MARK] ?? markOf(found);
  if (reason !== undefined) return { reason };
  if (typeof value !== type && type !== 'undefined') return { missing: true };
  return { value };
};
/** The members that are refused or missing. */
const lackingOf = (value, members) => {
  const lacking = { refused: [], missing: [] };
  for (const member of members) {
    const [holder, name] = member.startsWith('#') ? [value.prototype, member.slice(1)] : [value, member];
    const found = describe(holder, name);
    if (found === undefined) lacking.missing.push(member);
    else if (markOf(found) !== undefined) lacking.refused.push(member);
  }
  return lacking;
};

/** The exports of a module, or the globals, by what has become of them. */
const sorted = (holder, exports) => {
  const found = { full: [], partial: [], refused: new Map(), missing: [] };
  for (const [name, { type, members }] of Object.entries(exports)) {
    const { missing, reason, value } = fate(holder, name, type);
    const lacking = lackingOf(value, value == null ? [] : members);
    // An object of which all is refused is refused itself.
    const why = reason ?? (members.length > 0 && lacking.refused.length === members.length ? describe(value, members[0])?.value?.[MARK] : undefined);
    if (missing) found.missing.push(name);
    else if (why !== undefined) found.refused.set(why, [...(found.refused.get(why) ?? []), name]);
    else if (lacking.refused.length + lacking.missing.length > 0) found.partial.push([name, lacking]);
    else found.full.push(name);
  }
  return found;
};
const counts = ({ full, partial, refused, missing }) => [full.length, partial.length, [...refused.values()].flat().length, missing.length];
const verdict = ([full, partial, refused, missing]) => {
  if (partial + refused + missing === 0) return 'full';
  return full + partial === 0 ? 'refused' : 'partial';
};
const code = (names) => names.map((name) => `\`${name.replaceAll('`', "'")}\``).join(', ');
const section = (title, found, remarks) => {
  const lines = [`### ${title}`, ''];
  if (found.full.length > 0) lines.push(`Full: ${code(found.full)}.`, '');
  for (const [name, { refused, missing }] of found.partial) {
    const parts = [[' without ', missing], [' refusing ', refused]].filter(([, names]) => names.length > 0);
    lines.push(`Partial: \`${name}\`,${parts.map(([how, names]) => how + code(names)).join(',')}.`, '');
  }
  for (const [reason, names] of found.refused) lines.push(`Refused (${reason}): ${code(names)}.`, '');
  if (found.missing.length > 0) lines.push(`Absent: ${code(found.missing)}.`, '');
  for (const remark of remarks) lines.push(`Otherwise than in Node: ${remark}`, '');
  return lines;
};

/** The page's body: a table of all, then name by name. */
const write = ({ modules, globals, remarks }) => {
  const table = ['| module | served | full | partial | refused | absent |', '|---|---|---|---|---|---|'];
  const sections = [];
  const add = (title, holder, exports) => {
    const found = sorted(holder, exports);
    table.push(`| ${title} | ${verdict(counts(found))} | ${counts(found).join(' | ')} |`);
    sections.push(...section(title, found, remarks[title.replaceAll('`', '')] ?? []));
  };
  add('globals', globalThis, globals);
  for (const [name, { exports }] of Object.entries(modules)) {
    let holder;
    try {
      holder = require(`node:${name}`);
    } catch {
      table.push(`| \`${name}\` | absent | 0 | 0 | 0 | ${Object.keys(exports).length} |`);
      continue;
    }
    add(`\`${name}\``, holder, exports);
  }
  const text = [...table, '', ...sections].join('\n');
  for (let at = 0; at < text.length; at += 8000) console.log(`|${text.slice(at, at + 8000)}`);
};

exports.onExecutePostLogin = async (event) => {
  if (event.modules === undefined) list();
  else write(event);
};
