// How errors print: their stack with the name put right, cause, aggregated errors and extra properties.
const stackOf = (error) => (error.stack ? `${error.stack}` : errorToString(error));

const errorBase = (ctx, error, constructor, tag, keys) => {
  const name = error.name == null ? 'Error' : `${error.name}`;
  let stack = stackOf(error);
  if (!ctx.showHidden) dropShownKeys(keys, error, stack);
  if ('cause' in error && !arrayIncludes(keys, 'cause')) arrayPush(keys, 'cause');
  if (isArray(error.errors) && !arrayIncludes(keys, 'errors')) arrayPush(keys, 'errors');
  stack = retitle(stack, constructor, name, tag);
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

/** What a stack's first line says before the message, when the error's class is not known. */
const titleOfText = (stack) => {
  const title = regExpExec(/^[^:\n]*/, stack)[0];
  const rest = stringSlice(stack, title.length);
  const isHead = startsWith(rest, ':') || startsWith(rest, '\n    at');
  if (isHead && matches(/^[A-Z][\w [\]()-]+$/, title)) return title;
  return rest === '' && matches(/^[\w-]*Error$/, title) ? title : '';
};
const startsWithTitle = (stack, name) =>
  endsWith(name, 'Error') && startsWith(stack, name) && matches(/^(?:$|[:\n])/, stringSlice(stack, name.length));

/** `Error: x` becomes `MyError: x`, or `MyError [Code]: x`, as the class or `name` says. */
const retitle = (stack, constructor, name, tag) => {
  if (constructor !== null && !startsWithTitle(stack, name)) return stack;
  const title = constructor === null ? titleOfText(stack) : name;
  const wanted = stringSlice(prefixOf(constructor, tag, title || 'Error'), 0, -1);
  if (wanted === name) return stack;
  const rest = stringSlice(stack, title.length);
  if (!stringIncludes(wanted, name)) return `${wanted} [${name}]${rest}`;
  return title === '' ? `${wanted}: ${stack}` : wanted + rest;
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
  const shared = sharedFrames(frames, stringSplit(stringSlice(causeStack, start + 1), '\n'));
  if (shared !== undefined) {
    const [first, end] = shared;
    const inner = end - first - 2;
    arraySplice(frames, first + 1, inner, `    ... ${inner} lines matching cause stack trace ...`);
  }
  return arrayJoin(frames, '\n');
};
/** Where four frames or more in a row are the cause's as well: the first, and the one behind the last. */
const sharedFrames = (frames, others) => {
  for (let first = 0; first + 3 < frames.length; first++) {
    const at = arrayIndexOf(others, frames[first]);
    let end = first;
    while (at !== -1 && end < frames.length && frames[end] === others[at + end - first]) end++;
    if (end - first > 3) return [first, end];
  }
  return undefined;
};
