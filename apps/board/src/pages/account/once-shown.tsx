import { Code, Group } from '@mantine/core';
import { CopyText } from '../../parts/copy-text';

/** A secret that is shown once, in letters that are not mistaken for one another, with a way to take it along. */
export function OnceShown({ text, label }: { text: string; label: string }) {
  return (
    <Group gap="sm" wrap="nowrap" align="center">
      <Code block fz="sm" aria-label={label} style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {text}
      </Code>
      <CopyText text={text} />
    </Group>
  );
}
