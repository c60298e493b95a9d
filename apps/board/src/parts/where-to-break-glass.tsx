import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** For whoever may open another mission's data in an emergency: where that is done. */
export function WhereToBreakGlass() {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed" component="span">
      {t('decisions.glass.where')}{' '}
      <Anchor component={Link} to="/missions" size="sm" underline="always">
        {t('decisions.glass.toMissions')}
      </Anchor>
    </Text>
  );
}
