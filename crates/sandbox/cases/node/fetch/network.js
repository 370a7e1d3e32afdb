exports.onExecutePostLogin = async ({ servers }) => {
  const { http } = servers;
  const asked = await fetch(`${http}/echo?q=1`, { method: 'POST', body: '{"a":1}', headers: { 'X-Own': 'yes', 'content-type': 'application/json' } });
  console.log(asked.status, asked.ok, asked.headers.get('content-type'));
  const { method, url, headers: sent, body } = await asked.json();
  console.log(method, url, sent['x-own'], sent['content-type'], body);
  for (const encoding of ['gzip', 'deflate', 'br']) console.log(encoding, (await (await fetch(`${http}/encoded/${encoding}`)).text()).length);
  const whole = await fetch(`${http}/headers`);
  console.log(whole.statusText, whole.headers.getSetCookie(), whole.headers.get('x-twice'), await whole.text());
  for (const redirect of ['follow', 'manual', 'error']) {
    await fetch(`${http}/redirect/302/echo`, { redirect }).then(
      (response) => console.log(redirect, response.status, response.redirected, response.type),
      (error) => console.log(redirect, error.name, error.message));
  }
  await fetch(`http://127.0.0.1:${servers.nobody}/`).catch((error) => console.log(error.name, error.message, error.cause.code));
  await fetch(`${http}/silence`, { signal: AbortSignal.timeout(50) }).catch((error) => console.log(error.name, error.message));
};
