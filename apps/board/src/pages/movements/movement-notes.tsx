import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { deploymentActs, shipmentActs } from '@bongsu/dispatch/contract';
import { useMovementNotes } from '../../data/dispatch';
import { Failure } from '../../parts/failure';
import { Moment } from '../../parts/moment';
import { PageSkeleton } from '../../parts/page-skeleton';
import classes from './movements.module.css';

/** A note to go with the next step: null while nobody wants to write one. */
export function NoteField({ value, onChange }: { value: string | null; onChange: (note: string | null) => void }) {
  const { t } = useTranslation();
  if (value === null)
    return (
      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange('')}>
        {t('dispatch.notes.add')}
      </Button>
    );
  return (
    <Textarea
      className={classes['note'] ?? ''}
      label={t('dispatch.notes.label')}
      description={t('dispatch.notes.hint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={500}
      autosize
      autoFocus
      minRows={1}
    />
  );
}

/** The body of a step: with the note when there is one. */
export const stepBody = (note: string | null): { note: string } | undefined =>
  note === null || note.trim() === '' ? undefined : { note: note.trim() };

/** What was written with the steps so far. It is read when somebody asks for it, because each reading is on record. */
export function WrittenNotes({ kind, id, count }: { kind: 'deployments' | 'shipments'; id: string; count: number }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  if (count === 0) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open}>
        {t('dispatch.notes.read', { count })}
      </Button>
      <Modal opened={opened} onClose={close} title={t('dispatch.notes.title')} closeButtonProps={{ 'aria-label': t('parts.close') }}>
        {opened && <NoteList kind={kind} id={id} />}
      </Modal>
    </>
  );
}

function NoteList({ kind, id }: { kind: 'deployments' | 'shipments'; id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useMovementNotes(kind, id);
  const actWords = (act: string): string => {
    const deployment = deploymentActs.find((one) => one === act);
    const shipment = shipmentActs.find((one) => one === act);
    if (kind === 'deployments' && deployment !== undefined) return t(`dispatchVocabulary.deploymentAct.${deployment}`);
    return shipment === undefined ? act : t(`dispatchVocabulary.shipmentAct.${shipment}`);
  };
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PageSkeleton rows={2} />;
  return (
    <Stack gap="sm">
      {data.items.map(({ id: noteId, act, note, writtenAt }) => (
        <div key={noteId}>
          <Text size="xs" c="dimmed">
            <Moment at={writtenAt} /> · {actWords(act)}
          </Text>
          <Text style={{ whiteSpace: 'pre-wrap' }}>{note}</Text>
        </div>
      ))}
    </Stack>
  );
}
