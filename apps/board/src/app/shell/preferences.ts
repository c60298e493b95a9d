import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { chooseLanguage, currentLanguage } from '../../i18n';

/** How the board looks to this person; kept in the browser, and nothing else is. */
export function usePreferences() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('dark') === 'dark';
  return {
    dark,
    switchTheme: () => setColorScheme(dark ? 'light' : 'dark'),
    switchLanguage: () => void chooseLanguage(currentLanguage() === 'ko' ? 'en' : 'ko'),
  };
}
