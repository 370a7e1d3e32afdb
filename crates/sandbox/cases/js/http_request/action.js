// What the host is asked to send, and how its answers and failures come back.
const http = require('http');
const https = require('https');
const read = async (response) => {
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
};
const ask = (url, options, body) => new Promise((resolve, reject) => {
  (url.startsWith('https') ? https : http).request(url, options, async (response) => resolve([response.statusCode, response.headers, await read(response)]))
    .on('error', reject).end(body);
});
exports.onExecutePostLogin = async () => {
  const [status, headers, text] = await ask('https://api.example/echo?q=1', { method: 'POST', headers: { 'X-Own': 'yes', Cookie: ['a=1', 'b=2'] } }, 'body');
  const seen = JSON.parse(text);
  console.log(status, headers, seen.method, seen.url, seen.headers, seen.body);
  await ask('https://api.example/slow', {}).catch((error) => console.log(error.code, error.message));
  await ask('https://api.example/reset', {}).catch((error) => console.log(error.code, error.message));
  await ask('http://api.example/refused', {}).catch((error) => console.log(error.code, error.errno, error.syscall, error.address, error.port, error.message));
  await ask('http://nothing.example/', {}).catch((error) => console.log(error.code, error.message));
};
