exports.onExecutePostLogin = async (event, api) => {
  const r = new Request('https://example.com/x?a=1', { method: 'post', body: 'text', headers: { 'X-A': '1' }, redirect: 'manual' });
  console.log(r.method, r.url, r.redirect, r.headers.get('x-a'), r.headers.get('content-type'), r.signal.aborted);
  const copy = r.clone();
  console.log(await r.text(), r.bodyUsed, await copy.text());
  const again = new Request('https://example.com/', { method: 'patch' });
  console.log(again.method, new Request(again, { method: 'PUT', body: 'x' }).method);
  try {
    new Request('/relative');
  } catch (error) {
    console.log(error.name);
  }
};
