import fc from 'fast-check';
import type { Climate } from './weather';

/** What people set about, and when. On what they do it they see on the board of that moment: `pick` chooses. */
export const actKinds = [
  'file-report',
  'open-incident',
  'acknowledge',
  'move-incident',
  'close-incident',
  'submit-request',
  'answer-offer',
  'move-shipment',
  'move-deployment',
  'withdraw-request',
] as const;
export interface Act {
  readonly atMs: number;
  readonly kind: (typeof actKinds)[number];
  readonly pick: number;
  /** Somebody else does the same at the same time, having read the same. */
  readonly rival: boolean;
}

export const faultKinds = [
  'kill-api',
  'kill-worker',
  'depose-leader',
  'end-sessions',
  'restart-database',
  'queues-forget',
  'queues-away',
  'clock-jump',
  'person-leaves',
] as const;
export interface Fault {
  readonly atMs: number;
  readonly kind: (typeof faultKinds)[number];
  readonly which: number;
  readonly lengthMs: number;
  readonly jumpMs: number;
}

/** Everything that one story follows from. */
export interface Schedule {
  /** In which order things come that come at about the same time. */
  readonly salt: number;
  readonly climate: Climate;
  readonly acts: readonly Act[];
  readonly faults: readonly Fault[];
}

/** People act and things go wrong for so long; then the weather is fair and the house comes to rest. */
export const BAD_WEATHER_MS = 12_000;

const weights: Readonly<Record<Act['kind'], number>> = {
  'file-report': 4,
  'open-incident': 3,
  acknowledge: 2,
  'move-incident': 2,
  'close-incident': 1,
  'submit-request': 4,
  'answer-offer': 9,
  'move-shipment': 8,
  'move-deployment': 8,
  'withdraw-request': 1,
};

const act: fc.Arbitrary<Act> = fc.record({
  atMs: fc.integer({ min: 0, max: BAD_WEATHER_MS }),
  kind: fc.oneof(...actKinds.map((kind) => ({ weight: weights[kind], arbitrary: fc.constant(kind) }))),
  pick: fc.nat({ max: 999 }),
  rival: fc.boolean(),
});

/** Nothing can be done about what is not there: each story begins with an incident and with somebody who asks for help. */
const opening: readonly Act[] = [
  { atMs: 50, kind: 'open-incident', pick: 0, rival: false },
  { atMs: 60, kind: 'file-report', pick: 0, rival: false },
  { atMs: 600, kind: 'submit-request', pick: 0, rival: false },
];

const fault: fc.Arbitrary<Fault> = fc.record({
  atMs: fc.integer({ min: 100, max: BAD_WEATHER_MS }),
  kind: fc.constantFrom(...faultKinds),
  which: fc.nat({ max: 7 }),
  lengthMs: fc.integer({ min: 50, max: 4_000 }),
  jumpMs: fc.integer({ min: -300_000, max: 300_000 }),
});

const seldom = fc.constantFrom(0, 0, 0.01, 0.04);
const often = fc.constantFrom(0, 0.05, 0.3);

const climate: fc.Arbitrary<Climate> = fc.record({
  'reset-before': seldom,
  'reset-after': seldom,
  'half-open': often,
  'between-statements': fc.constantFrom(0, 0.2, 0.6),
  slow: seldom,
  'hint-lost': often,
  'handed-out-twice': often,
  'queue-fails': often,
  'request-lost': often,
  'answer-lost': often,
  'request-twice': often,
});

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  salt: fc.integer({ min: 0, max: 0x7fff_ffff }),
  climate,
  acts: fc.array(act, { minLength: 10, maxLength: 34, size: 'max' }).map((acts) => [...opening, ...acts]),
  faults: fc.array(fault, { maxLength: 8, size: 'max' }),
});
