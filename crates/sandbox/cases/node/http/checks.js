const http = require('http');
const https = require('https');
exports.onExecutePostLogin = async () => {
  const told = (call) => {
    try {
      console.log('done', call());
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  };
  const quiet = (request) => {
    request.on('error', () => {});
    request.destroy();
  };
  for (const options of [{ protocol: 'ftp:' }, { protocol: 'https:' }, { path: '/a b' }, { path: '/\u0100' }, { method: 'B AD' }, { method: 1 }, { hostname: 1 }, { host: true }, { agent: 1 }, { insecureHTTPParser: 1 }, { joinDuplicateHeaders: 1 }, { timeout: 'x' }, { headers: ['a'] }, { headers: { 'a b': 1 } }, { headers: { a: undefined } }, { headers: { a: 'x\ny' } }]) {
    told(() => quiet(http.request({ host: '127.0.0.1', port: 1, ...options })));
  }
  told(() => quiet(http.request('nope')));
  told(() => quiet(https.request('http://127.0.0.1:1/')));
  told(() => http.validateHeaderName('Good-Name'));
  told(() => http.validateHeaderName(''));
  told(() => http.validateHeaderName('a b'));
  told(() => http.validateHeaderName('a b', 'My label'));
  told(() => http.validateHeaderValue('x', undefined));
  told(() => http.validateHeaderValue('x', 'a\u0100'));
  told(() => http.validateHeaderValue('x', 'fine'));
  told(() => new http.Agent({ maxTotalSockets: 0 }));
  told(() => new http.Agent({ maxTotalSockets: 'x' }));
  told(() => new http.Agent({ scheduling: 'other' }));
  const request = http.request({ host: '127.0.0.1', port: 1 });
  request.on('error', () => {});
  told(() => request.setHeader('a b', 'x'));
  told(() => request.setHeader('a'));
  told(() => request.setHeader('a', '\n'));
  told(() => request.getHeader(1));
  told(() => request.hasHeader());
  told(() => request.removeHeader(1));
  told(() => request.setHeaders({}));
  told(() => request.appendHeader('x'));
  told(() => request.write());
  told(() => request.write(null));
  told(() => request.write(1));
  told(() => request.setTimeout('x'));
  told(() => request.setHeader('X-Name', ['a', 'b']) === request);
  told(() => request.appendHeader('x-name', 'c').getHeader('X-NAME'));
  told(() => request.setHeaders(new Map([['m', '1']])).getHeader('m'));
  told(() => request.setHeaders(new Headers({ h: '2' })).getHeader('h'));
  told(() => [request.getHeaderNames(), request.getRawHeaderNames(), request.hasHeader('X-name'), request.getHeader('none')]);
  told(() => request.removeHeader('M'));
  told(() => request.getHeaders());
  told(() => [request.path, request.method, request.host, request.protocol, request.reusedSocket, request.maxHeadersCount, request.aborted, request.destroyed, request.finished, request.headersSent]);
  told(() => [request.writableEnded, request.writableFinished, request.writableObjectMode, request.writableCorked, request.writableLength, request.errored, request.closed]);
  request.flushHeaders();
  told(() => request.headersSent);
  told(() => request.setHeader('late', '1'));
  told(() => request.removeHeader('late'));
  told(() => request.appendHeader('late', '1'));
  request.destroy();
  told(() => http.ClientRequest.name + http.OutgoingMessage.name + http.IncomingMessage.name + http.Agent.name + http.Server.name);
  told(() => [new http.Agent() instanceof require('events'), http.Agent() instanceof http.Agent, https.Agent({}) instanceof http.Agent, https.globalAgent instanceof https.Agent]);
  told(() => [http.globalAgent.keepAlive, http.globalAgent.maxSockets, http.globalAgent.defaultPort, http.globalAgent.protocol, https.globalAgent.defaultPort, https.globalAgent.protocol, http.globalAgent.options]);
  told(() => [new http.Agent().getName(), new http.Agent().getName({ host: 'h', port: 1, localAddress: 'l', family: 6, socketPath: '/s' }), new https.Agent().getName({ host: 'h', port: 1, ca: 'c', servername: 's', rejectUnauthorized: false })]);
  told(() => [Object.keys(http).filter((name) => !/WebSocket|Event/.test(name)), Object.keys(https)]);
  const server = http.createServer(() => {});
  told(() => [server instanceof http.Server, server.listening, server.address()]);
};
