import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionScopes, permissions } from '@bongsu/access/contract';
import { permissionsDocument } from '../../apps/cli/src/permissions-document';

describe('the document of who may do what', () => {
  it('is what the program asks', () => {
    expect(readFileSync(join(__dirname, '../../docs/permissions.md'), 'utf8')).toBe(permissionsDocument());
  });

  it('says of every permission where it reaches', () => {
    expect(Object.keys(permissionScopes).sort()).toEqual(Object.keys(permissions).sort());
  });
});
