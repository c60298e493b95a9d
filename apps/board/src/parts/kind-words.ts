import type { TFunction } from 'i18next';

/** What is proposed, in words; a kind that this board does not know yet is shown by its name. */
export function kindWords(kind: string, t: TFunction): string {
  if (kind === 'incidents.serious-alert') return t('decisions.kind.seriousAlert');
  if (kind === 'access.grant-administrator') return t('decisions.kind.grantAdministrator');
  if (kind === 'situation.bulk-export') return t('decisions.kind.bulkExport');
  if (kind === 'incidents.unseal') return t('seal.unseal.kind');
  return kind;
}
