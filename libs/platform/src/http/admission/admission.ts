import { type AdmissionClass, type Room, admissionClasses } from './admission-class';

/** Why somebody was turned away. */
export type Shed = 'too-many-wait' | 'waited-too-long';

interface Waiting {
  readonly go: () => void;
  readonly timer: NodeJS.Timeout;
}

const others: readonly AdmissionClass[] = ['write', 'read', 'list'];

/**
 * Who may begin. Reports and acknowledgements have places of their own; everything else shares the rest, the more important first, and what waits
 * too long is told to come again. While the process is strained, lists go one at a time.
 */
export class Admission {
  private readonly running: Record<AdmissionClass, number> = { intake: 0, write: 0, read: 0, list: 0 };
  private readonly queues: Readonly<Record<AdmissionClass, Set<Waiting>>> = {
    intake: new Set(),
    write: new Set(),
    read: new Set(),
    list: new Set(),
  };

  constructor(
    private readonly room: Room,
    private readonly isStrained: () => boolean = () => false,
  ) {}

  /** Resolves with null when it may begin; whoever began must {@link leave}. Otherwise with why not. */
  enter(kind: AdmissionClass): null | Promise<Shed | null> | Shed {
    const queue = this.queues[kind];
    if (queue.size === 0 && this.isRoomFor(kind)) {
      this.running[kind] += 1;
      return null;
    }
    if (queue.size >= this.room.waiting[kind]) return 'too-many-wait';
    return new Promise((resolve) => {
      const one: Waiting = {
        go: () => {
          clearTimeout(one.timer);
          resolve(null);
        },
        timer: setTimeout(() => {
          queue.delete(one);
          resolve('waited-too-long');
        }, this.room.waitMs[kind]).unref(),
      };
      queue.add(one);
    });
  }

  leave(kind: AdmissionClass): void {
    this.running[kind] -= 1;
    this.callNext();
  }

  private callNext(): void {
    for (const kind of admissionClasses) {
      for (const one of this.queues[kind]) {
        if (!this.isRoomFor(kind)) break;
        this.queues[kind].delete(one);
        this.running[kind] += 1;
        one.go();
      }
    }
  }

  private isRoomFor(kind: AdmissionClass): boolean {
    const places = kind === 'list' && this.isStrained() ? 1 : this.room.places[kind];
    if (this.running[kind] >= places) return false;
    return kind === 'intake' || others.reduce((sum, one) => sum + this.running[one], 0) < this.room.inAll;
  }
}
