// How errors print: their stack with the name put right, cause, aggregated errors and extra properties.
const stackOf = (error) => (error.stack ? `${error.stack}` : errorToString(error));

const errorBase = (ctx, error, constructor, tag, keys) => {
  const name = error.name == null ? 'Error' : `${error.name}`;
  let stack = stackOf(error);
  if (!ctx.showHidden) dropShownKeys(keys, error, stack);
  if ('cause' in error && !arrayIncludes(keys, 'cause')) arrayPush(keys, 'cause');
  if (isArray(error.errors) && !arrayIncludes(keys, 'errors')) arrayPush(keys, 'errors');
  stack = rename(stack, constructor, name, tag);
  const message = typeof error.message === 'string' ? error.message : '';
  let from = (message !== '' && stringIndexOf(stack, message)) || -1;
  if (from !== -1) from += message.length;
  const start = stringIndexOf(stack, '\n    at', from);
  if (start === -1) {
    stack = `[${stack}]`;
  } else {
    stack = `${stringSlice(stack, 0, start)}\n${framesBelow(error, stringSlice(stack, start + 1))}`;
  }
  if (ctx.indentation !== 0) stack = replaceChar(stack, '\n', `\n${stringRepeat(' ', ctx.indentation)}`);
  ctx.spent += stack.length;
  return stack;
};

const dropShownKeys = (keys, error, stack) => {
  const names = ['name', 'message', 'stack'];
  for (let i = 0; i < names.length; i++) {
    const index = arrayIndexOf(keys, names[i]);
    if (index !== -1 && (typeof error[names[i]] !== 'string' || stringIncludes(stack, error[names[i]]))) arraySplice(keys, index, 1);
  }
};

/** `Error: x` becomes `MyError: x`, or `MyError [Code]: x`, as the class or `name` says. */
const rename = (stack, constructor, name, tag) => {
  let { length } = name;
  const regular = endsWith(name, 'Error') && startsWith(stack, name) &&
    (stack.length === length || stack[length] === ':' || stack[length] === '\n');
  if (constructor !== null && !regular) return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const found = regExpExec(/^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/, stack) ?? regExpExec(/^([a-z_A-Z0-9-]*Error)$/, stack);
    fallback = (found && found[1]) || '';
    length = fallback.length;
    fallback = fallback || 'Error';
  }
  const prefix = stringSlice(prefixOf(constructor, tag, fallback), 0, -1);
  if (name === prefix) return stack;
  if (stringIncludes(prefix, name)) return length === 0 ? `${prefix}: ${stack}` : prefix + stringSlice(stack, length);
  return `${prefix} [${name}]${stringSlice(stack, length)}`;
};

/** The frames; those that the cause prints again are summed up in one line. */
const framesBelow = (error, text) => {
  const frames = stringSplit(text, '\n');
  let cause;
  try {
    ({ cause } = error);
  } catch {
    return text;
  }
  if (cause == null || !isErrorQuietly(cause)) return text;
  const causeStack = stackOf(cause);
  const start = stringIndexOf(causeStack, '\n    at');
  if (start === -1) return text;
  const { length, offset } = commonRun(frames, stringSplit(stringSlice(causeStack, start + 1), '\n'));
  if (length > 0) {
    arraySplice(frames, offset + 1, length - 2, `    ... ${length - 2} lines matching cause stack trace ...`);
  }
  return arrayJoin(frames, '\n');
};
const commonRun = (a, b) => {
  for (let offset = 0; offset < a.length - 3; offset++) {
    const at = arrayIndexOf(b, a[offset]);
    if (at === -1 || b.length - at <= 3) continue;
    let length = 1;
    const most = min(a.length - offset, b.length - at);
    while (most > length && a[offset + length] === b[at + length]) length++;
    if (length > 3) return { length, offset };
  }
  return { length: 0, offset: 0 };
};
