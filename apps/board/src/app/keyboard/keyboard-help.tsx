import { Kbd, Modal, Table, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnPages } from '../own-pages';

export function KeyboardHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const own = useOwnPages();
  const rows: [keys: string, does: string][] = [
    ['n', t('shell.keyboard.report')],
    ...own.map(({ keys, name }): [string, string] => [keys, t(`shell.nav.${name}`)]),
    ['mod k', t('shell.keyboard.palette')],
    ['t', t('shell.keyboard.theme')],
    ['l', t('shell.keyboard.language')],
    ['?', t('shell.keyboard.help')],
    ['Esc', t('shell.keyboard.dialog')],
  ];
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.keyboard.title')} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('shell.keyboard.hint')}
      </Text>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {rows.map(([keys, does]) => (
            <Table.Tr key={keys}>
              <Table.Td w={120}>
                <Keys keys={keys} />
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation();
  const apple = /Mac|iP/.test(navigator.userAgent);
  const parts = keys.split(' ').map((key) => (key === 'mod' ? (apple ? '⌘' : 'Ctrl') : key));
  const joint = keys.startsWith('mod') ? '+' : t('shell.keyboard.then');
  return (
    <>
      {parts.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && (
            <Text span size="xs" c="dimmed" mx={5}>
              {joint}
            </Text>
          )}
          <Kbd>{key}</Kbd>
        </Fragment>
      ))}
    </>
  );
}
