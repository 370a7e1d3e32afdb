// Tries every URL in every way an action has to send a request, and prints the ways that were not refused.
const http = require('http');
const https = require('https');
const http2 = require('http2');

const refused = ['ERR_OUTBOUND_POLICY', 'ERR_INVALID_URL', 'ERR_INVALID_CHAR'];
const answered = (start) => new Promise((resolve, reject) => start(resolve).on('error', reject));
/** Host and port as they are spelled, which no parser has read. */
const spelled = (url) => {
  const found = /^\w+:\/\/(.*?)(?::(\w+))?(?:\/|$)/.exec(url);
  if (found === null) return { host: new URL(url).hostname, port: new URL(url).port };
  return { host: found[1].replace(/^\[|\]$/g, ''), port: found[2] };
};
const over2 = (url) => new Promise((resolve, reject) => {
  const session = http2.connect(url);
  session.on('error', reject);
  const stream = session.request({ ':path': '/' });
  stream.on('error', () => {});
  stream.on('response', resolve);
});
const ways = {
  fetch,
  'http.get': (url) => answered((done) => http.get(url, done)),
  'http.request': (url) => answered((done) => http.request(spelled(url), done).end()),
  'https.get': (url) => answered((done) => https.get(url.replace(/^\s*h\s*t\s*t\s*p:/i, 'https:'), done)),
  'https.request': (url) => answered((done) => https.request(spelled(url), done).end()),
  'http2.connect': over2,
};
exports.onExecutePostLogin = async ({ urls }) => {
  let count = 0;
  for (const url of urls) {
    await Promise.all(Object.keys(ways).map(async (way) => {
      const code = await Promise.resolve().then(() => ways[way](url)).then(() => 'answered', (error) => error.code ?? error.cause?.code ?? error.message);
      if (refused.includes(code)) count++;
      else console.log(way, url, code);
    }));
  }
  console.log(`${count} refused`);
};
