import { type CSSVariablesResolver, type MantineColorsTuple, createTheme, rem } from '@mantine/core';
import controls from './controls.module.css';

/** Celadon: the one accent. It is none of the four alert colours (blue, yellow, orange, red). */
const celadon: MantineColorsTuple = [
  '#e6f7f3',
  '#cdebe4',
  '#a5dccf',
  '#78cbb8',
  '#55bda6',
  '#3fa894',
  '#2a8c7a',
  '#1d7263',
  '#12594d',
  '#083f36',
];

/** Graphite with a little blue: surfaces of the dark scheme; index 0 is text, 2 dimmed text, 4 lines, 6 raised, 7 the ground. */
const dark: MantineColorsTuple = [
  '#e4ebf1',
  '#c5d0da',
  '#9caab7',
  '#7b8a98',
  '#33414d',
  '#25303a',
  '#19222a',
  '#0f161c',
  '#0b1116',
  '#070b0f',
];

export const theme = createTheme({
  primaryColor: 'celadon',
  primaryShade: { light: 7, dark: 4 },
  colors: { celadon, dark },
  autoContrast: true,
  black: '#12202a',
  fontFamily: "'Pretendard Variable', Pretendard, system-ui, sans-serif",
  headings: { fontFamily: "'Pretendard Variable', Pretendard, system-ui, sans-serif", fontWeight: '650' },
  fontSizes: { xs: rem(12), sm: rem(13.5), md: rem(15), lg: rem(17), xl: rem(20) },
  spacing: { xs: rem(6), sm: rem(10), md: rem(14), lg: rem(20), xl: rem(28) },
  radius: { xs: rem(3), sm: rem(5), md: rem(7), lg: rem(10), xl: rem(16) },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, multiline: true, maw: 320 } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.6 } } },
    Button: { defaultProps: { size: 'sm' } },
    Checkbox: { classNames: { input: controls['choice'] } },
    Radio: { classNames: { radio: controls['choice'] } },
    SegmentedControl: {
      classNames: { root: controls['segments'], indicator: controls['segmentIndicator'], label: controls['segmentLabel'] },
    },
  },
});

/** Where the library's own shades are too faint, they are taken from our tokens; those differ by scheme themselves. */
export const tokensForLibrary: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-dimmed': 'var(--text-dim)',
    '--mantine-color-placeholder': 'var(--text-dim)',
    '--mantine-color-body': 'var(--panel)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-celadon-light': 'var(--accent-soft)',
    '--mantine-color-celadon-light-hover': 'var(--accent-soft)',
    '--mantine-color-celadon-light-color': 'var(--accent)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--danger)',
    // The library writes white on filled controls in both schemes: they must be dark enough for it in both.
    '--mantine-color-celadon-filled': '#1d7263',
    '--mantine-color-celadon-filled-hover': '#12594d',
    '--mantine-color-red-filled': '#b3261e',
    '--mantine-color-red-filled-hover': '#8f1d17',
  };
  return { variables: {}, light: shared, dark: shared };
};
