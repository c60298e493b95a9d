import { type ClassifiedTable, classifiedTables, isProtected } from '@bongsu/platform';
import { loadLibraryFiles } from './library-files';

/** Loads what every library says about its tables, so that {@link classifiedTables} knows them all. */
export async function loadClassifications(): Promise<readonly ClassifiedTable[]> {
  await loadLibraryFiles(/^[a-z]+\/src\/storage\/personal-data\.[jt]s$/);
  return classifiedTables();
}

const INTRODUCTION = `# Personal data

Generated from the classifications beside the tables by \`npx bongsu personal-data document\`; do not edit by hand.

- **P0** nothing of a person: figures, codes, times, what a public feed said.
- **P1** a person in office: ids, staff and account numbers, what an official wrote for all who see the matter. Guarded by permissions.
- **P2** personal: names, addresses and telephone numbers, what somebody said of somebody or gave as a reason. Encrypted by field under a key of that person's own; each reading is on record.
- **P3** what the law protects most (PIPA art. 23 and 24, GDPR art. 9): as P2, opened one person at a time, never in a list on a screen, and in a file by two persons alone.

Encryption is AES-256-GCM. A data key for each subject is wrapped by a key-encryption key that the database never sees. Erasing somebody destroys
that key: rows and journal stay, and nobody can read them; an account is closed with it. What somebody reads of herself is no reading of another. Who read whose data, when, from where and why is kept for two years.
`;

/** The text of docs/personal-data.md. */
export async function personalDataDocument(): Promise<string> {
  const tables = [...(await loadClassifications())].sort((a, b) => (a.table < b.table ? -1 : 1));
  const guarded = tables.flatMap(({ table, columns, subject }) =>
    [...columns].filter(([, of]) => isProtected(of)).map(([column, of]) => `| \`${table}.${column}\` | ${of} | ${subject?.type ?? ''} |`),
  );
  const kept = tables.flatMap(({ retention, subject }) =>
    retention === null ? [] : [`| ${retention.class} | ${subject?.type ?? ''} | ${retention.kept} |`],
  );
  const open = tables.flatMap(({ table, openText }) => [...openText].map(([column, why]) => `| \`${table}.${column}\` | ${why} |`));
  const own = [
    '| access-record | reader and person | two years, then the database lets it go; sooner it refuses |',
    '| export-record | who asked for an export and why, and who took it | two years after it was asked for and last taken; sooner the database refuses |',
  ];
  return [
    INTRODUCTION,
    '## Encrypted columns\n',
    ['| Column | Class | Key of |', '| --- | --- | --- |', ...guarded].join('\n'),
    '\n## How long\n',
    ['| Class | Of | Kept |', '| --- | --- | --- |', ...kept, ...own].join('\n'),
    '\n## Free text that lies open\n',
    ['| Column | Why |', '| --- | --- |', ...open].join('\n'),
    '\n## Every table\n',
    ...tables.map(describe),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function describe({ table, columns, blindIndexes }: ClassifiedTable): string {
  const lines = (['P3', 'P2', 'P1', 'P0'] as const).flatMap((of) => {
    const names = [...columns].filter(([, is]) => is === of).map(([name]) => `\`${name}\``);
    return names.length === 0 ? [] : [`- ${of}: ${names.join(', ')}`];
  });
  const indexes = [...blindIndexes].map(([index, { column }]) => `- blind index \`${index}\` of \`${column}\``);
  return [`### ${table}\n`, ...lines, ...indexes, ''].join('\n');
}
