import { Button, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasskeyView } from '@bongsu/access/contract';
import { passkeysKey, usePasskeys, usePasskeysWork } from '../../data/passkeys';
import { Failure } from '../../parts/failure';
import { Moment } from '../../parts/moment';
import { Panel } from '../../parts/panel';
import { AddPasskeyModal, RemovePasskeyModal } from './passkey-modals';
import { useProofAsked } from './passkey-proof';

/** One's own passkeys: add one by the device at hand, see when each was used, remove what is lost. */
export function PasskeysPanel() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const passkeys = usePasskeys();
  const work = usePasskeysWork();
  const asked = useProofAsked();
  const [open, setOpen] = useState<'add' | PasskeyView | null>(null);
  const close = (): void => setOpen(null);
  const done = (said?: string): void => {
    close();
    void queries.invalidateQueries({ queryKey: [...passkeysKey] });
    if (said !== undefined) notifications.show({ color: 'green', message: said });
  };
  const items = passkeys.data?.items ?? [];
  return (
    <Panel
      title={t('signInWays.passkeys.title')}
      count={items.length}
      aside={
        work && (
          <Button size="compact-sm" variant="default" disabled={asked === undefined} onClick={() => setOpen('add')}>
            {t('signInWays.passkeys.add')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t(work ? 'signInWays.passkeys.intro' : 'signInWays.passkeys.unsupported')}
        </Text>
        {passkeys.error !== null && <Failure error={passkeys.error} onRetry={() => void passkeys.refetch()} />}
        {passkeys.isSuccess && items.length === 0 && <Text size="sm">{t('signInWays.passkeys.none')}</Text>}
        {items.length > 0 && <PasskeyTable items={items} onRemove={setOpen} />}
      </Stack>
      {open === 'add' && asked !== undefined && (
        <AddPasskeyModal asked={asked} onDone={() => done(t('signInWays.passkeys.added'))} onClose={close} />
      )}
      {open !== null && open !== 'add' && asked !== undefined && (
        <RemovePasskeyModal passkey={open} asked={asked} onDone={done} onClose={close} />
      )}
    </Panel>
  );
}

function PasskeyTable({ items, onRemove }: { items: readonly PasskeyView[]; onRemove: (passkey: PasskeyView) => void }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing={7}>
        <Table.Thead>
          <Table.Tr>
            {(['name', 'kind', 'created', 'used'] as const).map((column) => (
              <Table.Th key={column}>{t(`signInWays.passkeys.columns.${column}`)}</Table.Th>
            ))}
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((passkey) => (
            <Table.Tr key={passkey.id}>
              <Table.Td>{passkey.name}</Table.Td>
              <Table.Td>{t(passkey.synced ? 'signInWays.passkeys.synced' : 'signInWays.passkeys.single')}</Table.Td>
              <Table.Td>
                <Moment at={passkey.createdAt} />
              </Table.Td>
              <Table.Td>{passkey.lastUsedAt === null ? t('signInWays.passkeys.never') : <Moment at={passkey.lastUsedAt} />}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('signInWays.passkeys.removeNamed', { name: passkey.name })}
                  onClick={() => onRemove(passkey)}
                >
                  {t('signInWays.passkeys.remove')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
