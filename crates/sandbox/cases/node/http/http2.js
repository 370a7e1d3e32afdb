const http2 = require('http2');
exports.onExecutePostLogin = async ({ servers, authority }) => {
  const read = (stream) => new Promise((resolve, reject) => {
    let head;
    let text = '';
    stream.setEncoding('utf8');
    stream.on('response', (headers, flags) => { head = headers; });
    stream.on('data', (chunk) => { text += chunk; });
    stream.on('end', () => resolve([head[':status'], head['content-type'], head['set-cookie'], text]));
    stream.on('error', reject);
  });
  for (const [url, options] of [[servers.h2c, {}], [servers.h2, { ca: authority }]]) {
    const session = http2.connect(url, options);
    await new Promise((resolve) => session.once('connect', resolve));
    console.log(session.connecting, session.encrypted, session.alpnProtocol, session.destroyed, session.closed, session.type);
    console.log(await read(session.request({ ':path': '/echo?a=1', 'X-Own': 'yes' })));
    const post = session.request({ ':method': 'POST', ':path': '/echo', 'content-type': 'text/plain' });
    post.write('one ');
    post.end('two');
    console.log(await read(post), post.id, post.rstCode, post.sentHeaders[':method'], post.sentHeaders[':scheme']);
    const both = await Promise.all([read(session.request({ ':path': '/headers' })), read(session.request({ ':path': '/bytes/100000' }))]);
    console.log(both[0], both[1][3].length);
    const given = session.request({ ':path': '/silence' });
    setTimeout(() => given.close(http2.constants.NGHTTP2_CANCEL), 20);
    await new Promise((resolve) => given.on('close', resolve));
    console.log(given.rstCode, given.destroyed);
    await new Promise((resolve) => session.close(resolve));
    console.log(session.closed, session.destroyed);
    try {
      session.request({ ':path': '/' });
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
  const refused = http2.connect(`http://127.0.0.1:${servers.nobody}`);
  const stream = refused.request({ ':path': '/' });
  const errors = await Promise.all([refused, stream].map((one) => new Promise((resolve) => one.on('error', resolve))));
  console.log(errors.map((error) => `${error.code} ${error.message.replace(/\d+\)?$/, '')}`));
  for (const call of [() => http2.connect('ftp://x'), () => http2.connect('http://127.0.0.1:1').on('error', () => {}).request({ connection: 'close' })]) {
    try {
      call();
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  console.log(Object.keys(http2), http2.getDefaultSettings(), http2.getPackedSettings({ enablePush: false, headerTableSize: 1 }), http2.getUnpackedSettings(Buffer.from('000200000000', 'hex')));
  console.log(Object.keys(http2.constants).length, Object.keys(http2.constants).sort().map((name) => `${name}=${http2.constants[name]}`).join());
};
