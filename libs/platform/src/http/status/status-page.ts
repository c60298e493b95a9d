import type { Leg, LegState, Standing } from '../../contract/standing';

type Language = 'ko' | 'en';

interface Words {
  readonly title: string;
  readonly status: Readonly<Record<LegState, string>>;
  readonly state: Readonly<Record<LegState, string>>;
  readonly leg: Readonly<Record<Leg, string>>;
  readonly broken: Readonly<Record<Leg, string>>;
  readonly archive: string;
  readonly archiveOff: string;
  readonly now: string;
  readonly probed: (at: string | null) => string;
}

const words: Readonly<Record<Language, Words>> = {
  ko: {
    title: '봉수 상태',
    status: {
      ok: '정상: 신고가 상황판과 작업자까지 닿습니다',
      broken: '장애: 아래 표시된 곳에서 끊겼습니다',
      unknown: '확인 중: 아직 끝까지 확인되지 않았습니다',
    },
    state: { ok: '정상', broken: '끊김', unknown: '알 수 없음' },
    leg: {
      door: '접수 창구 (HTTP)',
      database: '저장 (데이터베이스)',
      sequencer: '기록 순번 매기기',
      board: '상황판 전송',
      queues: '작업 대기열',
      worker: '작업 처리',
    },
    broken: {
      door: '접수가 되지 않습니다. 전화로 보고하십시오.',
      database: '저장되지 않습니다. 상황판은 마지막 내용을 보여 줍니다. 작성 중인 신고를 보관하고 다시 보내십시오.',
      sequencer: '신고는 저장되지만 상황판에 늦게 나타납니다.',
      board: '신고는 저장됩니다. 상황판을 새로 고쳐 확인하십시오.',
      queues: '신고와 상황판은 계속됩니다. 지원 제안과 알림은 기다립니다. 급한 것은 전화로 알리십시오.',
      worker: '신고와 상황판은 계속됩니다. 지원 제안과 알림은 기다립니다. 급한 것은 전화로 알리십시오.',
    },
    archive: '데이터베이스 밖 보관 (WAL)',
    archiveOff: '사용 안 함',
    now: '현재',
    probed: (at) => (at === null ? '자체 점검 기록이 아직 없습니다' : `마지막 자체 점검: ${at}`),
  },
  en: {
    title: 'Bongsu status',
    status: {
      ok: 'Well: a report reaches the boards and the workers',
      broken: 'Broken: it stops where this is marked below',
      unknown: 'Not known yet: nothing has gone the whole way so far',
    },
    state: { ok: 'ok', broken: 'broken', unknown: 'not known' },
    leg: {
      door: 'Door (HTTP)',
      database: 'Storing (database)',
      sequencer: 'Numbering the journal',
      board: 'Sending to boards',
      queues: 'Queues',
      worker: 'Workers',
    },
    broken: {
      door: 'Nothing can be filed. Report by telephone.',
      database: 'Nothing is stored. Boards show what they had. Keep what you were writing and send it again.',
      sequencer: 'Reports are stored and come to boards late.',
      board: 'Reports are stored. Load the board anew to see them.',
      queues: 'Reports and boards go on. Offers and reminders wait. Tell what is urgent by telephone.',
      worker: 'Reports and boards go on. Offers and reminders wait. Tell what is urgent by telephone.',
    },
    archive: 'Kept outside the database too (WAL)',
    archiveOff: 'off',
    now: 'Now',
    probed: (at) => (at === null ? 'Not probed yet' : `Last probed: ${at}`),
  },
};

/** Loads nothing, runs nothing, asks again every ten seconds by itself. Both languages, the reader's own first. */
export function statusPage(standing: Standing, first: Language): string {
  const order: readonly Language[] = first === 'ko' ? ['ko', 'en'] : ['en', 'ko'];
  return `<!doctype html>
<html lang="${first}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="10"><title>${words[first].title}</title></head>
<body>${order.map((language) => section(standing, language)).join('<hr>')}</body></html>
`;
}

/** The page is styled by nothing: what it says stands in its words, so that it can be read anywhere, aloud too. */
export const STATUS_PAGE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function section({ status, at, probedAt, legs, archive }: Standing, language: Language): string {
  const said = words[language];
  const rows = legs.map(
    ({ leg, state }) => `<tr><th scope="row" align="left">${said.leg[leg]}</th><td>${mark[state]} ${said.state[state]}</td></tr>`,
  );
  const kept = archive === 'off' ? `– ${said.archiveOff}` : `${mark[archive]} ${said.state[archive]}`;
  rows.push(`<tr><th scope="row" align="left">${said.archive}</th><td>${kept}</td></tr>`);
  const firstBroken = legs.find(({ state }) => state === 'broken');
  const advice = firstBroken === undefined ? '' : `<p><strong>${said.broken[firstBroken.leg]}</strong></p>`;
  return `<main lang="${language}"><h1>${said.title}</h1><p><strong>${mark[status]} ${said.status[status]}</strong></p>${advice}
<table>${rows.join('')}</table><p>${said.now}: ${at}. ${said.probed(probedAt)}.</p></main>`;
}

const mark: Readonly<Record<LegState, string>> = { ok: '✔', broken: '✘', unknown: '?' };

/** Korean unless the reader asks for English before it. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const asked = (acceptLanguage ?? '').toLowerCase();
  const [ko, en] = [asked.indexOf('ko'), asked.indexOf('en')];
  return en !== -1 && (ko === -1 || en < ko) ? 'en' : 'ko';
}
