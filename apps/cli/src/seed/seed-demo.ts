import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DynamicModule, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, KnownAccounts, PutAccount, accessEntities } from '@bongsu/access';
import { newId, ok } from '@bongsu/kernel';
import { MissionDirectory, MissionsModule, missionsEntities, seedMissions } from '@bongsu/missions';
import { PersonalData, PlatformModule, type Settings, UnitOfWork, systemActor } from '@bongsu/platform';
import { ResourcesModule, resourcesEntities, seedResources } from '@bongsu/resources';
import { z } from 'zod';
import { DEMO_ACCOUNTS_FILE, type DemoAccount, demoAccountsSchema } from '../demo-accounts';
import { projectRoot } from '../project-root';
import { readKeptFile, writeKeptFile } from '../supervisor/kept-file';
import { type DemoPerson, demoPeople } from './demo-people';

export interface SeedOptions {
  readonly settings: Settings;
  /** Where `demo-accounts.json` is kept. */
  readonly home: string;
  /** Leave a database alone that has accounts already. */
  readonly ifEmpty: boolean;
}

export interface SeedReport {
  /** False: the database was in use and nothing was written. */
  readonly seeded: boolean;
  readonly missions: number;
  readonly hubs: number;
  readonly staff: number;
  readonly lots: number;
  readonly accounts: number;
}

const hubsSchema = z.object({ hubs: z.array(z.object({ missionId: z.string(), city: z.string() })).min(1) });

/**
 * The demo world: the real mission network, synthetic staff and supplies, and accounts with fresh passwords, which are written to a file
 * that only its owner reads and nowhere else. Run again, it adds what is missing and keeps what is there, the passwords above all.
 */
export async function seedDemo({ settings, home, ifEmpty }: SeedOptions): Promise<SeedReport> {
  const app = await NestFactory.createApplicationContext(SeedModule.with(settings), { logger: false, abortOnError: false });
  try {
    const reference = join(projectRoot(), 'data', 'reference');
    const { hubs } = hubsSchema.parse(JSON.parse(readFileSync(join(reference, 'hubs.json'), 'utf8')));
    const people = demoPeople(hubs);
    const file = join(home, DEMO_ACCOUNTS_FILE);
    const kept = readKeptFile(file, demoAccountsSchema) ?? [];
    const accountsThere = await app.get(KnownAccounts).count();
    const known = await app.get(KnownAccounts).knownAmong([...people, ...kept].map(({ email }) => email));
    if (ifEmpty && isInUse(accountsThere, known, kept))
      return { seeded: false, missions: 0, hubs: 0, staff: 0, lots: 0, accounts: accountsThere };
    const world = await seedWorld(app, reference);
    // The file first: an account whose password nobody knows would be worse than a password without its account.
    const accounts = people.map((person) => accountOf(person, kept));
    writeKeptFile(file, [...accounts, ...kept.filter(({ email }) => !people.some((person) => person.email === email))]);
    for (const person of people) await putIfMissing(app, person, accounts, known, kept);
    return { seeded: true, ...world, accounts: people.length };
  } finally {
    await app.close();
  }
}

/** A database with accounts is left alone, unless a seed of this very file was cut off in the middle: then it is brought to its end. */
function isInUse(accountsThere: number, known: ReadonlySet<string>, kept: readonly DemoAccount[]): boolean {
  if (accountsThere === 0) return false;
  const ours = kept.filter(({ email }) => known.has(email)).length;
  return ours === 0 || ours === kept.length;
}

async function seedWorld(app: INestApplicationContext, reference: string): Promise<Omit<SeedReport, 'seeded' | 'accounts'>> {
  const [work, directory] = [app.get(UnitOfWork), app.get(MissionDirectory)];
  const network = await work.run(seeding(), async (tx) => ok(await seedMissions(tx, reference)));
  if (!network.ok) throw new Error(network.refusal.message);
  await directory.refresh();
  const resources = await work.run(seeding(), async (tx) =>
    ok(await seedResources(tx, reference, directory.list(), app.get(PersonalData))),
  );
  if (!resources.ok) throw new Error(resources.refusal.message);
  const { missions, hubs } = network.value;
  const { staff, lots } = resources.value;
  return { missions, hubs, staff, lots };
}

/** With the password that the file has; with a fresh one when it has none. */
function accountOf({ email, grant }: DemoPerson, kept: readonly DemoAccount[]): DemoAccount {
  const before = kept.find((account) => account.email === email);
  const password = before?.password ?? randomBytes(12).toString('base64url');
  return { email, password, role: grant.role, missions: grant.missions };
}

/** Adds the account, or gives it a new password when nobody has the old one any more. */
async function putIfMissing(
  app: INestApplicationContext,
  person: DemoPerson,
  accounts: readonly DemoAccount[],
  known: ReadonlySet<string>,
  kept: readonly DemoAccount[],
): Promise<void> {
  const { email, displayName, grant } = person;
  if (known.has(email) && kept.some((account) => account.email === email)) return;
  const password = accounts.find((account) => account.email === email)?.password;
  if (password === undefined) return;
  const put = await app.get(PutAccount).execute({ email, displayName, password, grants: [grant] }, seeding());
  if (!put.ok) throw new Error(put.refusal.message);
}

const seeding = () => systemActor('seed', newId());

@Module({})
class SeedModule {
  static with(settings: Settings): DynamicModule {
    const entities = [...accessEntities, ...missionsEntities, ...resourcesEntities];
    return {
      module: SeedModule,
      imports: [PlatformModule.forProcess({ settings, name: 'seed', entities }), AccessModule, MissionsModule, ResourcesModule],
    };
  }
}
