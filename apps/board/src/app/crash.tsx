import { Button, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** One page that fails does not take the board with it. */
export class Crash extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return <CrashNotice onAgain={() => this.setState({ failed: false })} />;
  }
}

function CrashNotice({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack align="center" justify="center" p="xl" mih={300} ta="center" role="alert">
      <Title order={2} size="h4">
        {t('shell.crash.title')}
      </Title>
      <Text c="dimmed">{t('shell.crash.text')}</Text>
      <Button onClick={onAgain}>{t('shell.crash.again')}</Button>
    </Stack>
  );
}
