import { Injectable } from '@nestjs/common';
import { type AccountId, Sensitive } from '@bongsu/kernel';
import { BlindIndex, type Opened, PersonalData, type Reading, type Sealed, type Tx, partOf } from '@bongsu/platform';
import type { AccountEntity } from './account.entity';
import { accountData } from './personal-data';

/** Name and address of an account as they lie in its row. */
export type SealedNames = Pick<AccountEntity, 'id' | 'email' | 'displayName'>;

/** The same in clear, for an answer; what was erased says so. */
export interface Names {
  readonly email: string;
  readonly displayName: string;
}

/** Name and address for the columns of an account. */
export interface NameColumns {
  readonly email: Sealed;
  readonly emailIndex: Buffer;
  readonly displayName: Sealed;
}

const NAMES = partOf(accountData, 'id', 'email', 'displayName');
const EMAIL = 'access_account.email';

/** The way of officials' names and addresses into the store and out of it. An address is found by its blind index, whatever its letter case. */
@Injectable()
export class AccountNames {
  constructor(
    private readonly personalData: PersonalData,
    private readonly blindIndex: BlindIndex,
  ) {}

  indexOf(email: string): Buffer {
    return this.blindIndex.of(EMAIL, 'e-mail', email);
  }

  /** For an account that is there or comes into being in this unit. Throws a PersonalDataFault when its person was erased. */
  async seal(tx: Tx, id: AccountId, { email, displayName }: Names): Promise<NameColumns> {
    const sealer = await this.personalData.forKnown(tx, accountData, id);
    return {
      email: sealer.seal('email', Sensitive.of(email.normalize('NFKC').trim().toLowerCase())),
      emailIndex: this.indexOf(email),
      displayName: sealer.seal('displayName', Sensitive.of(displayName)),
    };
  }

  async sealDisplayName(tx: Tx, id: AccountId, displayName: string): Promise<Sealed> {
    return (await this.personalData.forKnown(tx, accountData, id)).seal('displayName', Sensitive.of(displayName));
  }

  /** Without a record: for the person herself, and for what the program compares and shows nobody. */
  async open(row: SealedNames, tx?: Tx): Promise<Names> {
    return clear(await this.personalData.openUnseen(NAMES, row, tx));
  }

  /** One other person's, which goes on record. */
  async read(reading: Reading, row: SealedNames): Promise<Names> {
    return clear(await this.personalData.openOne(reading, NAMES, row));
  }

  /** How they are called, by id; each reading of another person's name goes on record. */
  async displayNames(reading: Reading, rows: readonly SealedNames[]): Promise<ReadonlyMap<string, string>> {
    const opened = await this.personalData.open(reading, NAMES, rows, { only: ['displayName'] });
    return new Map(opened.map(({ id, displayName }) => [id, displayName.reveal()]));
  }

  /**
   * `limit` of them by address, after the account `after`; one more tells that there are others, and is not on record as read. Erased ones come
   * last. Null when `after` is none of them.
   */
  async byAddress(reading: Reading, rows: readonly SealedNames[], after: AccountId | null, limit: number): Promise<NamedPage | null> {
    let [isKnown, hasMore] = [true, false];
    const shown = await this.personalData.openSome(reading, NAMES, rows, (opened) => {
      const ordered = [...opened].sort(inOrder);
      const from = after === null ? 0 : ordered.findIndex(({ id }) => id === after) + 1;
      isKnown = after === null || from > 0;
      hasMore = from + limit < ordered.length;
      return isKnown ? ordered.slice(from, from + limit) : [];
    });
    return isKnown ? { people: shown.map((row) => ({ id: row.id, ...clear(row) })), hasMore } : null;
  }
}

export interface NamedPage {
  readonly people: readonly (Names & { readonly id: AccountId })[];
  readonly hasMore: boolean;
}

const clear = ({ email, displayName }: Opened<SealedNames>): Names => ({ email: email.reveal(), displayName: displayName.reveal() });

function inOrder(one: Opened<SealedNames>, other: Opened<SealedNames>): number {
  if (one.email.isErased !== other.email.isErased) return one.email.isErased ? 1 : -1;
  const [a, b] = [`${one.email.reveal()} ${one.id}`, `${other.email.reveal()} ${other.id}`];
  return a < b ? -1 : Number(a > b);
}
