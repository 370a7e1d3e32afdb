// What was expected against what came, line by line.
const MOST_DIFF_LINES = 400;
const CONTEXT_LINES = 4;

/** The longest common run of lines, as pairs of places. */
const commonLines = (left, right) => {
  const lengths = left.map(() => new Uint16Array(right.length + 1));
  lengths.push(new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i][j] = left[i] === right[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
    else j++;
  }
  return pairs;
};
/** Both texts as one list of marked lines. */
const markedLines = (left, right) => {
  const out = [];
  let [i, j] = [0, 0];
  for (const [atLeft, atRight] of [...commonLines(left, right), [left.length, right.length]]) {
    while (i < atLeft) out.push(`- ${left[i++]}`);
    while (j < atRight) out.push(`+ ${right[j++]}`);
    if (i < left.length) out.push(`  ${left[i++]}`);
    j++;
  }
  return out;
};
/** The marked lines with what lies far from any difference left out. */
const nearDifferences = (lines) => {
  const near = lines.map(() => false);
  lines.forEach((line, at) => {
    if (line.startsWith('  ')) return;
    for (let i = max(0, at - CONTEXT_LINES); i <= min(lines.length - 1, at + CONTEXT_LINES); i++) near[i] = true;
  });
  const out = [];
  lines.forEach((line, at) => {
    if (near[at]) out.push(line);
    else if (at === 0 || near[at - 1]) out.push('  ...');
  });
  return out;
};

/** Expected and received for a message: two lines when they are short, a comparison when they are not. */
const difference = (expected, received) => {
  const [left, right] = [format(expected), format(received)];
  const isShort = left.length + right.length < 140 || !(isObject(expected) && isObject(received));
  if (isShort) {
    const same = left === right ? '\n\nBoth look the same and are not.' : '';
    return `Expected: ${left}\nReceived: ${right}${same}`;
  }
  const [expectedLines, receivedLines] = [formatLines(expected).split('\n'), formatLines(received).split('\n')];
  if (expectedLines.length > MOST_DIFF_LINES || receivedLines.length > MOST_DIFF_LINES) {
    return `Expected: ${left.slice(0, 2000)}\nReceived: ${right.slice(0, 2000)}`;
  }
  const lines = nearDifferences(markedLines(expectedLines, receivedLines));
  return `- Expected\n+ Received\n\n${lines.join('\n')}`;
};
