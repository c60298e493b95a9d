import { type AlertLevel, type Urgency, alertLevels, urgencies } from '@bongsu/incidents/contract';

interface Placed {
  readonly lat: number;
  readonly lng: number;
  readonly urgency: Urgency;
  readonly alertLevel: AlertLevel;
}

/** About a hundred metres: what is closer covers each other at every zoom. */
const SAME_PLACE_DEGREES = 0.001;

const together = (one: Placed, other: Placed): boolean =>
  Math.abs(one.lat - other.lat) < SAME_PLACE_DEGREES && Math.abs(one.lng - other.lng) < SAME_PLACE_DEGREES;

const byWeight = (one: Placed, other: Placed): number =>
  alertLevels.indexOf(one.alertLevel) - alertLevels.indexOf(other.alertLevel) ||
  urgencies.indexOf(other.urgency) - urgencies.indexOf(one.urgency);

/**
 * The marks in the order in which they are drawn: the highest alert level last and so on top, then the most urgent.
 * `here`: how many stand at the place of this mark when it lies on top of them, otherwise 1.
 */
export function stackedMarks<Mark extends Placed>(marks: readonly Mark[]): (Mark & { readonly here: number })[] {
  const drawn = [...marks].sort(byWeight);
  return drawn.map((mark, index) => {
    const onTop = !drawn.slice(index + 1).some((above) => together(mark, above));
    return { ...mark, here: onTop ? drawn.filter((other) => together(mark, other)).length : 1 };
  });
}
