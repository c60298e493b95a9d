import type { TextBoard, TextIncident } from '@bongsu/situation/contract';
import { type Instant, msBetween } from '@bongsu/kernel';
import type { Language } from '../i18n/language';
import { formatSpan } from '../time/format';
import { fill, wordsOf } from './words';

interface LinesProps {
  readonly board: TextBoard;
  readonly language: Language;
  readonly now: Instant;
  /** Absent: this person may not, for this incident. */
  readonly acknowledge: (incident: TextIncident) => (() => void) | null;
}

export const cityOf = (board: TextBoard, language: Language, missionId: string | null, nobody: string): string =>
  missionId === null ? nobody : (board.missions[missionId]?.[language === 'ko' ? 0 : 1] ?? missionId);

/** Incidents as lines of text: what runs out first, for whom, what it is. */
export function IncidentLines({ board, language, now, acknowledge }: LinesProps) {
  const { text, urgency, state, level } = wordsOf(language);
  if (board.incidents.length === 0) return <p>{text.noIncidents}</p>;
  return (
    <>
      <ol className="words-lines">
        {board.incidents.map((incident) => {
          const act = incident.acknowledged ? null : acknowledge(incident);
          const late = incident.clock !== null && incident.clock.dueAt < now;
          return (
            <li key={incident.id} data-late={late}>
              <p>
                <b className="words-urgency" data-urgency={incident.urgency} title={urgency[incident.urgency]}>
                  {incident.urgency}
                </b>{' '}
                <span className="words-code">{incident.code}</span> {incident.seal !== null && <b className="words-seal">{text.sealed}</b>}{' '}
                <a href={`/incidents/${incident.id}`}>{incident.title}</a>
              </p>
              <p>
                <Clock board={board} incident={incident} language={language} now={now} />
              </p>
              <p className="words-quiet">
                {[
                  cityOf(board, language, incident.missionId, text.nobody),
                  state[incident.state],
                  level[incident.level],
                  fill(text.reports, { count: incident.reports }),
                  ...(incident.acknowledged ? [text.acknowledged] : []),
                ].join(' · ')}
                {act !== null && (
                  <button type="button" onClick={act}>
                    {text.acknowledge} <span className="words-hidden">{incident.code}</span>
                  </button>
                )}
              </p>
            </li>
          );
        })}
      </ol>
      {board.moreIncidents > 0 && <p>{fill(text.more, { count: board.moreIncidents })}</p>}
    </>
  );
}

function Clock({ board, incident: { clock, moreClocks }, language, now }: Omit<LinesProps, 'acknowledge'> & { incident: TextIncident }) {
  const { text, clock: names } = wordsOf(language);
  if (clock === null) return <span className="words-quiet">{text.noClock}</span>;
  const late = clock.dueAt < now;
  const span = formatSpan(msBetween(now, clock.dueAt), language);
  return (
    <>
      <b className={late ? 'words-late' : 'words-left'}>{fill(late ? text.late : text.left, { span })}</b> {names[clock.code]}
      {clock.missionId !== null && ` · ${cityOf(board, language, clock.missionId, text.nobody)}`}
      {moreClocks > 0 && ` · ${fill(text.moreClocks, { count: moreClocks })}`}
    </>
  );
}
