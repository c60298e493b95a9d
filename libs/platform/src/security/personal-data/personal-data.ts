import { Injectable } from '@nestjs/common';
import { Sensitive } from '@bongsu/kernel';
import type { Tx } from '../../database/transaction';
import { AccessRecords, type OpenedSubject } from './access-records';
import { type Classified, placeOf } from './classification';
import { DataKeys } from './data-keys';
import { PersonalDataFault } from './fault';
import type { Reading } from './reading';
import { type DataKey, type Sealed, dataKeyIdOf, openValue, sealValue } from './sealed-value';

/** Encrypts the values of one subject for their columns. */
export interface Sealer<Row extends object> {
  seal(property: keyof Row & string, value: Sensitive): Sealed;
  maybe(property: keyof Row & string, value: Sensitive | null): Sealed | null;
}

/** A row of which the encrypted columns in `Of` were opened. */
export type Opened<Row, Of extends keyof Row = keyof Row> = {
  [Property in keyof Row]: Property extends Of
    ? Row[Property] extends Sealed
      ? Sensitive
      : Row[Property] extends Sealed | null
        ? Sensitive | null
        : Row[Property]
    : Row[Property];
};

/** Which columns are opened (all, unless said), and for the sake of which incident each row is read. */
export interface Openings<Row, Of extends keyof Row> {
  readonly only?: readonly Of[];
  readonly caseOf?: (row: Row) => string | null;
}

/**
 * The way of personal data into the store and out of it. Stores use it beside their queries; it knows nothing of TypeORM. Opening rows asks for
 * their keys with one statement, however many there are, and writes who read whose data and why with another.
 */
@Injectable()
export class PersonalData {
  constructor(
    private readonly keys: DataKeys,
    private readonly records: AccessRecords,
  ) {}

  /** For a subject that comes into being in this unit. */
  async forNew<Row extends object>(tx: Tx, of: Classified<Row>, subjectId: string): Promise<Sealer<Row>> {
    const [sealer] = await this.forAllNew(tx, of, [subjectId]);
    if (sealer === undefined) throw new Error('no key was made');
    return sealer;
  }

  /** The same for many, in the order of their ids. */
  async forAllNew<Row extends object>(tx: Tx, of: Classified<Row>, subjectIds: readonly string[]): Promise<Sealer<Row>[]> {
    const keys = await this.keys.make(
      tx,
      subjectIds.map((id) => ({ type: typeOf(of), id })),
    );
    return keys.map((key) => sealerOf(of, key));
  }

  /** For a subject that may have a key already. Throws a PersonalDataFault when it was erased. */
  async forKnown<Row extends object>(tx: Tx, of: Classified<Row>, subjectId: string): Promise<Sealer<Row>> {
    return sealerOf(of, await this.keys.ofSubject(tx, { type: typeOf(of), id: subjectId }));
  }

  /** The same; null when the subject was erased, for whoever has a refusal of its own for that. */
  async forStanding<Row extends object>(tx: Tx, of: Classified<Row>, subjectId: string): Promise<Sealer<Row> | null> {
    try {
      return await this.forKnown(tx, of, subjectId);
    } catch (fault) {
      if (fault instanceof PersonalDataFault && fault.code === 'personal-data.subject-erased') return null;
      throw fault;
    }
  }

  async openOne<Row extends object, Of extends keyof Row = keyof Row>(
    reading: Reading,
    of: Classified<Row>,
    row: Row,
    openings: Openings<Row, Of> = {},
  ): Promise<Opened<Row, Of>> {
    const [opened] = await this.open(reading, of, [row], openings);
    if (opened === undefined) throw new Error('a row was lost');
    return opened;
  }

  /**
   * Opens the encrypted columns of rows. What was erased comes as an erased Sensitive; what cannot be opened throws a PersonalDataFault, and
   * nothing is answered.
   */
  async open<Row extends object, Of extends keyof Row = keyof Row>(
    reading: Reading,
    of: Classified<Row>,
    rows: readonly Row[],
    openings: Openings<Row, Of> = {},
  ): Promise<Opened<Row, Of>[]> {
    return this.openSome(reading, of, rows, (opened) => opened, openings);
  }

