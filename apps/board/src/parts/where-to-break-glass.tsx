import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** For whoever may open in an emergency what is not hers to see: where that is done. */
export function WhereToBreakGlass({ sealedToo = false }: { sealedToo?: boolean }) {
  const { t } = useTranslation();
  return (
    <Text size="sm" c="dimmed" component="span">
      {t('decisions.glass.where')}{' '}
      <Anchor component={Link} to="/missions" size="sm" underline="always">
        {t('decisions.glass.toMissions')}
      </Anchor>
      {sealedToo && (
        <>
          <br />
          {t('seal.glass.where')}{' '}
          <Anchor component={Link} to="/decisions?tab=glass" size="sm" underline="always">
            {t('seal.glass.toDecisions')}
          </Anchor>
        </>
      )}
    </Text>
  );
}
