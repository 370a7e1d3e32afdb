// The main job of node-fetch 2.
const fetch = require('node-fetch-v2');

exports.onExecutePostLogin = async (event) => {
  const { BASE } = event.secrets;
  const got = await fetch(`${BASE}/json?x=1`, { headers: { accept: 'application/json' } });
  console.log(got.status, got.ok, got.headers.get('content-type'), await got.json());
  const posted = await fetch(`${BASE}/echo`, { method: 'POST', body: JSON.stringify({ a: 1 }), headers: { 'content-type': 'application/json' } });
  console.log((await posted.json()).body);
  console.log(await (await fetch(`${BASE}/gzip`)).text(), (await fetch(`${BASE}/moved`)).redirected);
  try {
    await fetch('http://127.0.0.1:1/');
  } catch (error) {
    console.log(error.name, error.type);
  }
};
