import type { FieldProblem } from '@bongsu/platform/contract';
import type { TFunction } from 'i18next';
import { ApiError } from '../api/problem';
import { sayFailure } from './say-failure';

const say = (detail: string, errors: Omit<FieldProblem, 'code'>[]) =>
  sayFailure(
    new ApiError(404, {
      ...{ type: 'about:blank', title: 'Not found', status: 404, detail, instance: '/', code: 'access.none', correlationId: 'c' },
      ...{ remedy: 'Check the code.', errors: errors.map((error) => ({ ...error, code: 'invalid' })) },
    }),
    ((key: string) => key) as unknown as TFunction,
  );

describe('a failure in the operator’s words', () => {
  it('is said once where the field says the same', () => {
    const said = say('There is no such code.', [{ field: 'subject.id', message: 'There is no such code.', remedy: 'Check the code.' }]);
    expect(said).toEqual({ title: 'There is no such code.', remedy: 'Check the code.', reference: null });
  });

  it('names the fields that say something else', () => {
    expect(say('Some fields are not right.', [{ field: 'until', message: 'It is too late.', remedy: 'Choose a day.' }]).remedy).toBe(
      'Check the code. until: It is too late. Choose a day.',
    );
  });
});
