import { Skeleton } from '@mantine/core';
import { Suspense, lazy } from 'react';
import type { WorldMapProps } from './world-map';

const Loaded = lazy(() => import('./world-map').then(({ WorldMap }) => ({ default: WorldMap })));

/** The map and its library come in a file of their own, after the lists: what runs out of time is readable before the first tile is drawn. */
export function LazyWorldMap(props: WorldMapProps) {
  return (
    <Suspense fallback={<Skeleton h="100%" mih={220} radius={0} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
