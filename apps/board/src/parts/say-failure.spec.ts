import type { FieldProblem, Problem } from '@bongsu/platform/contract';
import type { TFunction } from 'i18next';
import { ApiError } from '../api/problem';
import { fieldError } from './field-error';
import { sayFailure } from './say-failure';

const t = ((key: string) => key) as unknown as TFunction;

function answered(status: number, code: string, about: Partial<Problem> = {}): ApiError {
  const texts = { title: 'Refused', detail: 'There is no such code.', remedy: 'Check the code.' };
  return new ApiError(status, { type: 'about:blank', ...texts, status, instance: '/', code, correlationId: 'c', ...about });
}
const field = (about: Partial<FieldProblem>): FieldProblem => ({
  ...{ field: 'until', code: 'too_small', message: 'It is too late.', remedy: 'Choose a day.' },
  ...about,
});

describe('a failure in the operator’s words, in English', () => {
  const say = (error: unknown) => sayFailure(error, t, 'en');

  it('is what the server says, once where the field says the same', () => {
    const errors = [field({ field: 'subject.id', message: 'There is no such code.', remedy: 'Check the code.' })];
    expect(say(answered(404, 'access.no-such-sealed-incident', { errors }))).toEqual({
      ...{ title: 'There is no such code.', remedy: 'Check the code.', english: null, reference: null },
    });
  });

  it('names the fields that say something else', () => {
    expect(say(answered(400, 'platform.invalid-request', { errors: [field({})] })).remedy).toBe(
      'Check the code. until: It is too late. Choose a day.',
    );
  });

  it('says first that one may not', () => {
    expect(say(answered(403, 'access.own-proposal'))).toMatchObject({
      title: 'parts.problem.forbidden',
      remedy: 'There is no such code. Check the code.',
    });
  });

  it('is shorter than the server’s about accounts', () => {
    const said = say(answered(429, 'access.too-many-tries', { facts: { retryAfterS: 8 } }));
    expect(said).toMatchObject({ title: 'Tried too often.', remedy: 'Wait 8 seconds, then try again; nothing is locked.' });
  });

  it('stands beside its field as the server says it', () => {
    expect(fieldError(answered(400, 'platform.invalid-request', { errors: [field({})] }), 'until', 'en')).toBe(
      'It is too late. Choose a day.',
    );
  });
});

describe('a failure in the operator’s words, in Korean', () => {
  const say = (error: unknown) => sayFailure(error, t, 'ko');

  it('is said by its code', () => {
    expect(say(answered(409, 'incidents.incident-closed'))).toEqual({
      ...{ title: '이미 종료된 사건입니다.', remedy: '먼저 사건을 재개하십시오.', english: null, reference: null },
    });
  });

  it('holds the numbers that came with it', () => {
    const facts = { lineNo: 2, wanted: 5, left: 3, engaged: [], resting: [] };
    expect(say(answered(409, 'dispatch.no-staff-for-line', { facts })).title).toBe(
      '2번 항목은 5명을 요청하는데 이 거점에서 보낼 수 있는 사람은 3명입니다.',
    );
  });

  it('has the server’s text under it where that says more', () => {
    const said = say(answered(400, 'platform.invalid-request', { errors: [field({})] }));
    expect(said.title).toBe('입력한 내용에 맞지 않는 곳이 있습니다.');
    expect(said.english).toBe('There is no such code. Check the code. until: It is too late. Choose a day.');
  });

  it('is said by the status, with the server’s text, where the code has no words or a fact of its sentence is missing', () => {
    const expected = { title: '지금 상태에서는 할 수 없습니다', english: 'There is no such code. Check the code.' };
    expect(say(answered(409, 'incidents.something-new'))).toMatchObject(expected);
    expect(say(answered(409, 'dispatch.no-staff-for-line', { facts: { lineNo: 2 } }))).toMatchObject(expected);
    expect(say(answered(418, 'platform.refused'))).toMatchObject({ title: '처리하지 못했습니다', english: expected.english });
  });

  it('is said for every code alike when somebody else was faster, or the server could not', () => {
    expect(say(answered(412, 'dispatch.stale'))).toMatchObject({ title: 'parts.problem.stale', english: null });
    expect(say(answered(503, 'platform.busy'))).toMatchObject({ title: 'parts.problem.unavailable', english: null });
    expect(say(answered(500, 'platform.defect'))).toMatchObject({ title: 'parts.problem.unexpected', reference: 'c' });
  });

  it('stands beside its field: by the code of the refusal, of the check, or in general', () => {
    const beside = (about: Partial<FieldProblem>, facts?: Problem['facts']): string | undefined =>
      fieldError(answered(422, 'x', { errors: [field(about)], ...(facts ? { facts } : {}) }), 'until', 'ko');
    expect(beside({ code: 'access.delegation-too-long' }, { days: 90 })).toBe(
      '권한 대행은 최장 90일입니다. 종료를 앞당기십시오. 그때 가서 다시 위임할 수 있습니다.',
    );
    expect(beside({ code: 'too_small' })).toBe('너무 짧거나 작습니다. 더 적거나 값을 키우십시오.');
    expect(beside({ code: 'custom' })).toBe('값을 확인하고 고치십시오.');
    expect(beside({ field: 'from' })).toBeUndefined();
  });
});
