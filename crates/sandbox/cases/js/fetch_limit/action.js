exports.onExecutePostLogin = async (event, api) => {
  const results = await Promise.allSettled([1, 2, 3].map((n) => fetch('https://api.example/' + n)));
  console.log(results.map((r) => r.status), results[2].reason.message, results[2].reason.cause.code);
};
