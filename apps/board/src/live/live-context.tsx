import { createContext, use, useSyncExternalStore } from 'react';
import type { BoardState } from '@bongsu/situation/contract';
import type { LiveStore, LiveView } from './live-store';

export type BoardStore = LiveStore<BoardState>;

export const LiveContext = createContext<BoardStore | null>(null);

export function useBoardStore(): BoardStore {
  const store = use(LiveContext);
  if (store === null) throw new Error('The live store is not provided above this component.');
  return store;
}

/** A part of the picture, by reference: the component renders again only when that part was replaced. `select` must not build anything. */
export function useLive<Part>(select: (view: LiveView<BoardState>) => Part): Part {
  const store = useBoardStore();
  const read = (): Part => select(store.current());
  return useSyncExternalStore(store.subscribe, read, read);
}

export function useBoard(): BoardState {
  return useLive((view) => view.state);
}
