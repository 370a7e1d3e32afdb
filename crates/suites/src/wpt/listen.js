// Behind the harness of web platform tests: results wait until there is somebody to report them to.
{
  const { stringify } = JSON;
  let waiting = [];
  let report = (text) => { waiting.push(text); };
  let end;
  const ended = new Promise((resolve) => { end = resolve; });
  const tell = (result) => report(stringify(result));
  add_result_callback(({ name, status, message }) => tell({ kind: 'test', name: `${name}`, status, message: message ?? null }));
  add_completion_callback((tests, { status, message }) => {
    tell({ kind: 'end', status, message: message ?? null });
    end();
  });
  Object.defineProperty(globalThis, Symbol.for('suites.listen'), {
    value(to) {
      for (const text of waiting) to(text);
      waiting = [];
      report = to;
      return ended;
    },
  });
}
