// The manual mock of axios that partners' specs stand on: answers what the spec says, or fails with one known message.
const MESSAGE = '__TEST_ERROR_MESSAGE__';
const METHODS = ['request', 'get', 'delete', 'head', 'options', 'post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'];
const said = { isError: false, data: {} };

const answer = async (...args) => {
  if (!said.isError) return { data: said.data, status: 200, statusText: 'OK', headers: {}, config: args.at(-1) ?? {} };
  const error = new Error(MESSAGE);
  error.isAxiosError = true;
  throw error;
};
const axios = jest.fn(answer);
for (const method of METHODS) axios[method] = jest.fn(answer);
axios.create = jest.fn(() => axios);
axios.isAxiosError = (error) => error?.isAxiosError === true;
axios.isCancel = () => false;
axios.defaults = { headers: { common: {} } };
axios.interceptors = { request: { use: jest.fn(), eject: jest.fn() }, response: { use: jest.fn(), eject: jest.fn() } };
axios.shouldReturnError = (isError = true) => {
  said.isError = isError;
};
axios.shouldReturnData = (data) => {
  said.data = data;
};
axios.__TEST_ERROR_MESSAGE__ = MESSAGE;
axios.default = axios;
axios.axios = axios;
module.exports = axios;
