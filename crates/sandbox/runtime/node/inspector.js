// The module `inspector`: nothing listens.
const refused = require('internal/refused');

module.exports = {
  close() {},
  url() { return undefined; },
  console: internals.consoleObject,
  ...refused('inspector', ['open', 'waitForDebugger', 'Session'], 'no debugger reaches into the sandbox'),
  Network: refused('inspector.Network', ['requestWillBeSent', 'responseReceived', 'loadingFinished', 'loadingFailed', 'dataSent', 'dataReceived'], 'no debugger reaches into the sandbox'),
  NetworkResources: refused('inspector.NetworkResources', ['put'], 'no debugger reaches into the sandbox'),
};
