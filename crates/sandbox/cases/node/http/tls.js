const https = require('https');
const crypto = require('crypto');
exports.onExecutePostLogin = async ({ servers, authority, client }) => {
  const ask = (url, options) => new Promise((resolve) => {
    const request = https.get(url, options, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(`${response.statusCode} ${response.httpVersion} ${text} ${request.socket.encrypted} ${request.protocol}`);
    });
    request.on('error', (error) => resolve(`${error.name} ${error.code} ${error.message}`));
  });
  console.log(await ask(`${servers.https}/echo`, { ca: authority }));
  console.log(await ask(`${servers.https}/echo`, { agent: new https.Agent({ ca: [Buffer.from(authority)], keepAlive: true }) }));
  console.log((await ask(`${servers.stranger}/echo`, { ca: authority })).slice(0, 30));
  console.log((await ask(`${servers.https}/echo`, {})).slice(0, 37));
  console.log((await ask(servers.https.replace('localhost', '127.0.0.1'), { ca: authority })).slice(0, 35));
  console.log(await ask(`${servers.mutual}/client`, { ca: authority, cert: client.certificate, key: client.key }));
  const key = crypto.createPrivateKey(client.key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' });
  console.log(await ask(`${servers.mutual}/client`, { agent: new https.Agent({ ca: authority, cert: Buffer.from(client.certificate), key, passphrase: 'secret' }) }));
  console.log((await ask(`${servers.mutual}/client`, { ca: authority })).startsWith('Error'));
};
