import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakGlassView } from '@bongsu/access/contract';
import { accountKeys } from '../../data/account';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { paths } from '../../data/paths';
import { StateBadge } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { GlassSubject } from '../../parts/glass-subject';
import { Moment } from '../../parts/moment';
import { whoWords } from '../../parts/who-words';
import { ReviewModal } from './review-modal';

export function BreakGlassRow({ glass }: { glass: BreakGlassView }) {
  const { t } = useTranslation();
  const [reviewing, review] = useState(false);
  const deed = useDeed([decisionKeys.breakGlass, accountKeys.me]);
  const isOpen = glass.endedAt === null;
  return (
    <Group justify="space-between" align="flex-start" gap="md" py="xs">
      <Stack gap={4} flex="1 1 320px">
        <Group gap={8}>
          <Text size="sm" fw={600}>
            {glass.openedBy === null ? '–' : whoWords(glass.openedBy, t)}
          </Text>
          <Text size="sm">→</Text>
          <GlassSubject glass={glass} />
          <StateBadge {...(isOpen ? { tone: 'danger' as const } : {})}>
            {t(isOpen ? 'decisions.glass.open' : 'decisions.glass.over')}
          </StateBadge>
        </Group>
        <Text size="sm">
          {t(`decisions.glass.reason.${glass.reasonCode}`)}: {glass.reason}
        </Text>
        <Text size="xs" c="dimmed">
          <Moment at={glass.openedAt} /> – <Moment at={glass.endedAt ?? glass.until} />
        </Text>
        {glass.review !== null && (
          <Text size="xs" c="dimmed">
            {t(`decisions.glass.outcome.${glass.review.outcome}`)}
            {glass.review.by !== null && ` · ${whoWords(glass.review.by, t)}`}
            {glass.review.note !== null && ` · ${glass.review.note}`}
          </Text>
        )}
      </Stack>
      <Group gap="xs">
        {isOpen && <Countdown dueAt={glass.until} />}
        {glass.permitted.includes('end') && (
          <Button variant="default" loading={deed.pending} onClick={() => deed.do({ path: paths.breakGlass(glass.id, 'end') })}>
            {t('decisions.glass.end')}
          </Button>
        )}
        {glass.permitted.includes('review') && <Button onClick={() => review(true)}>{t('decisions.glass.review')}</Button>}
      </Group>
      {reviewing && <ReviewModal glass={glass} onClose={() => review(false)} />}
    </Group>
  );
}
