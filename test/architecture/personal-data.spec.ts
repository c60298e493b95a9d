import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { personalDataDocument } from '../../apps/cli/src/personal-data-document';

describe('docs/personal-data.md', () => {
  it('says what the classifications say (`npx bongsu personal-data document` writes it)', async () => {
    expect(readFileSync(join(__dirname, '../../docs/personal-data.md'), 'utf8')).toBe(await personalDataDocument());
  });
});
