// Text: joined, split, searched, replaced.
exports.work = () => {
  let text = '';
  for (let i = 0; i < 20000; i++) text += `key${i}=${i * 7};`;
  const pairs = text.split(';').filter(Boolean).map((pair) => pair.split('='));
  let length = 0;
  for (const [key, value] of pairs) length += key.toUpperCase().indexOf('9') + value.padStart(8, '0').length;
  return length + text.replace(/key(\d)/g, (_, digit) => digit).length;
};
