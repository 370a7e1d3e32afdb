// The main job of ua-parser-js.
const { UAParser } = require('ua-parser-js');

exports.onExecutePostLogin = async () => {
  const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1';
  const { browser, os, device, engine } = UAParser(agent);
  console.log({ ...browser }, { ...os }, { ...device }, { ...engine });
};
