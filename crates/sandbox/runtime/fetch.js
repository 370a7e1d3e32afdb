// fetch: one host operation for the head, another for the body when it is read; both end with the signal.
const responseFrom = (told, method, signal) => {
  const headers = new Headers();
  const pairs = headerPairs(headers);
  for (let i = 0; i < told.headers.length; i++) arrayPush(pairs, [toLowerCase(told.headers[i][0]), told.headers[i][1]]);
  fixHeaders(headers);
  const none = method === 'HEAD' || arrayIncludes(nullBodyStatus, told.status) || told.body === undefined || told.body === null;
  return makeResponse({
    status: told.status, statusText: told.statusText ?? '', headers, url: told.url ?? '', redirected: told.redirected === true,
    type: 'basic', body: none ? null : bodyOver(hostSource(told.body, signal), null),
  });
};

const send = (state, bytes) => new NativePromise((resolve, reject) => {
  const { signal } = state;
  if (signal !== undefined && signal.aborted) {
    reject(signal.reason);
    return;
  }
  const pairs = sortedHeaders(headerPairs(state.headers));
  if (firstPair(pairs, 'accept') === undefined) arrayPush(pairs, ['accept', '*/*']);
  let forget = noop;
  const head = { method: state.method, url: state.url, headers: pairs, redirect: state.redirect };
  const operation = startOperation('fetch', head, bytes, (ok, text) => {
    forget();
    const told = jsonParse(text);
    if (ok) resolve(responseFrom(told, state.method, signal));
    else reject(errorFrom(told));
  });
  if (signal !== undefined) {
    forget = onAbort(signal, (reason) => {
      cancelOperation(operation);
      reject(reason);
    });
  }
});

const fetch = hidden(async function fetch(input, init = undefined) {
  needHeaderArguments(arguments, 1, 'fetch');
  const state = requestState(input, init);
  if (!startsWith(state.url, 'http:') && !startsWith(state.url, 'https:')) {
    const error = new NativeTypeError('fetch failed');
    const cause = new NativeError(startsWith(state.url, 'data:') || startsWith(state.url, 'blob:')
      ? 'this host fetches http and https URLs only' : 'unknown scheme');
    defineProperty(error, 'cause', { __proto__: null, value: cause, writable: true, configurable: true });
    throw error;
  }
  let bytes;
  if (state.body !== null) bytes = exactBuffer(await consume(state.body));
  // Awaited here: to return a promise is to call its `then`, which an action may have patched.
  return await send(state, bytes);
}, { length: 0 });
