import { Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { alertLevels } from '@bongsu/incidents/contract';
import { LevelBadge } from '../parts/badges';
import classes from './legend.module.css';

export function Legend() {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const signs = ['hub', 'mission', 'closed', 'report', 'deployment', 'shipment', 'sealed'] as const;
  return (
    <div className={classes['legend']}>
      <div className={classes['levels']}>
        {alertLevels
          .filter((level) => level !== 'none')
          .map((level) => (
            <LevelBadge key={level} level={level} />
          ))}
        <UnstyledButton className={classes['title']} onClick={toggle} aria-expanded={opened}>
          {t('map.legend.title')}
          {opened ? <IconChevronDown size={14} aria-hidden /> : <IconChevronUp size={14} aria-hidden />}
        </UnstyledButton>
      </div>
      <Collapse expanded={opened}>
        <p className={classes['note']}>{t('map.legend.incident')}</p>
        <ul className={classes['signs']}>
          {signs.map((sign) => (
            <li key={sign}>
              <span className={classes['sign']} data-sign={sign} aria-hidden />
              {t(`map.legend.${sign}`)}
            </li>
          ))}
        </ul>
        <p className={classes['note']}>{t('map.legend.borders')}</p>
      </Collapse>
    </div>
  );
}
