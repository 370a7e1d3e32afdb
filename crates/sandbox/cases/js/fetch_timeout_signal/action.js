exports.onExecutePostLogin = async (event, api) => {
  try {
    await fetch('https://slow.example/', { signal: AbortSignal.timeout(10) });
  } catch (error) {
    console.log(error.name, error.message, error.code);
  }
  const any = AbortSignal.any([AbortSignal.timeout(5), new AbortController().signal]);
  await new Promise((resolve) => any.addEventListener('abort', resolve, { once: true }));
  console.log(any.reason.name);
};
