exports.onExecutePostLogin = async (event, api) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 5);
  try {
    await fetch('https://slow.example/', { signal: controller.signal });
  } catch (error) {
    console.log(error.name, error.message, error instanceof DOMException, error.code, controller.signal.aborted);
  }
  try {
    await fetch('https://slow.example/', { signal: AbortSignal.abort(new Error('own reason')) });
  } catch (error) {
    console.log(error.message);
  }
};
