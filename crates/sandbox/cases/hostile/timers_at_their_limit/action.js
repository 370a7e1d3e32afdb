exports.onExecutePostLogin = async () => {
  let fired = 0;
  for (let i = 0; i < 10; i++) setTimeout(() => { fired += 1; }, 1);
  await new Promise((resolve) => { clearTimeout(setTimeout(() => {})); resolve(); }).catch(() => {});
};
