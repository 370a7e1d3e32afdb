const http = require('http');
exports.onExecutePostLogin = async ({ servers }) => {
  const { http: base, nobody } = servers;
  const watched = (make) => new Promise((resolve) => {
    const seen = [];
    const request = make(seen);
    for (const name of ['socket', 'finish', 'response', 'timeout', 'abort', 'information', 'drain']) request.on(name, () => seen.push(name));
    request.on('error', (error) => seen.push(`error ${error.code} ${error.message}`));
    request.on('response', (response) => {
      for (const name of ['end', 'aborted', 'close']) response.on(name, () => seen.push(`response ${name}`));
      response.on('error', (error) => seen.push(`response error ${error.code} ${error.message}`));
      seen.response = response;
    });
    request.on('close', () => setTimeout(() => {
      console.log(seen.join(', '));
      console.log(request.destroyed, request.aborted, request.closed, request.writableEnded, request.writableFinished, seen.response?.aborted, seen.response?.complete, seen.response?.destroyed);
      resolve();
    }, 20));
  });
  const reading = (request) => request.on('response', (response) => response.resume());
  await watched(() => reading(http.request(`${base}/echo`)).end());
  await watched(() => reading(http.request(`${base}/echo`, { method: 'POST', agent: new http.Agent() })).end('x'));
  await watched(() => reading(http.get(`${base}/cut`)));
  await watched(() => reading(http.get(`${base}/reset`)));
  await watched(() => {
    const request = http.get(`${base}/silence`);
    setTimeout(() => request.destroy(), 30);
    return request;
  });
  await watched(() => {
    const request = http.get(`${base}/silence`);
    setTimeout(() => request.destroy(new Error('own')), 30);
    return request;
  });
  await watched(() => {
    const request = http.get(`${base}/silence`);
    setTimeout(() => request.abort(), 30);
    return request;
  });
  await watched(() => {
    const request = http.request(`${base}/silence`);
    request.abort();
    return request;
  });
  await watched(() => {
    const request = http.get(`${base}/stall`);
    request.on('response', (response) => { response.resume(); setTimeout(() => request.destroy(), 30); });
    return request;
  });
  await watched(() => {
    const request = http.get(`${base}/stall`);
    request.on('response', (response) => { response.resume(); setTimeout(() => response.destroy(), 30); });
    return request;
  });
  await watched(() => {
    const request = http.get(`${base}/silence`, { timeout: 40 });
    request.on('timeout', () => request.destroy());
    return request;
  });
  await watched(() => {
    const request = http.get(`${base}/silence`);
    request.setTimeout(40, () => request.destroy(new Error('too late')));
    return request;
  });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 30);
  await watched(() => http.get(`${base}/silence`, { signal: controller.signal }));
  await watched(() => http.get(`${base}/silence`, { signal: AbortSignal.abort() }));
  const refused = await new Promise((resolve) => http.get(`http://127.0.0.1:${nobody}/`).on('error', resolve));
  console.log(refused.name, refused.code, refused.errno, refused.syscall, refused.address, refused.port === nobody, refused.message === `connect ECONNREFUSED 127.0.0.1:${nobody}`, Object.keys(refused).join());
};
