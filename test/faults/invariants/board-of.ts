import type { BoardState } from '@bongsu/situation/contract';
import { ApiClient } from '../load/api-client';
import type { World } from '../world/world';

/** The board of headquarters as one api serves it to somebody who opens it now. */
export async function boardOf(world: World, origin: string): Promise<{ cursor: string; state: BoardState }> {
  return new ApiClient([origin], world.credentials, 'hq-watch-1').read<{ cursor: string; state: BoardState }>('/board/snapshot');
}
