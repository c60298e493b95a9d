import { Injectable } from '@nestjs/common';
import { type AccountId, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, Cursors, type Reading, pageAfter } from '@bongsu/platform';
import { type Page, type PageQuery, idSchema } from '@bongsu/platform/contract';
import type { PersonView } from '../contract';
import { People } from '../storage/people';
import { AccessSettings } from './access-settings';
import { noSuchAccount } from './refusals';

const LIST = 'accounts';

/** Accounts, for administrators. Whose name and address somebody was shown is on record. */
@Injectable()
export class ReadPeople {
  constructor(
    private readonly people: People,
    private readonly settings: AccessSettings,
    private readonly cursors: Cursors,
  ) {}

  /** By address. */
  async page({ limit, cursor }: PageQuery, actor: Actor): Promise<Result<Page<PersonView>, Refusal>> {
    const after = pageAfter(this.cursors, LIST, cursor, idSchema);
    if (!after.ok) return after;
    const page = await this.people.page(reading(actor, 'access.list-accounts'), this.settings.idleS, limit, after.value);
    if (page === null) return notOfThisList;
    const last = page.people.at(-1);
    return ok({
      items: [...page.people],
      nextCursor: page.hasMore && last !== undefined ? this.cursors.ofPage(LIST, last.id) : null,
    });
  }

  async one(id: AccountId, actor: Actor): Promise<Result<PersonView, Refusal>> {
    const person = await this.people.byId(reading(actor, 'access.read-account'), this.settings.idleS, id);
    return person === null ? noSuchAccount : ok(person);
  }
}

const reading = (actor: Actor, action: string): Reading => ({ actor, action, basis: 'staff-administration' });

const notOfThisList = refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
  field: 'cursor',
});
