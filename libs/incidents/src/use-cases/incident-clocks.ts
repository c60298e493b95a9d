import { type ClockDeclarations, DeclaresClocks, handOverClock } from '@bongsu/platform';
import { IncidentAcknowledged, IncidentOpened } from '../contract';

/** A mission is told of an incident the moment it is opened, on its board; the clock runs until a person there acknowledges it. */
@DeclaresClocks()
export class IncidentClocks implements ClockDeclarations {
  readonly clocks = [handOverClock('acknowledged', 'incident', IncidentOpened, [IncidentAcknowledged])];
}
