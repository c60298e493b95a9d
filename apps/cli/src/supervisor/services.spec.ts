import { launchSettings } from './launch-settings';
import { secondFactorRoles } from './services';

const DATABASE_URL = 'postgres://nobody@localhost/nothing';

describe('who must have a second factor in what `bongsu up` starts', () => {
  it.each([
    ['nobody in the demo world, whose printed accounts have a password alone', {}, 'none'],
    ['whom the product says, with a database of one’s own', { DATABASE_URL }, undefined],
    ['whom the operator says, in the demo world too', { SECOND_FACTOR_ROLES: 'administrator' }, 'administrator'],
    ['nobody, with a database of one’s own, where the operator says so', { DATABASE_URL, SECOND_FACTOR_ROLES: 'none' }, 'none'],
  ])('is %s', (_, environment, roles) => {
    expect(secondFactorRoles(launchSettings(environment))).toBe(roles);
  });
});
