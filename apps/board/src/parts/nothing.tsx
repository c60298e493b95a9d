import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** An empty place says why it is empty and what would fill it. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack gap={4} py="lg" px="md" align="center" ta="center">
      <Text fw={600} size="sm">
        {title}
      </Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed" maw={420}>
          {children}
        </Text>
      )}
    </Stack>
  );
}
