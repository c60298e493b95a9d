import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BreakGlassView } from '@bongsu/access/contract';
import { MissionName } from './mission-name';

/** What was opened in an emergency: a mission, or a sealed incident by its code. */
export function GlassSubject({ glass: { subject, label } }: { glass: Pick<BreakGlassView, 'subject' | 'label'> }) {
  const { t } = useTranslation();
  if (subject.type === 'mission') return <MissionName id={subject.id} />;
  return (
    <Anchor component={Link} to={`/incidents/${subject.id}`} size="sm">
      {t('seal.glass.subject', { code: label ?? '' })}
    </Anchor>
  );
}
