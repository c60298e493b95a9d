import type { AlertLevel } from '@bongsu/incidents/contract';

/** The map's colours, read from the same tokens that the page uses. */
export interface Palette {
  sea: string;
  land: string;
  border: string;
  coast: string;
  text: string;
  dim: string;
  ground: string;
  accent: string;
  line: string;
  level: Record<AlertLevel, string>;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    sea: token('--map-sea'),
    land: token('--map-land'),
    border: token('--map-border'),
    coast: token('--map-coast'),
    text: token('--text'),
    dim: token('--text-dim'),
    ground: token('--ground'),
    accent: token('--accent'),
    line: token('--line-strong'),
    level: {
      none: token('--level-none'),
      attention: token('--level-attention'),
      caution: token('--level-caution'),
      alert: token('--level-alert'),
      serious: token('--level-serious'),
    },
  };
}
