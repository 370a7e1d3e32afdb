// One HTTP and one HTTPS server with the same routes. They keep what they were asked.
import http from 'node:http';
import https from 'node:https';
import { certificate } from './certificate.mjs';
import { ROUTES } from './routes.mjs';

/** What differs from run to run or from stack to stack, and means nothing to the service. */
const VOLATILE = /^(host|connection|keep-alive|user-agent|date|traceparent|tracestate|content-length|transfer-encoding|accept-encoding|sec-fetch-mode|accept-language)$|^x-amz-|^amz-sdk|idempotency|^x-stripe-client|^x-goog|gccl|authorization|boundary/i;

const NOT_FOUND = { status: 404, headers: { 'content-type': 'application/json' }, body: '{"error":"no such route"}' };

function told(request, body) {
  // Our client says that it accepts anything where Node says nothing.
  const saysNothing = (name) => name === 'accept' && request.headers.accept === '*/*';
  const names = Object.keys(request.headers).filter((name) => !VOLATILE.test(name) && !saysNothing(name));
  const headers = Object.fromEntries(names.sort().map((name) => [name, request.headers[name].replace(/boundary=.*/, 'boundary=…')]));
  return { method: request.method, path: request.url, headers, body };
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function answering(seen, scheme) {
  return async (request, response) => {
    const body = await text(request);
    const asked = told(request, body);
    seen.push(asked);
    const route = ROUTES.find(([method, path]) => (method ?? request.method) === request.method && path.test(request.url));
    const base = `${scheme}://${request.headers.host}`;
    const { status, headers, body: answer, delay = 0 } = route ? route[2]({ ...asked, base }) : NOT_FOUND;
    setTimeout(() => response.writeHead(status, headers).end(answer), delay).unref();
  };
}

const listening = (server) => new Promise((resolve) => server.listen(0, 'localhost', () => resolve(server.address().port)));

export async function serve() {
  const seen = [];
  const { authority, cert, key } = certificate();
  const plain = http.createServer(answering(seen, 'http'));
  const secure = https.createServer({ key, cert }, answering(seen, 'https'));
  const [port, securePort] = [await listening(plain), await listening(secure)];
  return {
    seen,
    authority,
    secrets: { BASE: `http://localhost:${port}`, TLS_HOST: `localhost:${securePort}` },
    stop: () => [plain, secure].forEach((server) => server.closeAllConnections() ?? server.close()),
  };
}
