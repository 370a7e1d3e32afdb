exports.onExecutePostLogin = async () => {
  const sources = [`${'('.repeat(100000)}${')'.repeat(100000)}`, `${'(?:'.repeat(50000)}a${')*'.repeat(50000)}`, `${'(?='.repeat(50000)}${')'.repeat(50000)}`, 'a{1000}'.repeat(1000), '[a-z&&'.repeat(50000)];
  const ends = sources.map((source) => {
    try {
      return new RegExp(source).test('a');
    } catch (error) {
      return error.name;
    }
  });
  console.log(ends.join(' '));
  try {
    new RegExp('[a['.repeat(50000), 'v');
  } catch (error) {
    console.log(error.name);
  }
};
