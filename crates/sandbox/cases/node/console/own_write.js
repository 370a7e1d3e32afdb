exports.onExecutePostLogin = async () => {
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write, stderr.write];
  const seen = [];
  stdout.write = (text) => seen.push(['out', text]);
  stderr.write = (text) => seen.push(['err', text]);
  console.log('a %d', 1);
  console.group('g');
  console.error('b\nc');
  console.groupEnd();
  console.table([[1]]);
  stderr.write = () => { throw new Error('lost'); };
  console.warn('nobody reads this');
  [stdout.write, stderr.write] = [out, err];
  console.log(JSON.stringify(seen));
};
