// At the end of the stack every call of the library fails; none of them half.
exports.onExecutePostLogin = async (event, api) => {
  let failed = 0;
  let taken = 0;
  const down = () => {
    try {
      down();
    } catch {}
    if (taken + failed >= 300) return;
    try {
      api.accessToken.setCustomClaim('https://a.example/n', 'x');
      taken += 1;
    } catch {
      failed += 1;
    }
  };
  down();
  console.log(failed > 0, taken > 0, taken + failed);
  throw new Error(`taken: ${taken > 0}`);
};
