const http = require('http');
exports.onExecutePostLogin = async ({ servers }) => {
  const read = (response) => new Promise((resolve, reject) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk) => { text += chunk; });
    response.on('end', () => resolve(text));
    response.on('error', reject);
  });
  const settled = (make) => new Promise((resolve, reject) => {
    const request = make(async (response) => resolve(`${response.statusCode} ${await read(response)}`));
    request.on('error', reject);
    request.end();
  });
  const { hostname, port } = new URL(servers.http);
  const { http: base } = servers;
  console.log(await settled((done) => http.request(`${base}/echo?form=text`, done)));
  console.log(await settled((done) => http.request(new URL(`${base}/echo?form=url`), done)));
  console.log(await settled((done) => http.request({ hostname, port, path: '/echo?form=options' }, done)));
  console.log(await settled((done) => http.request({ host: hostname, port: `${port}`, path: '/echo', method: 'delete' }, done)));
  console.log(await settled((done) => http.request(`${base}/nothing`, { path: '/echo?over=ridden', headers: { A: 1, B: ['x', 'y'], cookie: ['a=1', 'b=2'] } }, done)));
  console.log(await settled((done) => http.request(`${base}/echo`, { headers: [['Host', `${hostname}:${port}`], ['X-One', '1'], ['X-Two', '2']] }, done)));
  console.log(await settled((done) => http.request(`${base}/echo`, { headers: ['host', `${hostname}:${port}`, 'X-One', '1', 'X-Two', '2'] }, done)));
  console.log(await settled((done) => http.request({ protocol: 'http:', hostname, port, auth: 'user:p\u00e4ss', path: '/echo' }, done)));
  console.log(await settled((done) => http.request(base.replace('//', '//me%40x:secret@') + '/echo', done)));
  console.log(await settled((done) => http.get(`${base}/status/404`, done)));
  console.log(await settled((done) => http.request(`${base}/echo?q=%20%27(x)`, done)));
  console.log(await settled((done) => http.request({ hostname, port, path: '/echo', agent: false, setHost: true }, done)));
  const written = await new Promise((resolve, reject) => {
    const request = http.request(`${base}/echo`, { method: 'PUT' }, (response) => resolve(read(response)));
    request.on('error', reject);
    request.setHeader('Content-Type', 'text/plain');
    console.log(request.write('one '), request.headersSent, request.write(Buffer.from('two '), () => {}), request.write('dGhyZWU=', 'base64'));
    request.end(' four', () => console.log('finished', request.writableFinished, request.writableEnded));
  });
  console.log(written);
  const form = await settled((done) => {
    const request = http.request(`${base}/echo?show=content-length`, { method: 'POST', headers: { 'Content-Length': 3, 'Content-Type': 'text/plain' } }, done);
    request.write('abc');
    return request;
  });
  console.log(form);
  const head = await settled((done) => http.request(`${base}/headers`, { method: 'HEAD' }, done));
  console.log(JSON.stringify(head));
  const moved = await new Promise((resolve) => http.get(`${base}/redirect/302/echo`, resolve));
  console.log(moved.statusCode, moved.headers.location, await read(moved));
  console.log(http.METHODS.length, http.STATUS_CODES[418], http.maxHeaderSize);
};
