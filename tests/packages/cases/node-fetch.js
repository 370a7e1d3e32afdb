// The main job of node-fetch.
const { default: fetch, Headers, FormData } = require('node-fetch');

exports.onExecutePostLogin = async (event) => {
  const { BASE } = event.secrets;
  const got = await fetch(`${BASE}/json?x=1`, { headers: new Headers({ accept: 'application/json' }) });
  console.log(got.status, got.ok, got.headers.get('content-type'), await got.json());
  const form = new FormData();
  form.set('name', 'Ann');
  const posted = await fetch(`${BASE}/echo`, { method: 'POST', body: form });
  console.log((await posted.json()).body.includes('name="name"'));
  console.log(await (await fetch(`${BASE}/gzip`)).text(), (await fetch(`${BASE}/moved`)).redirected);
};
