import { Button, Group, Select, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessQuestion } from '../../data/access-records';

export const ways = ['account', 'staff', 'report', 'export', 'reader'] as const;
type Way = (typeof ways)[number];

export const isWay = (by: string | null): by is Way => ways.some((way) => way === by);

const wayOf = (asked: AccessQuestion | null): Way => (asked !== null && isWay(asked.by) ? asked.by : 'account');

/** Ids of persons and things are UUIDs; a reader may also be a job, which is called by its name. */
const isId = (by: Way, id: string): boolean => by === 'reader' || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** By what the record is looked through. It stays as it is while it is asked; only another address, as by going back, writes into it. */
export function AccessQuestionForm({ asked, onAsk }: { asked: AccessQuestion | null; onAsk: (question: AccessQuestion) => void }) {
  const { t } = useTranslation();
  const [by, setBy] = useState(wayOf(asked));
  const [id, setId] = useState(asked?.id ?? '');
  const [isWrong, setWrong] = useState(false);
  const [shown, setShown] = useState(asked);
  if (asked?.by !== shown?.by || asked?.id !== shown?.id) {
    setShown(asked);
    setBy(wayOf(asked));
    setId(asked?.id ?? '');
    setWrong(false);
  }
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = id.trim();
    setWrong(!isId(by, said));
    if (said !== '' && isId(by, said)) onAsk({ by, id: said });
  };
  return (
    <form onSubmit={ask} role="search" aria-label={t('privacy.title')}>
      <Group align="flex-start" gap="sm">
        <Select
          label={t('privacy.by.label')}
          data={ways.map((value) => ({ value, label: t(`privacy.by.${value}`) }))}
          value={by}
          onChange={(value) => setBy(value ?? 'account')}
          allowDeselect={false}
          flex="0 1 200px"
        />
        <TextInput
          label={t('privacy.id')}
          description={t(`privacy.idHint.${by}`)}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
          error={isWrong && t('privacy.idWrong')}
          flex="0 1 380px"
          miw={240}
          autoComplete="off"
          spellCheck={false}
          required
          withAsterisk={false}
        />
        <Button type="submit" mt={{ base: 0, sm: 22 }}>
          {t('privacy.ask')}
        </Button>
      </Group>
    </form>
  );
}
