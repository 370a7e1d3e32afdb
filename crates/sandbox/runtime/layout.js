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

/** The width of a cell with the comma and the space behind it. */
const cellWidth = (text) => textWidth(text) + 2;
/** In how many columns cells of these widths look about square; `count` also counts the line about what was left out. */
const columnsFor = (ctx, cells, count) => {
  const room = ctx.breakLength - ctx.indentation;
  let sum = 0;
  let widest = 2;
  for (let i = 0; i < cells.length; i++) {
    sum += cells[i];
    widest = max(widest, cells[i]);
  }
  const isWorthIt = sum > 5 * widest || widest <= 8;
  if (widest * 3 >= room || !isWorthIt) return 1;
  // A character is about two and a half times as high as wide; uneven cells leave gaps, which count as narrower ones.
  const usual = max(widest - 3 - sqrt(widest - sum / count), 1);
  const square = round(sqrt(2.5 * usual * cells.length) / usual);
  return min(square, floor(room / widest), ctx.compact * 4, 15);
};
const areNumbers = (value, count) => {
  for (let i = 0; i < count; i++) if (typeof value[i] !== 'number' && typeof value[i] !== 'bigint') return false;
  return true;
};

/** Short entries of a long list side by side: numbers to the right of their column, others to the left. */
const groupEntries = (ctx, output, value) => {
  const cells = [];
  // The last line of a cut list tells how much is missing and stands by itself.
  const count = ctx.maxArrayLength < output.length ? output.length - 1 : output.length;
  for (let i = 0; i < count; i++) arrayPush(cells, cellWidth(output[i]));
  const columns = columnsFor(ctx, cells, output.length);
  if (columns <= 1) return output;
  const widths = [];
  for (let i = 0; i < count; i++) widths[i % columns] = max(widths[i % columns] ?? 0, cells[i]);
  const isRight = value === undefined || areNumbers(value, output.length);
  const rows = [];
  let row = '';
  for (let i = 0; i < count; i++) {
    const isLast = i === count - 1 || i % columns === columns - 1;
    const gap = stringRepeat(' ', widths[i % columns] - cells[i]);
    row += isRight ? gap + output[i] : output[i];
    if (!isLast) row += isRight ? ', ' : `, ${gap}`;
    else {
      arrayPush(rows, row);
      row = '';
    }
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
