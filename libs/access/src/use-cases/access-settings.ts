import { Inject, Injectable } from '@nestjs/common';
import { days, hours, minutes } from '@bongsu/kernel';
import { SETTINGS, type Settings } from '@bongsu/platform';
import { type DueAct, type Role, type SignInMethod, roleSchema } from '../contract';
import { demandsSecondFactor, dueAct } from '../domain/due-act';
import type { Account } from '../storage/account.store';
import { sessionCookieName } from './tokens';

/** The settings of sign-in in the units that they are used in. Refuses to start with a role that does not exist. */
@Injectable()
export class AccessSettings {
  readonly sessionMs: number;
  readonly idleS: number;
  readonly rotateAfterMs: number;
  readonly oneTimePasswordMs: number;
  readonly freeTries: number;
  readonly freeTriesPerAddress: number;
  readonly waitAtMostS: number;
  /** How long the rights of a deployment outlast it. */
  readonly deploymentGrantMs: number;
  readonly secondFactorRoles: readonly Role[];
  readonly sessionCookie: string;
  /** Where browsers reach the board, when that is not the address the api listens on. */
  readonly publicOrigin: string | undefined;

  constructor(@Inject(SETTINGS) { security, http }: Pick<Settings, 'security' | 'http'>) {
    this.sessionMs = hours(security.SESSION_HOURS);
    this.idleS = security.SESSION_IDLE_MINUTES * 60;
    this.rotateAfterMs = minutes(security.SESSION_ROTATE_MINUTES);
    this.oneTimePasswordMs = hours(security.ONE_TIME_PASSWORD_HOURS);
    this.freeTries = security.SIGN_IN_FREE_TRIES;
    this.freeTriesPerAddress = security.SIGN_IN_FREE_TRIES_PER_ADDRESS;
    this.waitAtMostS = security.SIGN_IN_WAIT_MAX_SECONDS;
    this.deploymentGrantMs = days(security.DEPLOYMENT_RIGHTS_DAYS);
    this.publicOrigin = http.PUBLIC_ORIGIN;
    this.sessionCookie = sessionCookieName(http.PUBLIC_ORIGIN);
    this.secondFactorRoles = security.SECOND_FACTOR_ROLES === 'none' ? [] : security.SECOND_FACTOR_ROLES.split(',').map(roleNamed);
  }

  dueOf(method: SignInMethod, account: Account): DueAct | null {
    return dueAct(method, account, this.secondFactorRoles);
  }

  demandsSecondFactor({ grants }: Account): boolean {
    return demandsSecondFactor(grants, this.secondFactorRoles);
  }
}

function roleNamed(name: string): Role {
  const role = roleSchema.safeParse(name);
  if (role.success) return role.data;
  throw new Error(`SECOND_FACTOR_ROLES names the role '${name}', which does not exist`);
}
