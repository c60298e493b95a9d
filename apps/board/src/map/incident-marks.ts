import type { BoardIncident } from '@bongsu/situation/contract';
import type { MapScene } from './map-scene';
import classes from './world-map.module.css';

export interface IncidentMark {
  id: string;
  lat: number;
  lng: number;
  code: string;
  title: string;
  urgency: BoardIncident['urgency'];
  alertLevel: BoardIncident['alertLevel'];
  sealed: boolean;
  /** How many stand at this place when this mark lies on top of them; otherwise 1. */
  here: number;
  /** What a screen reader says and the pointer shows: code, title, urgency, level and seal in words. */
  label: string;
}

/** The marks of incidents are buttons in the page, so that they can be reached by keyboard and read aloud. */
export class IncidentMarks {
  private marks = new Map<string, { element: HTMLButtonElement; remove(): void; move(mark: IncidentMark): void }>();

  constructor(
    private readonly scene: MapScene,
    private readonly choose: (incidentId: string) => void,
  ) {}

  show(incidents: readonly IncidentMark[], chosenId: string | null): void {
    const present = new Set(incidents.map(({ id }) => id));
    for (const [id, mark] of this.marks) {
      if (present.has(id)) continue;
      mark.remove();
      this.marks.delete(id);
    }
    for (const incident of incidents) {
      const mark = this.marks.get(incident.id) ?? this.add(incident);
      mark.move(incident);
      dress(mark.element, incident, incident.id === chosenId);
    }
  }

  clear(): void {
    this.show([], null);
  }

  private add(incident: IncidentMark) {
    const element = document.createElement('button');
    element.type = 'button';
    element.classList.add(classes['incident'] ?? '');
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      this.choose(incident.id);
    });
    const marker = this.scene.pin(element, incident);
    const mark = { element, remove: () => void marker.remove(), move: (to: IncidentMark) => void marker.setLngLat([to.lng, to.lat]) };
    this.marks.set(incident.id, mark);
    return mark;
  }
}

function dress(element: HTMLButtonElement, incident: IncidentMark, chosen: boolean): void {
  element.dataset['level'] = incident.alertLevel;
  element.dataset['urgency'] = incident.urgency;
  element.dataset['sealed'] = String(incident.sealed);
  element.dataset['chosen'] = String(chosen);
  element.title = incident.label;
  element.setAttribute('aria-label', incident.label);
  element.replaceChildren(span('ring'), span('core'), span('code', incident.code));
  if (incident.sealed) element.append(span('lock'));
  if (incident.here > 1) element.append(span('here', String(incident.here)));
}

function span(name: string, text = ''): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = classes[name] ?? '';
  element.textContent = text;
  return element;
}
