// Makes `cldr.bin` from the packages of CLDR: for each locale and each section what differs from its parent, as JSON, packed.
// `npm install && node generate.mjs` in this folder. The version is that of Node 22, whose answers are the standard.
import fs from 'node:fs';
import zlib from 'node:zlib';
import { createRequire } from 'node:module';
import { sections } from './sections.mjs';
import { supplement } from './supplement.mjs';

const require = createRequire(import.meta.url);
const folder = (name) => require.resolve(`${name}/package.json`).replace(/package\.json$/, '');
const readers = Object.fromEntries(['dates', 'numbers', 'localenames', 'units', 'misc'].map((part) => [part, folder(`cldr-${part}-full`)]));
const read = (path) => JSON.parse(fs.readFileSync(path, 'utf8'));

/** What CLDR's package says of a locale in one of its files; nothing where it has none. */
const load = (locale) => (part, file) => {
  const path = `${readers[part]}main/${locale}/${file}.json`;
  return fs.existsSync(path) ? read(path).main[locale] : undefined;
};

const core = (name) => read(`${folder('cldr-core')}supplemental/${name}.json`).supplemental;
const parents = core('parentLocales').parentLocales.parentLocale;
const parentOf = (locale) => parents[locale] ?? (locale.includes('-') ? locale.replace(/-[^-]+$/, '') : 'und');

/** What a child says otherwise than its parent; `null` where it has nothing. */
const difference = (child, parent) => {
  const found = {};
  for (const key of new Set([...Object.keys(parent), ...Object.keys(child)])) {
    const [mine, theirs] = [child[key], parent[key]];
    if (JSON.stringify(mine) === JSON.stringify(theirs)) continue;
    const nested = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
    found[key] = mine === undefined ? null : nested(mine) && nested(theirs) ? difference(mine, theirs) : mine;
  }
  return found;
};

const locales = fs.readdirSync(`${readers.dates}main`).filter((locale) => Intl.DateTimeFormat.supportedLocalesOf([locale === 'und' ? 'en' : locale]).length > 0);
const whole = new Map(locales.map((locale) => [locale, sections(load(locale))]));
const index = {};
const chunks = [];
const places = new Map();
let length = 0;
const put = (value) => {
  const text = JSON.stringify(value);
  if (!places.has(text)) {
    const packed = zlib.deflateRawSync(text, { level: 9 });
    places.set(text, [length, packed.length]);
    chunks.push(packed);
    length += packed.length;
  }
  return places.get(text);
};
for (const locale of locales) {
  let parent = parentOf(locale);
  while (!whole.has(parent)) parent = parentOf(parent);
  const entry = { parent: locale === 'und' ? null : parent, at: {} };
  for (const [name, section] of Object.entries(whole.get(locale))) {
    const part = locale === 'und' ? section : difference(section, whole.get(parent)[name]);
    if (Object.keys(part).length > 0) entry.at[name] = put(part);
  }
  index[locale] = entry;
}
const head = zlib.deflateRawSync(JSON.stringify({ locales: index, supplement: supplement(core, (name) => read(`${folder('cldr-bcp47')}bcp47/${name}.json`), locales) }), { level: 9 });
const size = Buffer.alloc(4);
size.writeUInt32LE(head.length);
fs.writeFileSync(new URL('cldr.bin', import.meta.url), Buffer.concat([size, head, ...chunks]));
console.log(`${locales.length} locales, ${chunks.length} parts, ${4 + head.length + length} bytes, index ${head.length}`);
