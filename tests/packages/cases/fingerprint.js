// The main job of FingerprintJS.
const { FingerprintJsServerApiClient, Region } = require('@fingerprintjs/fingerprintjs-pro-server-api');

exports.onExecutePostLogin = async (event) => {
  const { BASE } = event.secrets;
  const client = new FingerprintJsServerApiClient({
    apiKey: 'key',
    region: Region.EU,
    fetch: (url, options) => fetch(String(url instanceof Request ? url.url : url).replace(/^https:\/\/[^/]+/, BASE), options),
  });
  const found = await client.getEvent('1690000000000.abcdef');
  console.log(found.products.identification.data.visitorId, found.products.identification.data.confidence.score);
  try {
    await client.getEvent('missing');
  } catch (error) {
    console.log(error.constructor.name, error.statusCode, error.message);
  }
};
