import { Injectable } from '@nestjs/common';
import { MissionDirectory } from '@bongsu/missions';
import { type Actor, Packed, visibilityOf } from '@bongsu/platform';
import { type BoardState, textBoard } from '../contract';
import { BoardStates } from './board-states';

/** The actor's board for a thin line. Made and packed once for all who see the same. */
@Injectable()
export class ReadTextBoard {
  private readonly packed = new WeakMap<BoardState, Packed>();

  constructor(
    private readonly boards: BoardStates,
    private readonly missions: MissionDirectory,
  ) {}

  async execute(actor: Actor): Promise<Packed> {
    const { state } = await this.boards.of(visibilityOf(actor));
    const known = this.packed.get(state);
    if (known !== undefined) return known;
    const cityOf = (id: string): [string, string] | null => {
      const mission = this.missions.get(id);
      return mission === undefined ? null : [mission.cityKo, mission.cityEn];
    };
    const made = new Packed(JSON.stringify(textBoard(state, cityOf)));
    this.packed.set(state, made);
    return made;
  }
}
