import { DeploymentEntity } from '../../../libs/dispatch/src/storage/deployment.entity';
import { OfferEntity } from '../../../libs/dispatch/src/storage/offer.entity';
import { RequestEntity } from '../../../libs/dispatch/src/storage/request.entity';
import { ShipmentEntity } from '../../../libs/dispatch/src/storage/shipment.entity';
import { IncidentEntity } from '../../../libs/incidents/src/storage/incident.entity';
import { headquarters } from '../house/actors';
import type { Api } from '../house/api';
import type { Fleet } from '../house/fleet';
import type { Story } from '../house/story';
import type { Act } from '../schedule';
import { type Intention, intentions } from './acts';
import { Client } from './client';
import { Ledger } from './ledger';

const entities = {
  incident: IncidentEntity,
  request: RequestEntity,
  offer: OfferEntity,
  shipment: ShipmentEntity,
  deployment: DeploymentEntity,
};

/** Who finds nothing to do on the board looks again, so often and after so long. */
const LOOKS = 6;
const LOOK_AGAIN_MS = 700;

/** The people of a story: they look at a board, read what they are about to change, and ask for it. */
export class Crowd {
  readonly ledger = new Ledger();
  private readonly client: Client;
  private readonly machine;
  private looking = 0;

  constructor(
    private readonly story: Story,
    private readonly fleet: Fleet,
  ) {
    this.machine = story.world.machine('people');
    this.client = new Client(story, fleet, this.machine);
  }

  /** Nobody waits for an answer any more. */
  get isQuiet(): boolean {
    return this.looking === 0 && this.ledger.isSettled;
  }

  does(act: Act): void {
    this.looking += 1;
    this.machine.run(() => void this.act(act).finally(() => (this.looking -= 1)));
  }

  private async act(act: Act, looks = LOOKS): Promise<void> {
    const { kind, pick, rival } = act;
    const api = this.story.world.chance.one(this.fleet.serving);
    const intention = api === undefined ? null : intentions[kind](api.board, pick);
    if (api === undefined || intention === null) {
      if (looks <= 1) return;
      await this.story.world.wait(LOOK_AGAIN_MS, this.machine);
      return this.act(act, looks - 1);
    }
    const ifVersion = pick % 6 === 1 ? undefined : await this.readVersion(api, intention);
    this.ask(kind, intention, ifVersion);
    if (!rival || intention.subject === null) return;
    const other = intentions[kind](api.board, pick + 1);
    const same = other?.subject?.id === intention.subject.id ? other : intention;
    this.ask(kind, { ...same, by: headquarters }, ifVersion);
  }

  private ask(kind: string, { by, subject, command }: Intention, ifVersion: number | undefined): void {
    const asked = this.ledger.begin(kind, subject?.id ?? null, ifVersion);
    // Taken away: the edge forgets what she had read.
    const sent = this.story.lacks.has('if-match') ? undefined : ifVersion;
    void this.client.send(asked, by, command(asked.key, sent));
  }

  /** GET: the ETag of what she is about to change. Undefined when she was not answered. */
  private async readVersion({ machine, cases }: Api, { subject }: Intention): Promise<number | undefined> {
    if (subject === null) return undefined;
    const { manager } = cases.database.source;
    const entity: new () => { id: string; version: number } = entities[subject.table];
    const read = machine.run(() => manager.findOneBy(entity, { id: subject.id })).catch(() => null);
    const row = await Promise.race([read, this.story.world.wait(2_000, this.machine).then(() => null)]);
    return row?.version;
  }
}
