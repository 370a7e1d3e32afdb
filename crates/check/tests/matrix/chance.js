// Uses everything that is never the same.
const crypto = require('crypto');

exports.onExecutePostLogin = async (event, api) => {
  console.log(Math.random(), crypto.randomUUID(), Date.now(), new Date().toISOString());
  await Promise.all([3, 1, 2].map(async (n) => {
    await new Promise((ended) => setTimeout(ended, Math.random() * 1000));
    const response = await fetch(`https://api.acme.example/${n}`, { headers: { 'x-id': crypto.randomUUID() } });
    console.log(n, response.status, performance.now());
  }));
  api.idToken.setCustomClaim('https://acme.example/id', crypto.randomUUID());
};
