import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ServiceAccountView, ServiceToken } from '@bongsu/access/contract';
import { currentLanguage } from '../../i18n';
import { StateBadge } from '../../parts/badges';
import { formatMoment } from '../../time/format';
import { useShownZone } from '../../time/shown-zone';
import { useNow } from '../../time/ticking';
import { GrantWords } from './grant-words';

export interface ServiceAct {
  readonly act: 'addToken' | 'revoke' | 'end';
  readonly service: ServiceAccountView;
  readonly tokenId: string | null;
}

export function ServiceCard({ service, onAct }: { service: ServiceAccountView; onAct: (act: ServiceAct) => void }) {
  const { t } = useTranslation();
  const { permissions } = service;
  return (
    <Stack gap="xs" p="md" className="surface">
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap={8}>
            <Text fw={600}>{service.name}</Text>
            {service.ended && <StateBadge tone="danger">{t('account.services.ended')}</StateBadge>}
          </Group>
          <GrantWords grants={service.grants} />
          <Text size="xs" c="dimmed" title={permissions?.join(', ')}>
            {permissions === null ? t('account.services.all') : t('account.services.some', { count: permissions.length })}
          </Text>
        </div>
        {!service.ended && (
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => onAct({ act: 'addToken', service, tokenId: null })}>
              {t('account.services.addToken')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => onAct({ act: 'end', service, tokenId: null })}>
              {t('account.services.end')}
            </Button>
          </Group>
        )}
      </Group>
      {service.tokens.map((token) => (
        <TokenRow key={token.id} token={token} onRevoke={() => onAct({ act: 'revoke', service, tokenId: token.id })} />
      ))}
    </Stack>
  );
}

function TokenRow({ token, onRevoke }: { token: ServiceToken; onRevoke: () => void }) {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const now = useNow();
  const moment = (at: string): string => formatMoment(at, currentLanguage(), zone, now);
  const used =
    token.lastUsedAt === null ? t('account.services.tokenUnused') : t('account.services.tokenUsed', { time: moment(token.lastUsedAt) });
  return (
    <Group justify="space-between" gap="xs">
      <Text size="xs" c="dimmed" className="figures">
        {t('account.services.token')} · {t('account.services.tokenUntil', { time: moment(token.expiresAt) })} · {used}
      </Text>
      {token.revokedAt === null ? (
        <Button size="compact-xs" variant="default" onClick={onRevoke}>
          {t('account.services.revoke')}
        </Button>
      ) : (
        <StateBadge tone="quiet">{t('account.services.revoked')}</StateBadge>
      )}
    </Group>
  );
}
