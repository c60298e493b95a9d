import { Text } from '@mantine/core';

/** What the server said itself, under the words of the board that leave something of it out. */
export function ServerText({ english }: { english: string | null }) {
  return (
    english !== null && (
      <Text size="xs" lang="en" mt={4}>
        {english}
      </Text>
    )
  );
}
