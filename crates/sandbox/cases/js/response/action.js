exports.onExecutePostLogin = async (event, api) => {
  const r = new Response('body', { status: 201, statusText: 'Made', headers: { a: '1' } });
  console.log(r.status, r.statusText, r.ok, r.type, r.url, r.redirected, r.headers.get('content-type'));
  console.log(await Response.json({ a: 1 }).json(), Response.json({}).headers.get('content-type'));
  const e = Response.error();
  console.log(e.type, e.status);
  const t = Response.redirect('https://example.com/', 307);
  console.log(t.status, t.headers.get('location'));
  for (const f of [() => new Response('x', { status: 204 }), () => new Response('', { status: 99 }), () => Response.redirect('https://a.b', 200), () => t.headers.set('a', 'b')]) {
    try {
      f();
    } catch (error) {
      console.log(error.name);
    }
  }
  console.log(await new Response(new URLSearchParams('a=1')).text(), (await new Response(new URLSearchParams('a=1')).formData()).get('a'));
};
