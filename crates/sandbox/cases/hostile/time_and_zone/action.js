exports.onExecutePostLogin = async () => {
  const summer = new Date(2026, 6, 1, 12);
  console.log(summer.toISOString(), summer.getTimezoneOffset(), String(summer), summer.toLocaleString?.() !== undefined);
  let steps = 0;
  let last = performance.now();
  for (let i = 0; i < 200; i++) {
    const now = performance.now();
    if (now < last || Math.abs(now * 10 - Math.round(now * 10)) > 1e-6) steps = NaN;
    last = now;
  }
  console.log(steps, typeof performance.timeOrigin);
};
