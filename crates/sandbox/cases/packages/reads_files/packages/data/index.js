const fs = require('fs');
const path = require('path');

const file = (...parts) => path.join(__dirname, ...parts);
// Read while the package loads, as most do.
exports.settings = JSON.parse(fs.readFileSync(file('settings.json'), 'utf8'));
exports.read = (...parts) => fs.readFileSync(file(...parts));
exports.show = async () => {
  const tell = (error) => console.log(error.code, error.syscall, path.basename(error.path ?? ''));
  console.log(fs.existsSync(file('texts')), fs.existsSync(file('texts', 'none.txt')), fs.readdirSync(file('texts')));
  console.log(fs.statSync(file('texts', 'a.txt')).size, fs.statSync(file('texts', 'a.txt')).isFile(), fs.statSync(file('texts')).isDirectory());
  console.log(fs.readdirSync(file('texts'), { withFileTypes: true }).map((entry) => [entry.name, entry.isDirectory()]), fs.readdirSync(file('texts'), { recursive: true }).sort());
  for (const call of [() => fs.readFileSync(file('texts')), () => fs.readFileSync(file('texts', 'none.txt')), () => fs.readdirSync(file('none')), () => fs.readdirSync(file('settings.json'))]) {
    try {
      call();
    } catch (error) {
      tell(error);
    }
  }
  const parts = [];
  // How many pieces are taken together is a matter of time.
  for await (const part of fs.createReadStream(file('texts', 'a.txt'), { highWaterMark: 4, start: 1 })) parts.push(String(part));
  console.log(parts.join(''), (await fs.promises.readFile(file('texts', 'deep', 'b.txt'), 'utf8')).trim());
  const handle = await fs.promises.open(file('texts', 'a.txt'));
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(5), 0, 5, 2);
  console.log(bytesRead, buffer.toString(), (await handle.stat()).size);
  await handle.close();
};