  /**
   * Opens rows to put them in order or to find some among them by what they say: `choose` answers those that the reader is shown, and only they go
   * on record.
   */
  async openSome<Row extends object, Of extends keyof Row = keyof Row>(
    reading: Reading,
    of: Classified<Row>,
    rows: readonly Row[],
    choose: (opened: readonly Opened<Row, Of>[]) => readonly Opened<Row, Of>[],
    { only, caseOf = () => null }: Openings<Row, Of> = {},
  ): Promise<Opened<Row, Of>[]> {
    const all = await this.opened(of, rows, only, reading.tx);
    const chosen = choose(all.map(({ clear }) => clear));
    const shown = new Set(chosen);
    const subjects = new Map<string, OpenedSubject>();
    for (const { row, clear, keys } of all)
      if (shown.has(clear)) for (const key of keys) subjects.set(key.id, { ...key.subject, incidentId: caseOf(row) });
    await this.records.write(
      reading,
      [...subjects.values()].filter(({ id }) => !isReader(reading, id)),
    );
    return [...chosen];
  }

  /** Opens a row without a record: for the person herself, and for what the program compares and nobody is shown. */
  async openUnseen<Row extends object, Of extends keyof Row = keyof Row>(
    of: Classified<Row>,
    row: Row,
    tx?: Tx,
    only?: readonly Of[],
  ): Promise<Opened<Row, Of>> {
    const [one] = await this.opened(of, [row], only, tx);
    if (one === undefined) throw new Error('a row was lost');
    return one.clear;
  }

  private async opened<Row extends object, Of extends keyof Row>(
    of: Classified<Row>,
    rows: readonly Row[],
    only: readonly Of[] | undefined,
    tx: Tx | undefined,
  ): Promise<{ row: Row; clear: Opened<Row, Of>; keys: readonly DataKey[] }[]> {
    const found = rows.map((row) => sealedIn(of, row, only));
    const ids = found.flatMap((values) => values.map(({ keyId }) => keyId));
    const keys = await this.keys.byIds(ids, tx);
    return rows.map((row, at) => {
      const clear: Record<string, Sensitive> = {};
      const used: DataKey[] = [];
      for (const { property, place, value, keyId } of found[at] ?? []) {
        const key = keys.get(keyId);
        if (key === undefined) throw missingKey(place);
        clear[property] = key === 'destroyed' ? Sensitive.erased() : Sensitive.of(openValue(mustBeOf(key, of, row, place), place, value));
        if (key !== 'destroyed') used.push(key);
      }
      return { row, clear: { ...row, ...clear } as Opened<Row, Of>, keys: used };
    });
  }
}

/** What somebody reads of herself is no reading of another. */
const isReader = ({ actor }: Reading, subjectId: string): boolean => actor.kind === 'person' && actor.id === subjectId;

function sealerOf<Row extends object>(of: Classified<Row>, key: DataKey): Sealer<Row> {
  const seal: Sealer<Row>['seal'] = (property, value) => {
    if (value.isErased)
      throw new PersonalDataFault('personal-data.subject-erased', 'What was erased cannot be kept again.', 'Enter it anew.');
    return sealValue(key, placeOf(of, property), value.reveal());
  };
  return { seal, maybe: (property, value) => (value === null ? null : seal(property, value)) };
}

interface SealedField {
  readonly property: string;
  readonly place: string;
  readonly value: string;
  readonly keyId: string;
}

function sealedIn<Row extends object>(of: Classified<Row>, row: Row, only?: readonly (keyof Row)[]): SealedField[] {
  return of.protectedFields.flatMap(({ property, place }) => {
    const value: unknown = row[property];
    if (typeof value !== 'string' || only?.includes(property) === false) return [];
    return [{ property, place, value, keyId: dataKeyIdOf(place, value) }];
  });
}

/** The key's own subject is authenticated with the value; that it is the row's, a moved row would not say. */
function mustBeOf<Row extends object>(key: DataKey, of: Classified<Row>, row: Row, place: string): DataKey {
  if (key.subject.type === typeOf(of) && key.subject.id === of.subjectId(row)) return key;
  throw new PersonalDataFault(
    'personal-data.value-altered',
    `A value of ${place} belongs to another person than its row.`,
    'Restore the row from a backup, and look in the record who changed it.',
  );
}

const typeOf = ({ subject, table }: { subject: { type: string } | null; table: string }): string => {
  if (subject === null) throw new Error(`${table} says nothing about whose data it holds`);
  return subject.type;
};

const missingKey = (place: string): PersonalDataFault =>
  new PersonalDataFault(
    'personal-data.data-key-missing',
    `The data key of a value of ${place} is not in the database.`,
    'Restore platform_data_key from the backup that the row came from.',
  );
