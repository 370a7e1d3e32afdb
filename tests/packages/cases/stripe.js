// The main job of stripe.
const Stripe = require('stripe');

exports.onExecutePostLogin = async (event) => {
  const { hostname, port } = new URL(event.secrets.BASE);
  const stripe = new Stripe('sk_test_1', { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
  const customer = await stripe.customers.create({ email: event.user.email, metadata: { user_id: event.user.user_id } });
  console.log(customer.id, customer.email);
  try {
    await stripe.customers.retrieve('cus_missing');
  } catch (error) {
    console.log(error.type, error.statusCode, error.message);
  }
  const payload = JSON.stringify({ id: 'evt_1', object: 'event' });
  const header = stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_1', timestamp: 1 });
  console.log(header, stripe.webhooks.constructEvent(payload, header, 'whsec_1', Infinity).id);
};
