import { Injectable } from '@nestjs/common';
import { type AccountId, type Refusal, type Result, ok } from '@bongsu/kernel';
import { Cursors, pageAfter, pageFrom } from '@bongsu/platform';
import type { Page, PageQuery } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { PersonView } from '../contract';
import { People } from '../storage/people';
import { AccessSettings } from './access-settings';
import { noSuchAccount } from './refusals';

const LIST = 'accounts';
const afterSchema = z.string();

/** Accounts, for administrators. */
@Injectable()
export class ReadPeople {
  constructor(
    private readonly people: People,
    private readonly settings: AccessSettings,
    private readonly cursors: Cursors,
  ) {}

  /** By address. */
  async page({ limit, cursor }: PageQuery): Promise<Result<Page<PersonView>, Refusal>> {
    const after = pageAfter(this.cursors, LIST, cursor, afterSchema);
    if (!after.ok) return after;
    const rows = await this.people.page(this.settings.idleS, limit, after.value);
    return ok(pageFrom(this.cursors, LIST, { rows, limit, keyOf: ({ email }) => email }, (person) => person));
  }

  async one(id: AccountId): Promise<Result<PersonView, Refusal>> {
    const person = await this.people.byId(this.settings.idleS, id);
    return person === null ? noSuchAccount : ok(person);
  }
}
