exports.onExecutePostLogin = async () => {
  let text = 'x';
  for (;;) {
    text += text;
    text.charCodeAt(0);
  }
};
