const os = require('os');
exports.onExecutePostLogin = async () => {
  console.log(JSON.stringify(os.EOL), os.platform(), os.type(), os.endianness(), os.arch(), `${os.tmpdir}`, os.devNull);
  console.log(os.constants.signals.SIGTERM, os.constants.errno.ENOENT, os.constants.priority.PRIORITY_LOW, typeof os.hostname(), Array.isArray(os.cpus()), typeof os.totalmem());
};
