// `describe.each` and `test.each`: rows from an array or a table in a template, and titles that show them.
const nextPlaceholder = /%[sdifjop#$%]/g;

/** A title with the row's values in place of `%s` and its like, then of `$name`. */
const titleOf = (title, row, index, isNamed) => {
  let at = 0;
  const text = title.replace(nextPlaceholder, (placeholder) => {
    if (placeholder === '%%') return '%';
    if (placeholder === '%#') return `${index}`;
    if (placeholder === '%$') return `${index + 1}`;
    if (isNamed || at >= row.length) return placeholder;
    return placeholderText(placeholder, row[at++]);
  });
  const [first] = row;
  if (!isObject(first)) return text;
  return text.replace(/\$(#|[\w$]+(?:\.[\w$]+)*)/g, (whole, path) => {
    if (path === '#') return `${index}`;
    const { found, at: value } = walk(first, path.split('.'));
    if (!found) return whole;
    return typeof value === 'string' ? value : format(value);
  });
};
const placeholderText = (placeholder, value) => {
  switch (placeholder) {
    case '%s': return isObject(value) || typeof value === 'symbol' ? format(value) : `${value}`;
    case '%d': return `${typeof value === 'bigint' ? `${value}n` : +value}`;
    case '%i': return `${parseInt(value, 10)}`;
    case '%f': return `${parseFloat(value)}`;
    case '%j': return `${toJson(value)}`;
    default: return format(value);
  }
};

/** The rows of a table written as a template: names in the first line, values below them. */
const templateRows = (strings, values) => {
  const names = strings[0].trim().split('|').map((name) => name.trim()).filter((name) => name !== '');
  if (names.length === 0 || values.length % names.length !== 0) {
    throw new Error(`each: the table has ${plural(names.length, 'column')} and ${plural(values.length, 'value')}, which are not whole rows`);
  }
  const rows = [];
  for (let i = 0; i < values.length; i += names.length) {
    rows.push([Object.fromEntries(names.map((name, at) => [name, values[i + at]]))]);
  }
  return rows;
};
const rowsOf = (table, values) => {
  if (isArray(table) && isArray(table.raw)) return { rows: templateRows(table, values), isNamed: true };
  if (!isArray(table) || table.length === 0) throw new Error(`each: the table must be an array with at least one row, and is ${kindText(table)}`);
  return { rows: table.every(isArray) ? table : table.map((row) => [row]), isNamed: false };
};

/** `each` over `define(title, run, ...rest)`, which defines one block or test. */
const eachOf = (define, isTest) => (table, ...values) => {
  const { rows, isNamed } = rowsOf(table, values);
  return (title, run, ...rest) => {
    rows.forEach((row, index) => {
      const takesDone = isTest && typeof run === 'function' && run.length > row.length;
      const one = takesDone ? (done) => run(...row, done) : () => run(...row);
      define(titleOf(`${title}`, row, index, isNamed), one, ...rest);
    });
  };
};
