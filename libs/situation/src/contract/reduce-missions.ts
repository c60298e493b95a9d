import { MissionStatusChanged } from '@bongsu/missions/contract';
import { type KindReducer, on, told } from './reducer';

/** What became of the missions themselves: a crisis can move its embassy. */
export const missionReducers: readonly KindReducer[] = [
  on(MissionStatusChanged, (board, body) => {
    board.put('missionStatuses', body.missionId, body.to);
    return told(body.missionId, null);
  }),
];
