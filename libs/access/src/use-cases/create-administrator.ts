import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId } from '@bongsu/kernel';
import { systemActor } from '@bongsu/platform';
import { type GivenPassword, OneTimePasswords } from './one-time-passwords';

/** An administrator of the whole network from the console of the machine: the first one, or one more when all others have lost their way in. */
@Injectable()
export class CreateAdministrator {
  constructor(private readonly passwords: OneTimePasswords) {}

  execute({ email, displayName }: { email: string; displayName: string }): Promise<Result<GivenPassword, Refusal>> {
    return this.passwords.create(
      { email, displayName, grants: [{ role: 'administrator', missions: '*' }] },
      systemActor('console', newId()),
      'console',
    );
  }
}
