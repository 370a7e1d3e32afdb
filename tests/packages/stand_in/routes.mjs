// What the stand-in answers: the first route whose method and path fit.
import { gzipSync } from 'node:zlib';
import { keys } from './keys.mjs';

const json = (body, status = 200, headers = {}) => ({ status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const user = { user_id: 'auth0|1', email: 'ann@example.com', name: 'Ann' };
const missing = json({ statusCode: 404, error: 'Not Found', message: 'The user does not exist.', errorCode: 'inexistent_user' }, 404);
const objects = new Map();

const dynamo = ({ body }) => {
  if (parsed(body).TableName === 'missing') {
    return json({ __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message: 'Requested resource not found' }, 400, { 'content-type': 'application/x-amz-json-1.0' });
  }
  return json({ Item: { id: { S: 'auth0|1' }, logins: { N: '3' }, roles: { SS: ['admin'] } } }, 200, { 'content-type': 'application/x-amz-json-1.0' });
};

const token = ({ body }) => {
  if (body.includes('refused')) return json({ error: 'invalid_scope', error_description: 'no such scope' }, 400);
  return json({ access_token: 'at-1', token_type: 'Bearer', expires_in: 86400 });
};

const discovery = ({ base }) =>
  json({ issuer: `${base}/`, token_endpoint: `${base}/oauth/token`, jwks_uri: `${base}/jwks.json`, authorization_endpoint: `${base}/authorize`, response_types_supported: ['code'], subject_types_supported: ['public'] });

const graphql = ({ body }) =>
  parsed(body).query.includes('Broken') ? json({ errors: [{ message: 'Cannot query field "broken"' }] }) : json({ data: { user: { name: 'Ann', roles: ['admin'] } } });

const message = ({ body }) => {
  const fields = new URLSearchParams(body);
  return json({ sid: 'SM1', status: 'queued', to: fields.get('To'), body: fields.get('Body'), date_created: 'Wed, 01 Jan 2025 10:00:00 +0000' }, 201);
};

const mail = ({ body }) =>
  body.includes('refused@') ? json({ errors: [{ message: 'refused', field: 'to', help: null }] }, 400) : { status: 202, headers: {}, body: '' };

const putObject = ({ path, body }) => {
  objects.set(path, body);
  return { status: 200, headers: { etag: '"0123456789abcdef0123456789abcdef"' }, body: '' };
};
const getObject = ({ path }) => ({ status: 200, headers: { 'content-type': 'application/json' }, body: objects.get(path) ?? '' });

export const ROUTES = [
  ['GET', /^\/json/, () => json({ role: 'admin', list: [1, 2, 3] })],
  ['POST', /^\/echo/, ({ headers, body }) => json({ headers, body })],
  ['GET', /^\/moved/, () => ({ status: 302, headers: { location: '/json?moved=1' }, body: '' })],
  ['GET', /^\/gzip/, () => ({ status: 200, headers: { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, body: gzipSync('a compressed text') })],
  ['GET', /^\/slow/, () => ({ status: 200, headers: {}, body: 'late', delay: 3000 })],
  [undefined, /^\/status\/(\d+)/, ({ path }) => json({ error: 'as asked' }, Number(path.split('/')[2]))],
  ['GET', /^\/jwks.json/, () => json({ keys })],
  ['GET', /^\/\.well-known\/openid-configuration/, discovery],
  ['POST', /^\/oauth\/token/, token],
  ['GET', /^\/api\/v2\/users-by-email/, () => json([user])],
  [undefined, /^\/api\/v2\/users\/auth0(\||%7C)missing/i, () => missing],
  ['GET', /^\/api\/v2\/users\//, () => json(user)],
  ['PATCH', /^\/api\/v2\/users\//, ({ body }) => json({ ...user, ...parsed(body) })],
  ['POST', /^\/aws\/?$/, dynamo],
  ['PUT', /^\/aws\//, putObject],
  ['GET', /^\/aws\//, getObject],
  ['POST', /^\/graphql/, graphql],
  ['POST', /^\/2010-04-01\/Accounts\/[^/]+\/Messages.json/, message],
  ['GET', /^\/2010-04-01\//, () => json({ code: 20404, message: 'The requested resource was not found', more_info: 'https://www.twilio.com/docs/errors/20404', status: 404 }, 404)],
  ['GET', /^\/(v4\/)?events\/missing/, () => json({ error: { code: 'RequestNotFound', message: 'request id not found' } }, 404)],
  ['GET', /^\/(v4\/)?events\//, () => json({ products: { identification: { data: { visitorId: 'v1', confidence: { score: 0.99 } } } } })],
  ['POST', /^\/v1\/customers/, ({ body }) => json({ id: 'cus_1', object: 'customer', email: new URLSearchParams(body).get('email') })],
  ['GET', /^\/v1\/customers\//, () => json({ error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such customer' } }, 404)],
  ['POST', /^\/upload\/storage\//, ({ body }) => (objects.set('upload', body), json({ name: 'one.json', bucket: 'logins' }))],
  ['GET', /^\/(download\/)?storage\/v1\/b\/logins\/o\/one.json\?.*alt=media/, () => json({ user: 'auth0|1' })],
  ['GET', /^\/storage\//, () => json({ name: 'one.json', bucket: 'logins' })],
  ['POST', /^\/slack\/webhook/, () => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' })],
  ['POST', /^\/slack\/api\/chat.postMessage/, () => json({ ok: true, channel: 'C1', ts: '1.1' })],
  ['POST', /^\/slack\/api\//, () => json({ ok: false, error: 'user_not_found' })],
  ['POST', /^\/crm\//, ({ body }) => json({ id: '7', properties: parsed(body).properties, createdAt: '2024-01-01T00:00:00.000Z', updatedAt: '2024-01-01T00:00:00.000Z', archived: false }, 201)],
  ['GET', /^\/crm\//, () => json({ status: 'error', message: 'resource not found', correlationId: 'c', category: 'OBJECT_NOT_FOUND' }, 404)],
  ['POST', /^\/v3\/mail\/send/, mail],
  ['GET', /^\/v2024-01-01\/data\/query/, () => json({ result: { _id: 'u1', name: 'Ann' }, ms: 1, query: '*' })],
  ['POST', /^\/v2024-01-01\/data\/mutate/, () => json({ transactionId: 't1', results: [{ id: 'd1', document: { _id: 'd1', _type: 'login' } }] })],
  ['POST', /^\/v0\/app1\/Users/, ({ body }) => json({ records: [{ id: 'rec1', createdTime: '2024-01-01T00:00:00.000Z', fields: parsed(body).records[0].fields }] })],
  ['GET', /^\/v0\/app1\/Users\/rec404/, () => json({ error: 'NOT_FOUND' }, 404)],
  ['GET', /^\/v0\/app1\/Users/, () => json({ records: [{ id: 'rec1', createdTime: '2024-01-01T00:00:00.000Z', fields: { Email: 'ann@example.com' } }] })],
  ['POST', /./, () => json({ success: true })],
];
