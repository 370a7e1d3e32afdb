// What a module made is part of the image: it may grow, move and be given up like anything else.
const list = Array.from({ length: 1000 }, (_, i) => i);
const table = {};
for (let i = 0; i < 300; i++) table[`a${i}`] = i;
const map = new Map(list.map((i) => [i, { i }]));
const buffer = new Uint8Array(10000).fill(7).buffer;
let text = 'x'.repeat(5000);
exports.onExecutePostLogin = async () => {
  for (let i = 0; i < 5000; i++) {
    list.push(i);
    table[`b${i}`] = i;
    map.set(`k${i}`, [i]);
  }
  const moved = buffer.transfer(20000);
  for (const name of Object.keys(table)) if (name !== 'b7') delete table[name];
  map.clear();
  text += 'y'.repeat(5000);
  list.length = 3;
  const junk = Array.from({ length: 2000 }, (_, i) => ({ i, bytes: new Uint8Array(500) }));
  console.log(list, table, map.size, new Uint8Array(moved)[9999], text.length, junk.length);
};
