// How inspected entries are laid out: on one line, in columns, or one a line; and how strings are quoted.
const escapes = (() => {
  const list = [];
  for (let code = 0; code < 32; code++) list[code] = `\\x${padStart(toUpperCase(numberToString(code, 16)), 2, '0')}`;
  list[8] = '\\b'; list[9] = '\\t'; list[10] = '\\n'; list[12] = '\\f'; list[13] = '\\r';
  list[39] = "\\'";
  list[92] = '\\\\';
  for (let code = 127; code < 160; code++) list[code] = `\\x${toUpperCase(numberToString(code, 16))}`;
  return list;
})();

const escapeWith = (text, quoteCode) => {
  let out = '';
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const code = charCodeAt(text, i);
    let by;
    if (code === quoteCode || code === 92 || code < 32 || (code > 126 && code < 160)) {
      by = escapes[code];
    } else if (code >= 0xd800 && code <= 0xdfff) {
      const next = code <= 0xdbff && i + 1 < text.length ? charCodeAt(text, i + 1) : 0;
      if (next >= 0xdc00 && next <= 0xdfff) {
        i++;
        continue;
      }
      by = `\\u${numberToString(code, 16)}`;
    } else continue;
    out += stringSlice(text, last, i) + by;
    last = i + 1;
  }
  return last === 0 ? text : out + stringSlice(text, last);
};
const escapeControls = (text) => escapeWith(text, 39);

/** A string in the quotes Node chooses: single, else double, else backticks. */
const quote = (text) => {
  let mark = "'";
  if (stringIncludes(text, "'")) {
    if (!stringIncludes(text, '"')) mark = '"';
    else if (!stringIncludes(text, '`') && !stringIncludes(text, '${')) mark = '`';
  }
  return `${mark}${escapeWith(text, mark === "'" ? 39 : -1)}${mark}`;
};

/** Columns a terminal gives the text: full-width characters count two, combining ones none. */
const textWidth = (text) => {
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const code = codePointAt(text, i);
    if (code > 0xffff) i++;
    if (code < 127) width += code >= 32 ? 1 : 0;
    else if (isWide(code)) width += 2;
    else if (!isZeroWidth(code)) width += 1;
  }
  return width;
};
const isZeroWidth = (code) => (code >= 0x7f && code <= 0x9f) || (code >= 0x300 && code <= 0x36f) ||
  (code >= 0x200b && code <= 0x200f) || (code >= 0x20d0 && code <= 0x20ff) || (code >= 0xfe00 && code <= 0xfe0f) ||
  (code >= 0xfe20 && code <= 0xfe2f) || (code >= 0xe0100 && code <= 0xe01ef);
const isWide = (code) => code >= 0x1100 && (code <= 0x115f || code === 0x2329 || code === 0x232a ||
  (code >= 0x2e80 && code <= 0x3247 && code !== 0x303f) || (code >= 0x3250 && code <= 0x4dbf) ||
  (code >= 0x4e00 && code <= 0xa4c6) || (code >= 0xa960 && code <= 0xa97c) || (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe10 && code <= 0xfe19) || (code >= 0xfe30 && code <= 0xfe6b) ||
  (code >= 0xff01 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1b000 && code <= 0x1b001) ||
  (code >= 0x1f200 && code <= 0x1f251) || (code >= 0x1f300 && code <= 0x1f64f) || (code >= 0x1f680 && code <= 0x1f6ff) ||
  (code >= 0x1f900 && code <= 0x1faff) || (code >= 0x20000 && code <= 0x3fffd));

/** Short entries of a long array side by side, in as many columns as look square. */
const groupEntries = (ctx, output, value) => {
  let total = 0;
  let longest = 0;
  const count = ctx.maxArrayLength < output.length ? output.length - 1 : output.length;
  const lengths = [];
  for (let i = 0; i < count; i++) {
    const length = textWidth(output[i]);
    lengths[i] = length;
    total += length + 2;
    if (length > longest) longest = length;
  }
  const widest = longest + 2;
  if (!(widest * 3 + ctx.indentation < ctx.breakLength && (total / widest > 5 || longest <= 6))) return output;
  const bias = max(widest - 3 - sqrt(widest - total / output.length), 1);
  const columns = min(
    round(sqrt(2.5 * bias * count) / bias), floor((ctx.breakLength - ctx.indentation) / widest), ctx.compact * 4, 15,
  );
  if (columns <= 1) return output;
  const widths = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < count; j += columns) if (lengths[j] > width) width = lengths[j];
    widths[i] = width + 2;
  }
  let numeric = true;
  if (value !== undefined) {
    for (let i = 0; i < output.length; i++) {
      if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') {
        numeric = false;
        break;
      }
    }
  }
  const pad = numeric ? padStart : padEnd;
  const rows = [];
  for (let i = 0; i < count; i += columns) {
    const end = min(i + columns, count);
    let row = '';
    let j = i;
    for (; j < end - 1; j++) row += pad(`${output[j]}, `, widths[j - i] + output[j].length - lengths[j], ' ');
    row += numeric ? padStart(output[j], widths[j - i] + output[j].length - lengths[j] - 2, ' ') : output[j];
    arrayPush(rows, row);
  }
  if (count < output.length) arrayPush(rows, output[count]);
  return rows;
};

/** Whether the entries fit on one line that starts at `start`. */
const fits = (ctx, output, start, base) => {
  let total = output.length + start;
  if (total + output.length > ctx.breakLength) return false;
  for (let i = 0; i < output.length; i++) {
    total += output[i].length;
    if (total > ctx.breakLength) return false;
  }
  return base === '' || !stringIncludes(base, '\n');
};

/** The entries between their braces: on one line where that reads well, else one a line. */
const layOut = (ctx, output, base, open, close, list, depth, value) => {
  const lead = base === '' ? '' : `${base} `;
  if (ctx.compact === true) {
    if (fits(ctx, output, 0, base)) return `${open}${base && ` ${base}`} ${arrayJoin(output, ', ')} ${close}`;
    const line = `\n${stringRepeat(' ', ctx.indentation)}`;
    const first = base === '' && open.length === 1 ? ' ' : `${base && ` ${base}`}${line}  `;
    return `${open}${first}${arrayJoin(output, `,${line}  `)} ${close}`;
  }
  if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
    const entries = output.length;
    if (list && entries > 6) output = groupEntries(ctx, output, value);
    if (ctx.currentDepth - depth < ctx.compact && entries === output.length) {
      const start = output.length + ctx.indentation + open.length + base.length + 10;
      if (fits(ctx, output, start, base)) {
        const joined = arrayJoin(output, ', ');
        if (!stringIncludes(joined, '\n')) return `${lead}${open} ${joined} ${close}`;
      }
    }
  }
  const line = `\n${stringRepeat(' ', ctx.indentation)}`;
  return `${lead}${open}${line}  ${arrayJoin(output, `,${line}  `)}${line}${close}`;
};
