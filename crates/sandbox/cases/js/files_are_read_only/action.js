const fs = require('fs');
const promises = require('fs/promises');
const tell = (error) => console.log(`${error.code} ${error.errno} ${error.syscall} ${error.message}`);
exports.onExecutePostLogin = async () => {
  const calls = [() => fs.writeFileSync('/tmp/x', 'x'), () => fs.appendFileSync('x', 'x'), () => fs.mkdirSync('/a'), () => fs.mkdirSync('/a/b', { recursive: true }), () => fs.unlinkSync('/a'), () => fs.renameSync('/a', '/b'),
    () => fs.openSync('/a', 'w'), () => fs.copyFileSync('/a', '/b'), () => fs.rmSync('/', { recursive: true }), () => fs.mkdtempSync('/tmp/a-'), () => fs.accessSync('/', fs.constants.W_OK), () => fs.truncateSync('/a'),
    () => fs.symlinkSync('/a', '/b'), () => fs.chmodSync('/a', 0o600), () => fs.utimesSync('/a', 1, 1), () => fs.writeSync(7, 'x'), () => fs.watch('/a')];
  for (const call of calls) {
    try {
      call();
      console.log('no error');
    } catch (error) {
      tell(error);
    }
  }
  console.log(fs.writeSync(1, 'to the log\n'), fs.writeSync(2, Buffer.from('as well'), 3));
  await promises.writeFile('/tmp/x', 'x').catch(tell);
  await new Promise((resolve) => fs.writeFile('/tmp/x', 'x', (error) => resolve(tell(error))));
  await new Promise((resolve) => fs.createWriteStream('/tmp/x').on('error', (error) => resolve(tell(error))));
  console.log(fs.readdirSync('/'), await promises.readdir('/', { withFileTypes: true }));
};
