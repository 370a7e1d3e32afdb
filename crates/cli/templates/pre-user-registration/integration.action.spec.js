// Tests: refuses addresses of some domains.

const { makeEventMock } = require('../__mocks__/event-pre-user-registration');
const { apiMock } = require('../__mocks__/api-pre-user-registration');
const { onExecutePreUserRegistration } = require('./integration.action');

describe('onExecutePreUserRegistration', () => {
  let event;

  beforeEach(() => {
    jest.clearAllMocks();
    event = makeEventMock();
    event.configuration = { REFUSED_DOMAINS: 'refused.example, spam.example' };
  });

  it('refuses an address of a refused domain', async () => {
    event.user.email = 'eve@Spam.example';
    await onExecutePreUserRegistration(event, apiMock);
    expect(apiMock.access.deny).toHaveBeenCalledWith('refused_domain', expect.any(String));
  });

  it.each(['ann@example.com', undefined])('lets %s sign up', async (email) => {
    event.user.email = email;
    await onExecutePreUserRegistration(event, apiMock);
    expect(apiMock.access.deny).not.toHaveBeenCalled();
  });
});
