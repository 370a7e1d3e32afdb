exports.onExecutePostLogin = async () => {
  const sources = [
    '('.repeat(2000),
    `${'['.repeat(2000)}${']'.repeat(2000)}`,
    `${'{'.repeat(2000)}${'}'.repeat(2000)}`,
    `${'!'.repeat(20000)}0`,
    `${'a=>'.repeat(2000)}0`,
    `${'1?'.repeat(2000)}0${':0'.repeat(2000)}`,
    `0${'+0'.repeat(100000)}`,
    `${'`${'.repeat(2000)}0${'}`'.repeat(2000)}`,
    `${'class A extends ('.repeat(2000)}`,
    `${'function f(){'.repeat(2000)}`,
  ];
  const ends = sources.map((source) => {
    try {
      return typeof (0, eval)(source);
    } catch (error) {
      return error.name;
    }
  });
  console.log(ends.join(' '));
};
