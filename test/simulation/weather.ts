import type { World } from './engine/world';

/** What may go wrong at any moment, each with its probability while the weather is bad. */
export interface Climate {
  /** A connection breaks before the server has what was sent. */
  readonly 'reset-before': number;
  /** A connection breaks after the server did what was sent, a COMMIT perhaps, and before it said so. */
  readonly 'reset-after': number;
  /** Nobody tells the server that a client has died. */
  readonly 'half-open': number;
  /** Somebody else's statement comes between two of one message. */
  readonly 'between-statements': number;
  /** A message takes very long. */
  readonly slow: number;
  /** A hint between processes is lost. */
  readonly 'hint-lost': number;
  /** A job is handed out again although it is in hand. */
  readonly 'handed-out-twice': number;
  /** The queues do not take what they are given. */
  readonly 'queue-fails': number;
  /** A person's request never arrives. */
  readonly 'request-lost': number;
  /** The answer to a person's request never arrives. */
  readonly 'answer-lost': number;
  /** A person's request arrives twice. */
  readonly 'request-twice': number;
}

/** What goes on between two parts of the house. Fair weather still orders things by chance, but loses nothing. */
export class Weather {
  isBad = true;

  constructor(
    private readonly world: World,
    private readonly climate: Climate,
  ) {}

  happens(what: keyof Climate): boolean {
    if (!this.isBad && what !== 'between-statements') return false;
    return this.world.chance.happens(this.climate[what]);
  }

  /** How long a message is on its way. */
  wayMs(): number {
    const usualMs = this.world.chance.between(0.2, 3);
    return this.happens('slow') ? usualMs + this.world.chance.between(50, 1_500) : usualMs;
  }
}
