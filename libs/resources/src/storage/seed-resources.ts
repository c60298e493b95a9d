import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '@bongsu/missions';
import { Sensitive } from '@bongsu/kernel';
import type { PersonalData, Tx } from '@bongsu/platform';
import type { CatalogueItem } from '../contract';
import { demoStaff } from '../domain/demo-staff';
import { demoStock } from '../domain/demo-stock';
import type { SeededMission } from '../domain/demo-world';
import { staffData } from './personal-data';

export type { SeededMission } from '../domain/demo-world';

/** What seeding wrote anew; nothing on a second run. */
export interface ResourceSeedReport {
  readonly items: number;
  readonly staff: number;
  readonly lots: number;
}

/**
 * The catalogue from `supplies.csv` in the reference folder, and synthetic staff and supplies for the given missions. Everything synthetic
 * is flagged so in its row. May be run again: what is there is left alone; only the catalogue follows its file.
 */
export async function seedResources(
  tx: Tx,
  referenceFolder: string,
  missions: readonly SeededMission[],
  personalData: PersonalData,
): Promise<ResourceSeedReport> {
  const catalogue = readCatalogue(referenceFolder);
  await putCatalogue(tx, catalogue);
  const staff = await addStaff(tx, missions, personalData);
  const lots = await addLots(tx, missions, catalogue);
  return { items: catalogue.length, staff, lots };
}

/** Throws when the file lacks a column or a figure is none: wrong reference data must not start. */
function readCatalogue(referenceFolder: string): CatalogueItem[] {
  return parseCsv(readFileSync(join(referenceFolder, 'supplies.csv'), 'utf8')).map((row) => ({
    itemCode: text(row, 'item_code'),
    category: text(row, 'category'),
    nameEn: text(row, 'name_en'),
    nameKo: text(row, 'name_ko'),
    unit: text(row, 'unit'),
    weightKg: figure(row, 'weight_kg'),
    volumeL: figure(row, 'volume_l'),
  }));
}

function text(row: Readonly<Record<string, string>>, column: string): string {
  const value = row[column];
  if (value === undefined || value === '') throw new Error(`supplies.csv: a row has no ${column}`);
  return value;
}

function figure(row: Readonly<Record<string, string>>, column: string): number | null {
  const value = row[column];
  if (value === undefined || value === '') return null;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Error(`supplies.csv: ${column} of ${row['item_code'] ?? '?'} is not a number`);
  return number;
}

async function putCatalogue(tx: Tx, catalogue: readonly CatalogueItem[]): Promise<void> {
  await tx.query(
    `INSERT INTO resources_catalogue_item (item_code, category, name_en, name_ko, unit, weight_kg, volume_l)
     SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS r("itemCode" text, "category" text, "nameEn" text, "nameKo" text, "unit" text, "weightKg" float8, "volumeL" float8)
     ON CONFLICT (item_code) DO UPDATE SET category = excluded.category, name_en = excluded.name_en, name_ko = excluded.name_ko,
       unit = excluded.unit, weight_kg = excluded.weight_kg, volume_l = excluded.volume_l`,
    [JSON.stringify(catalogue)],
  );
}

async function addStaff(tx: Tx, missions: readonly SeededMission[], personalData: PersonalData): Promise<number> {
  const people = demoStaff(missions, tx.now);
  const known = await tx.query<{ staff_no: string }>('SELECT staff_no FROM resources_staff WHERE staff_no = ANY($1::text[])', [
    people.map(({ staffNo }) => staffNo),
  ]);
  const there = new Set(known.map(({ staff_no }) => staff_no));
  const missing = people.filter(({ staffNo }) => !there.has(staffNo));
  const sealers = await personalData.forAllNew(
    tx,
    staffData,
    missing.map(({ id }) => id),
  );
  const rows = missing.map((person, at) => ({
    ...person,
    displayName: sealers[at]?.seal('displayName', Sensitive.of(person.displayName)),
  }));
  const added = await tx.query(
    `INSERT INTO resources_staff (id, staff_no, display_name, mission_id, grade, skills, languages, visas, state, last_return_at, rest_until, synthetic, version)
     SELECT "id", "staffNo", "displayName", "missionId", "grade", ARRAY(SELECT jsonb_array_elements_text("skills")), "languages", "visas", "state", "lastReturnAt", "restUntil", true, 1
       FROM jsonb_to_recordset($1::jsonb) AS r("id" uuid, "staffNo" text, "displayName" text, "missionId" text, "grade" text, "skills" jsonb, "languages" jsonb,
                                               "visas" jsonb, "state" text, "lastReturnAt" timestamptz, "restUntil" timestamptz)
     ON CONFLICT (staff_no) DO NOTHING RETURNING 1 AS one`,
    [JSON.stringify(rows)],
  );
  return added.length;
}

async function addLots(tx: Tx, missions: readonly SeededMission[], catalogue: readonly CatalogueItem[]): Promise<number> {
  const added = await tx.query(
    `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, expires_at, condition, synthetic, version)
     SELECT "id", "lotNo", "itemCode", "missionId", "quantity", 0, "unit", "expiresAt", "condition", true, 1
       FROM jsonb_to_recordset($1::jsonb) AS r("id" uuid, "lotNo" text, "itemCode" text, "missionId" text, "quantity" int, "unit" text, "expiresAt" timestamptz, "condition" text)
     ON CONFLICT (id) DO NOTHING RETURNING 1 AS one`,
    [JSON.stringify(demoStock(missions, catalogue, tx.now))],
  );
  return added.length;
}
