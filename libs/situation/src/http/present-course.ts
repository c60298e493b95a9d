import type { Action, SitrepDocument } from '../domain/sitrep-document';
import type { Block, MissionName } from './presented';
import type { SitrepWords } from './sitrep-words';

/** What is still to do, and by when. */
export function open({ tasks, clocks }: SitrepDocument, words: SitrepWords, mission: MissionName): Block {
  const undated = tasks.filter((task) => task.dueAt === null).map((task) => [task.title, mission(task.ownerMissionId), '–', words.open]);
  const running = clocks.map((clock) => [
    `${words.clock[clock.code]}${clock.label === null ? '' : `: ${clock.label}`}`,
    clock.missionId === null ? '–' : mission(clock.missionId),
    clock.dueAt.local,
    clock.overdue ? words.overdue : words.open,
  ]);
  const rows = [...running, ...undated];
  if (rows.length === 0) return { kind: 'text', text: words.none };
  return {
    kind: 'table',
    columns: [
      { title: words.column.what },
      { title: words.column.who, share: 0.28 },
      { title: words.column.due, share: 0.19 },
      { title: words.column.status, share: 0.14 },
    ],
    rows,
  };
}

export function done({ done: { actions, earlier } }: SitrepDocument, words: SitrepWords, mission: MissionName): Block[] {
  const rest: Block[] = earlier === 0 ? [] : [{ kind: 'text', text: words.earlier(earlier) }];
  if (actions.length === 0) return [{ kind: 'text', text: words.none }];
  return [
    ...rest,
    {
      kind: 'table',
      columns: [{ title: words.column.when, share: 0.2 }, { title: words.column.kst, share: 0.2 }, { title: words.column.what }],
      rows: actions.map((action) => [action.at.local, action.at.kst, actionText(action, words, mission)]),
    },
  ];
}

function actionText({ code, count, missionId, fromMissionId, value, label }: Action, words: SitrepWords, mission: MissionName): string {
  const way =
    fromMissionId === null
      ? missionId === null
        ? null
        : mission(missionId)
      : `${mission(fromMissionId)} → ${missionId === null ? '–' : mission(missionId)}`;
  const about = [value === null ? null : valueText(code, value, words), way, label, count > 1 ? words.times(count) : null]
    .filter((part) => part !== null)
    .join(' · ');
  return about === '' ? words.action[code] : `${words.action[code]}: ${about}`;
}

function valueText(code: Action['code'], value: string, words: SitrepWords): string {
  const spoken: Readonly<Record<string, string>> | undefined = {
    state: words.incidentState,
    'alert-level': words.alertLevel,
    urgency: words.urgencies,
    'offer-declined': words.decline,
  }[code as string];
  return spoken?.[value] ?? value;
}
