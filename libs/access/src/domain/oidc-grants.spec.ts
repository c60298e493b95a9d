import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { oidcMappingSchema } from '../contract';
import { grantsFrom, textOf } from './oidc-grants';

const mapping = oidcMappingSchema.parse({
  rules: [
    { claim: 'groups', value: 'bongsu-hq', role: 'headquarters-watch-officer', missions: '*' },
    { claim: 'groups', prefix: 'bongsu-duty-', role: 'duty-officer' },
    { claim: 'realm_access.roles', value: 'hub-warsaw', role: 'hub-coordinator', missions: ['KR-EMB-PL'] },
    { claim: 'https://ministry.example/post', value: 'head', role: 'duty-officer', missions: ['KR-EMB-TR'] },
  ],
});

describe('what the ministry says of a person becomes roles', () => {
  it('by an exact value, on the whole network', () => {
    expect(grantsFrom(mapping, { groups: ['other', 'bongsu-hq'] })).toEqual([{ role: 'headquarters-watch-officer', missions: '*' }]);
  });

  it('by a group per mission, whose missions add up', () => {
    expect(grantsFrom(mapping, { groups: ['bongsu-duty-KR-EMB-TR', 'bongsu-duty-KR-EMB-GR'] })).toEqual([
      { role: 'duty-officer', missions: ['KR-EMB-GR', 'KR-EMB-TR'] },
    ]);
  });

  it('by claims inside an object, claims whose name is an address, and claims that are one text', () => {
    expect(grantsFrom(mapping, { realm_access: { roles: ['hub-warsaw'] }, 'https://ministry.example/post': 'head' })).toEqual([
      { role: 'hub-coordinator', missions: ['KR-EMB-PL'] },
      { role: 'duty-officer', missions: ['KR-EMB-TR'] },
    ]);
  });

  it.each([
    ['nothing', {}],
    ['another group', { groups: ['bongsu-hq2'] }],
    ['a group that names no mission', { groups: ['bongsu-duty-', 'bongsu-duty-*', 'bongsu-duty-everything'] }],
    ['a claim of another type', { groups: { 'bongsu-hq': true }, realm_access: 'hub-warsaw' }],
    ['a claim that only the prototype has', { realm_access: { __proto__: { roles: ['hub-warsaw'] } } }],
  ])('and none by %s', (_, claims) => {
    expect(grantsFrom(mapping, claims)).toEqual([]);
  });

  it('reads a name only from text', () => {
    expect(textOf({ name: '  Invented Person ' }, 'name')).toBe('Invented Person');
    for (const name of [undefined, '', 7, {}, []]) expect(textOf({ name }, 'name')).toBeNull();
  });

  it.each([
    ['an unknown role', { rules: [{ claim: 'groups', value: 'x', role: 'king', missions: '*' }] }],
    ['a mission that is none', { rules: [{ claim: 'groups', value: 'x', role: 'duty-officer', missions: ['everywhere'] }] }],
    ['a role without its missions', { rules: [{ claim: 'groups', value: 'x', role: 'duty-officer' }] }],
    ['an unknown field', { rules: [{ claim: 'groups', prefix: 'x', role: 'duty-officer', missions: '*' }] }],
    ['no rule', { rules: [] }],
  ])('a mapping with %s is refused', (_, wrong) => {
    expect(oidcMappingSchema.safeParse(wrong).success).toBe(false);
  });
});

describe('the mappings in the runbook', () => {
  const runbook = readFileSync(join(__dirname, '../../../../docs/runbooks/sign-in.md'), 'utf8');
  const examples = [...runbook.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');

  it('are mappings', () => {
    expect(examples).toHaveLength(3);
    for (const example of examples) oidcMappingSchema.parse(JSON.parse(example));
  });

  it('do what the runbook says of them', () => {
    const first = oidcMappingSchema.parse(JSON.parse(examples[0] ?? ''));
    expect(grantsFrom(first, { groups: ['bongsu-duty-KR-EMB-TR'] })).toEqual([{ role: 'duty-officer', missions: ['KR-EMB-TR'] }]);
  });
});
