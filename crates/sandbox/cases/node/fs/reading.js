const fs = require('fs');
const { promisify } = require('util');
const promises = require('fs/promises');
const tell = (error) => console.log(error?.name, error?.code, error?.errno, error?.syscall, error?.path, error?.dest, error?.message);
const attempt = (call) => {
  try {
    console.log(call());
  } catch (error) {
    tell(error);
  }
};
exports.onExecutePostLogin = async () => {
  const no = '/no/such/file';
  for (const call of [() => fs.readFileSync(no), () => fs.readFileSync(no, 'utf8'), () => fs.readFileSync('/'), () => fs.statSync(no), () => fs.lstatSync(no), () => fs.statSync(no, { throwIfNoEntry: false }), () => fs.readdirSync(no),
    () => fs.realpathSync.native(no), () => fs.readlinkSync(no), () => fs.readlinkSync('/'), () => fs.accessSync(no), () => fs.accessSync('/'), () => fs.accessSync('/', fs.constants.R_OK), () => fs.openSync(no), () => fs.readFileSync(5.5), () => fs.readFileSync({}),
    () => fs.readFileSync('a\0b'), () => fs.existsSync({}), () => fs.existsSync('/'), () => fs.existsSync(no), () => fs.readFile(no), () => fs.closeSync(99), () => fs.readSync(99, Buffer.alloc(1)), () => fs.fstatSync(99),
    () => fs.readFileSync(no, 'nope'), () => fs.readFileSync(new URL('file:///no/y')), () => fs.readFileSync(new URL('http://no/y')), () => fs.statfsSync(no), () => fs.readdirSync(5), () => fs.openSync(no, 'q'), () => fs.rmSync(no), () => fs.rmSync(no, { force: true }),
    () => fs.statSync('/').isDirectory(), () => fs.statSync('/').isFile(), () => fs.statSync('/').mtime instanceof Date, () => fs.statSync('/') instanceof fs.Stats, () => typeof fs.statSync('/', { bigint: true }).size, () => fs.realpathSync('/'), () => fs.mkdirSync('/', { recursive: true })]) attempt(call);
  const fd = fs.openSync('/', 'r');
  attempt(() => fs.fstatSync(fd).isDirectory());
  attempt(() => fs.readSync(fd, Buffer.alloc(1)));
  attempt(() => fs.closeSync(fd));
  await new Promise((resolve) => {
    fs.readFile(no, (error, data) => {
      tell(error);
      console.log(data);
      resolve();
    });
    console.log('first');
  });
  await promises.readFile(no).catch(tell);
  await promises.open(no).catch(tell);
  await promises.stat(no).catch(tell);
  await promises.access('/').then(console.log, tell);
  await promises.readdir(no).catch(tell);
  await promisify(fs.stat)(no).catch(tell);
  console.log(await promisify(fs.exists)('/'), await new Promise((resolve) => fs.exists(no, resolve)), (await promises.stat('/')).isDirectory(), fs.promises === promises);
  await new Promise((resolve) => fs.createReadStream(no).on('error', (error) => {
    tell(error);
    resolve();
  }));
  console.log(JSON.stringify(fs.constants), Object.keys(promises).sort().join());
};
