exports.onExecutePostLogin = async (event, api) => {
  const sent = async (body, headers) => {
    const { headers: list, body: text, method } = await (await fetch('https://api.example/', { method: 'POST', body, headers })).json();
    const type = (list.find(([name]) => name === 'content-type') ?? [])[1];
    console.log(method, type, text);
  };
  await sent('text');
  await sent(JSON.stringify({ a: 1 }), { 'content-type': 'application/json' });
  await sent(new URLSearchParams({ a: '1 2', b: '&' }));
  await sent(Buffer.from('bytes'));
  await sent(new Uint8Array([65, 66]).buffer);
  await sent(new Blob(['blob'], { type: 'text/x' }));
  await sent({ toString: () => 'object' });
};
