import * as fc from 'fast-check';
import { type Permission, isOfPersons, permissions, roles } from '../contract';
import { type Holder, may, mayAnywhere, missionsWhere } from './may';
import { permissionsOfService } from './service-rights';

const missions = ['KR-EMB-TR', 'KR-EMB-GR', 'KR-EMB-PE', 'KR-EMB-PL'] as const;
const every = Object.keys(permissions) as Permission[];
const permission = fc.constantFrom(...every);
const place = fc.constantFrom<string | null>(null, ...missions);
const only = fc.option(fc.uniqueArray(permission, { maxLength: 6 }), { nil: undefined, freq: 3 });
const grant = fc
  .record({
    role: fc.constantFrom<string>(...roles, 'somebody', 'toString', ''),
    missions: fc.oneof(fc.constant('*' as const), fc.uniqueArray(fc.constantFrom<string>(...missions), { maxLength: 3 })),
    only,
  })
  .map(({ only: narrowed, ...rest }) => (narrowed === undefined ? rest : { ...rest, only: narrowed }));
const holder = fc
  .record({ grants: fc.array(grant, { maxLength: 4 }), only })
  .map(({ grants, only: narrowed }) => ({ grants, ...(narrowed === undefined ? {} : { only: narrowed }) }));

/** What the literal of permissions and a grant's own words say, put as plainly as they can be. */
const said = (who: Holder, wanted: Permission, missionId: string | null): boolean =>
  (who.only ?? every).includes(wanted) &&
  who.grants.some(
    (one) =>
      (permissions[wanted] as readonly string[]).includes(one.role) &&
      (one.only ?? every).includes(wanted) &&
      (one.missions === '*' ? true : missionId !== null && one.missions.includes(missionId)),
  );

describe('who may do what, whatever grants somebody holds', () => {
  it('is what the permissions say of one of her grants, and nothing else', () => {
    fc.assert(fc.property(holder, permission, place, (who, wanted, where) => may(who, wanted, where) === said(who, wanted, where)));
  });

  it('never becomes less by another grant, nor more by fewer', () => {
    fc.assert(
      fc.property(holder, grant, permission, place, (who, more, wanted, where) => {
        const richer = { ...who, grants: [...who.grants, more] } as Holder;
        return !may(who, wanted, where) || may(richer, wanted, where);
      }),
    );
  });

  it('never becomes more by a token that is for less, and never reaches past what the token is for', () => {
    fc.assert(
      fc.property(holder, fc.uniqueArray(permission, { maxLength: 8 }), permission, place, (who, narrowed, wanted, where) => {
        const token: Holder = { grants: who.grants, only: narrowed };
        return !may(token, wanted, where) || (narrowed.includes(wanted) && may({ grants: who.grants }, wanted, where));
      }),
    );
  });

  it('is asked in three ways that never disagree: here, anywhere, and in which missions', () => {
    fc.assert(
      fc.property(holder, permission, place, (who, wanted, where) => {
        const everywhere = missionsWhere(who, wanted);
        const covered = everywhere === '*' || (where !== null && everywhere.includes(where));
        return may(who, wanted, where) === covered && (!covered || mayAnywhere(who, wanted));
      }),
    );
  });

  it('is nothing for a service in what is a person’s say, whatever its token is for', () => {
    const asked = fc.option(fc.uniqueArray(permission, { maxLength: 30 }), { nil: null });
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), asked, place, (grants, wanted, where) => {
        const service = { grants, only: permissionsOfService(wanted) } as Holder;
        return every.filter(isOfPersons).every((one) => !may(service, one, where));
      }),
    );
  });
});
