// The main job of @google-cloud/storage.
const { Storage } = require('@google-cloud/storage');

exports.onExecutePostLogin = async (event) => {
  const storage = new Storage({ apiEndpoint: event.secrets.BASE, projectId: 'p1', useAuthWithCustomEndpoint: false, retryOptions: { autoRetry: false } });
  const file = storage.bucket('logins').file('one.json');
  await file.save(JSON.stringify({ user: event.user.user_id }), { resumable: false, validation: false });
  const [content] = await file.download({ validation: false });
  console.log(content.toString());
  console.log(await file.exists());
};
