const http = require('http');
exports.onExecutePostLogin = async ({ servers }) => {
  const { http: base } = servers;
  const { hostname, port } = new URL(base);
  const ask = (agent, path = '/echo') => new Promise((resolve, reject) => {
    const request = http.get({ hostname, port, path, agent }, (response) => {
      response.resume();
      response.on('end', () => setTimeout(() => resolve(request), 10));
    });
    request.on('error', reject);
  });
  const kept = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const first = await ask(kept);
  console.log(first.reusedSocket, Object.values(kept.freeSockets).map((list) => list.length), Object.keys(kept.sockets).length, kept.totalSocketCount);
  const second = await ask(kept);
  console.log(second.reusedSocket, second.socket === first.socket, kept.totalSocketCount);
  const together = [ask(kept, '/slow/30'), ask(kept, '/slow/30'), ask(kept)];
  console.log(Object.values(kept.requests).map((list) => list.length), Object.values(kept.sockets).map((list) => list.length));
  await Promise.all(together);
  console.log(Object.keys(kept.requests).length, kept.totalSocketCount);
  kept.destroy();
  await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(kept.totalSocketCount, Object.keys(kept.freeSockets).length);
  const brief = new http.Agent();
  await ask(brief);
  await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(brief.totalSocketCount, Object.keys(brief.sockets).length);
  class Counting extends http.Agent {
    addRequest(...given) {
      this.count = (this.count ?? 0) + 1;
      return super.addRequest(...given);
    }
    createConnection(options, done) {
      this.places = [...(this.places ?? []), `${options.host}:${options.port === port || String(options.port) === port}`];
      return super.createConnection(options, done);
    }
  }
  const counting = new Counting({ keepAlive: true });
  await ask(counting);
  await ask(counting);
  console.log(counting.count, counting.places, counting instanceof http.Agent);
  counting.destroy();
  const last = await new Promise((resolve) => {
    const request = http.get({ hostname, port, path: '/slow/20', agent: false }, (response) => response.resume());
    request.on('socket', (given) => {
      console.log(given.connecting, given.destroyed, given.encrypted, given === request.socket, given === request.connection);
      given.on('connect', () => console.log('connected', given.connecting, given.remoteAddress, given.remotePort === Number(port), given.remoteFamily));
      console.log(given.setKeepAlive(true, 1000) === given, given.setNoDelay(true) === given, given.setTimeout(1000) === given);
    });
    request.on('close', () => setTimeout(() => resolve(request), 20));
  });
  console.log(last.destroyed, last.socket?.destroyed);
};
