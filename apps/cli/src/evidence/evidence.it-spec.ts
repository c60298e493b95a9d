import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { IncidentView, ReportView } from '@bongsu/incidents/contract';
import { Checkpointer, Database, JournalReader, newSigningKeyPem, signingKey } from '@bongsu/platform';
import fc from 'fast-check';
import { entities, modules } from '../../../../libs/situation/test/situation-app';
import { verifyEvidence } from '../../../../scripts/verify-evidence.mjs';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { seededMissions } from '../../../../test/harness/seeded-missions';
import { testSettings } from '../../../../test/harness/settings';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { EvidenceModule } from './evidence-module';
import { exportEvidence } from './export-evidence';
import { tarHeader } from './tar';

const script = join(projectRoot(), 'scripts', 'verify-evidence.mjs');
const hatay = { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' };

interface Link {
  readonly position: number;
  readonly salt?: string;
  readonly digest?: string;
  readonly entry?: {
    readonly id: string;
    readonly kind: string;
    readonly incidentId: string | null;
    readonly subject: { readonly id: string };
  };
}

describe('the evidence of an incident', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-test-evidence-'));
  const pem = newSigningKeyPem();
  const keyId = signingKey(pem).id;
  const bundle = join(folder, 'incident.tar');
  let test: TestApp;
  let cli: INestApplicationContext;
  let incident: IncidentView;
  let other: IncidentView;
  let early: ReportView;

  beforeAll(async () => {
    const overrides = { CHECKPOINT_KEY: pem, CHECKPOINT_FILE: join(folder, 'checkpoints.jws') };
    test = await startTestApp(modules, entities, overrides);
    await seededMissions(test.app);
    const ankara = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
      const answer = await test.call(ankara, method, `/api/v1${path}`, body);
      if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    };
    const open = (title: string): Promise<IncidentView> =>
      ask('POST', '/incidents', { title, category: 'earthquake', urgency: 'U1', lat: 36.2, lng: 36.16, zone: 'Europe/Istanbul' });
    const report = (more: object = {}): Promise<ReportView> =>
      ask('POST', '/reports', {
        summary: 'Two travellers cannot be reached',
        category: 'missing-person',
        urgency: 'U2',
        evidenceGrade: 'C',
        channel: 'phone',
        place: hatay,
        ...more,
      });
    const settings = testSettings({ DATABASE_URL: test.database.url, ...overrides });
    cli = await NestFactory.createApplicationContext(EvidenceModule.with(settings), { logger: false });

    other = await open('A matter of others');
    await cli.get(Checkpointer).onDemand();
    early = await report();
    incident = await open('Earthquake in Hatay');
    await ask('POST', `/incidents/${incident.id}/reports/${early.id}`);
    await report({ incidentId: other.id });
    await report({ incidentId: incident.id });
    await cli.get(Checkpointer).onDemand();
    await ask('POST', `/incidents/${other.id}/activate`, {});
    await ask('POST', `/incidents/${incident.id}/sitreps`, { highlights: '두 명의 소재를 확인 중' });
    await exportEvidence(cli, order());
  }, 60_000);
  afterAll(async () => {
    await cli.close();
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const order = (more: object = {}) => ({
    code: incident.code,
    out: bundle,
    reason: 'Request of the prosecution, 2026-117',
    requestedBy: 'person-1@test.invalid',
    ...more,
  });
  const verifier = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  const partOf = (name: string): string => {
    const archive = readFileSync(bundle);
    for (let at = 0; archive[at] !== 0;) {
      const size = Number.parseInt(archive.subarray(at + 124, at + 135).toString(), 8);
      const end = at + 512 + size;
      if (archive.subarray(at, at + 512).equals(tarHeader(name, size))) return archive.subarray(at + 512, end).toString('utf8');
      at += 512 + Math.ceil(size / 512) * 512;
    }
    throw new Error(`no ${name}`);
  };
  const links = (): Link[] =>
    partOf('chain.jsonl')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as Link);

  it('is found genuine by the published script, with nothing but Node, and signed with the published key', () => {
    const { status, stdout, stderr } = verifier(bundle, '--key', keyId);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`GENUINE: incident ${incident.code}`);
    expect(stdout).toContain('1 situation reports');
    expect(stdout).toContain('Request of the prosecution, 2026-117');
  });

  it('holds every entry of the incident, what its reports said before, and the record of its own export', async () => {
    const journal = await test.app.get(JournalReader).visible(0, 1_000);
    const ofIncident = journal.filter(
      ({ incidentId, subject }) => incidentId === incident.id || (subject.id === early.id && incidentId === null),
    );
    const shown = links().flatMap(({ entry }) => (entry === undefined ? [] : [entry.id]));
    expect(shown).toEqual(ofIncident.map(({ id }) => id));
    const kinds = links().flatMap(({ entry }) => (entry === undefined ? [] : [entry.kind]));
    expect(kinds).toContain('platform.evidence-exported');
    expect(kinds).toContain('incidents.report-filed');
  });

  it('tells of other entries that they were there, and not a word of what they say', () => {
    const archive = readFileSync(bundle, 'utf8');
    expect(links().filter(({ entry }) => entry === undefined).length).toBeGreaterThan(1);
    expect(links().filter(({ entry, salt }) => entry === undefined && salt !== undefined)).toEqual([]);
    for (const word of [other.id, other.code, 'A matter of others']) expect(archive).not.toContain(word);
  });

  it('stays as it is: one altered byte anywhere, and it is not genuine', () => {
    const whole = readFileSync(bundle);
    expect(() => verifyEvidence(whole)).not.toThrow();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = Buffer.from(whole);
        altered[at] = (altered[at] ?? 0) ^ by;
        expect(() => verifyEvidence(altered)).toThrow();
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it('is not genuine cut short, lengthened, or signed with another key than the published', () => {
    const whole = readFileSync(bundle);
    const cut = join(folder, 'cut.tar');
    for (const bytes of [
      whole.subarray(0, -512),
      Buffer.concat([whole, Buffer.alloc(512)]),
      whole.subarray(0, Math.floor(whole.length / 2)),
      Buffer.alloc(0),
    ]) {
      writeFileSync(cut, bytes);
      const { status, stderr } = verifier(cut);
      expect({ status, said: stderr.startsWith('NOT GENUINE') }).toEqual({ status: 1, said: true });
    }
    const { status, stderr } = verifier(bundle, '--key', signingKey(newSigningKeyPem()).id);
    expect({ status, said: stderr.includes('is signed with') }).toEqual({ status: 1, said: true });
  });

  it('carries for whom, when and why it was made, in two languages, and lies in a file for its owner alone', () => {
    for (const readme of ['README.ko.md', 'README.en.md']) {
      expect(partOf(readme)).toContain('person-1@test.invalid');
      expect(partOf(readme)).toContain('Request of the prosecution, 2026-117');
    }
    expect(statSync(bundle).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith('.evidence-'))).toEqual([]);
  });

  it('is on record with its reason before anything is written, and is not made for nobody or of nothing', async () => {
    const exports = async () =>
      (await test.app.get(Database).query("SELECT body FROM journal_entry WHERE kind = 'platform.evidence-exported'")).length;
    const before = await exports();
    await expect(exportEvidence(cli, order({ out: join(folder, 'no-such-folder', 'x.tar') }))).rejects.toThrow('ENOENT');
    expect(await exports()).toBe(before + 1);
    const told = await test.app.get(Database).query("SELECT body FROM journal_entry WHERE kind = 'platform.evidence-exported'");
    const kept = await test.app.get(Database).query('SELECT * FROM incidents_decision_reason WHERE incident_id = $1', [incident.id]);
    expect(kept.length).toBe(before + 1);
    expect(JSON.stringify([told, kept])).not.toContain('prosecution');
    // Why is read with the incident's other reasons, by network-wide eyes alone.
    const reasonsFor = async (grant: Parameters<TestApp['signIn']>[0]): Promise<string[]> => {
      const detail = await test.call(await test.signIn(grant), 'GET', `/api/v1/incidents/${incident.id}`);
      return (detail.body as { reasons: { act: string; reason: string }[] }).reasons.map(({ act, reason }) => `${act}: ${reason}`);
    };
    expect(await reasonsFor({ role: 'headquarters-watch-officer', missions: '*' })).toContain(`export-evidence: ${order().reason}`);
    expect(await reasonsFor({ role: 'head-of-mission', missions: ['KR-EMB-TR'] })).toEqual([]);
    await expect(exportEvidence(cli, order({ code: 'XXX-2026-9999' }))).rejects.toThrow(PlainFailure);
    await expect(exportEvidence(cli, order({ requestedBy: 'nobody@test.invalid' }))).rejects.toThrow(PlainFailure);
    expect(await exports()).toBe(before + 1);
  });
});
