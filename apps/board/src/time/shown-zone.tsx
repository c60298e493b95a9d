import { type ReactNode, createContext, use, useMemo, useState } from 'react';
import { KST } from './format';
import { deviceZone } from './wall-time';

/** In which zone times are written: Korea's, UTC, or this device's. The place's own time stands in every hint beside them. */
export const shownZones = ['kst', 'utc', 'device'] as const;
export type ShownZone = (typeof shownZones)[number];

const STORED = 'bongsu.zone';
const ShownZoneContext = createContext<{ shown: ShownZone; zone: string; show(zone: ShownZone): void } | null>(null);

const zoneOf = (shown: ShownZone): string => (shown === 'kst' ? KST : shown === 'utc' ? 'UTC' : deviceZone());

function firstZone(): ShownZone {
  const stored = localStorage.getItem(STORED);
  return shownZones.find((zone) => zone === stored) ?? 'kst';
}

export function ShownZoneProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ShownZone>(firstZone);
  const value = useMemo(
    () => ({
      shown,
      zone: zoneOf(shown),
      show: (zone: ShownZone) => {
        localStorage.setItem(STORED, zone);
        setShown(zone);
      },
    }),
    [shown],
  );
  return <ShownZoneContext value={value}>{children}</ShownZoneContext>;
}

export function useShownZone() {
  const value = use(ShownZoneContext);
  if (value === null) throw new Error('The shown zone is not provided above this component.');
  return value;
}
