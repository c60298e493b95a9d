import { breakGlassPermissions, permissionScopes, permissions, type Permission, roles, scopes } from '@bongsu/access/contract';

/** docs/permissions.md: roles × permissions × scope, written from the literals that the program itself asks. */
export function permissionsDocument(): string {
  const names = Object.keys(permissions) as Permission[];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return `${[
    '# Who may do what',
    '',
    'Written by `npm run bongsu -- permissions-doc` from `libs/access/src/contract/permissions.ts` and `permission-scopes.ts`; a test compares the two.',
    'What stands here nowhere is refused. A role counts where its grant reaches: in named missions, or in the whole network.',
    '',
    row(['Permission', ...roles, 'Scope']),
    row(['---', ...roles.map(() => ':-:'), '---']),
    ...names.map((name) => row([`\`${name}\``, ...roles.map((role) => (carries(name, role) ? '●' : '')), scopes[permissionScopes[name]]])),
    '',
    '## Rights for a time',
    '',
    '| Held because of | Role | Reaches | Ends |',
    '| --- | --- | --- | --- |',
    '| delegation by a head of mission | head-of-mission | that mission | on its date (90 days at most), when revoked, or with the right of whoever made it; it is not passed on |',
    `| broken glass | duty-officer, of it only ${breakGlassPermissions.map((name) => `\`${name}\``).join(', ')} | the mission that was opened | after four hours at most, or by hand |`,
    '| deployment on task | duty-officer | the destination | with the task, or `DEPLOYMENT_RIGHTS_DAYS` later |',
    '',
    '## Decisions of two persons',
    '',
    '| What | Proposed and confirmed with | Lapses after |',
    '| --- | --- | --- |',
    '| alert level 심각 (`incidents.serious-alert`) | `incidents.alert-level.decide` | 4 hours |',
    '| making somebody an administrator (`access.grant-administrator`) | `access.people.manage` | 72 hours |',
  ].join('\n')}\n`;
}

const carries = (permission: Permission, role: string): boolean => (permissions[permission] as readonly string[]).includes(role);
