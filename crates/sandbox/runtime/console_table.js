// console.table: the rows and columns of tabular data, drawn with box characters.
const cellText = (value) => {
  const wide = value !== null && typeof value === 'object' && !isArray(value) && !isView(value) && objectKeys(value).length > 2;
  return inspect(value, { depth: wide ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
};
const indexes = (count) => {
  const list = [];
  for (let i = 0; i < count; i++) list[i] = `${i}`;
  return list;
};

const tableText = (data, columns) => {
  const { value: target } = { value: proxyOf(data)?.[0] ?? data };
  if (brand(mapSize, target)) {
    const keys = [];
    const values = [];
    mapForEach(target, (value, key) => {
      arrayPush(keys, cellText(key));
      arrayPush(values, cellText(value));
    });
    return drawTable(['(iteration index)', 'Key', 'Values'], [indexes(keys.length), keys, values], keys.length);
  }
  if (brand(setSize, target)) {
    const values = [];
    setForEach(target, (value) => arrayPush(values, cellText(value)));
    return drawTable(['(iteration index)', 'Values'], [indexes(values.length), values], values.length);
  }
  const rows = objectKeys(target);
  const cells = objectCreate(null);
  const plain = [];
  let hasPlain = false;
  for (let i = 0; i < rows.length; i++) {
    const item = target[rows[i]];
    const primitive = !isObject(item);
    if (columns === undefined && primitive) {
      hasPlain = true;
      plain[i] = cellText(item);
      continue;
    }
    const names = columns ?? objectKeys(item);
    for (let j = 0; j < names.length; j++) {
      const column = cells[names[j]] ??= [];
      column[i] = (primitive && columns !== undefined) || !hasOwn(item, names[j]) ? '' : cellText(item[names[j]]);
    }
  }
  const head = ['(index)'];
  const body = [rows];
  const names = objectKeys(cells);
  for (let i = 0; i < names.length; i++) {
    arrayPush(head, names[i]);
    arrayPush(body, cells[names[i]]);
  }
  if (hasPlain) {
    arrayPush(head, 'Values');
    arrayPush(body, plain);
  }
  return drawTable(head, body, rows.length);
};

const drawTable = (head, columns, count) => {
  const widths = [];
  let longest = 0;
  for (let i = 0; i < head.length; i++) {
    if (columns[i].length > longest) longest = columns[i].length;
    widths[i] = textWidth(head[i]);
    for (let j = 0; j < columns[i].length; j++) widths[i] = max(widths[i], textWidth(columns[i][j] ?? ''));
  }
  const row = (cell) => {
    let text = '│ ';
    for (let i = 0; i < head.length; i++) {
      const content = cell(i) ?? '';
      text += `${content}${stringRepeat(' ', widths[i] - textWidth(content))}${i === head.length - 1 ? ' │' : ' │ '}`;
    }
    return text;
  };
  const line = (left, middle, right) => {
    let text = left;
    for (let i = 0; i < head.length; i++) text += stringRepeat('─', widths[i] + 2) + (i === head.length - 1 ? right : middle);
    return text;
  };
  let text = `${line('┌', '┬', '┐')}\n${row((i) => head[i])}\n${line('├', '┼', '┤')}\n`;
  for (let j = 0; j < longest && text.length <= INSPECT_BUDGET; j++) text += `${row((i) => columns[i][j])}\n`;
  return text + line('└', '┴', '┘');
};
