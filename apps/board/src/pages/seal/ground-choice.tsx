import { Radio, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type SealGround, sealGrounds } from '@bongsu/incidents/contract';

export function GroundChoice({
  value,
  onChange,
  error,
}: {
  value: SealGround | null;
  onChange: (ground: SealGround) => void;
  error?: string | undefined;
}) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('seal.form.ground')} value={value} onChange={(ground) => onChange(ground)} required error={error}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} verticalSpacing={8} mt={6}>
        {sealGrounds.map((ground) => (
          <Radio key={ground} value={ground} label={t(`vocabulary.sealGround.${ground}`)} />
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
