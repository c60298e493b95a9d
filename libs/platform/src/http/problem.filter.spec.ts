import { problemFrom } from './problem.filter';

describe('a problem whose outcome nobody knows', () => {
  const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  const terminated = new Error('Connection terminated unexpectedly');

  it.each([
    ['the answer to COMMIT was lost', lost, 503],
    ['the session was cut', terminated, 503],
    ['a defect came after the work', new TypeError('defect'), 500],
  ])('does not say that nothing was changed: %s', (_, fault, status) => {
    const { status: answered, message, remedy } = problemFrom(fault);
    expect(answered).toBe(status);
    expect(message).not.toMatch(/nothing was changed/i);
    expect(message).toContain('it is not known whether it did');
    expect(remedy).toContain('with the same Idempotency-Key');
  });

  it('says when to try again', () => {
    expect(problemFrom(lost).about.retryAfterS).toBeGreaterThan(0);
  });
});
