// The main job of airtable.
const Airtable = require('airtable');

exports.onExecutePostLogin = async (event) => {
  const base = new Airtable({ apiKey: 'key', endpointUrl: event.secrets.BASE, noRetryIfRateLimited: true }).base('app1');
  const [record] = await base('Users').create([{ fields: { Email: event.user.email } }]);
  console.log(record.id, record.fields);
  const rows = await base('Users').select({ maxRecords: 2, filterByFormula: `{Email} = '${event.user.email}'` }).firstPage();
  console.log(rows.map((row) => row.get('Email')));
  try {
    await base('Users').find('rec404');
  } catch (error) {
    console.log(error.error, error.statusCode, error.message);
  }
};
