import type { AccountView } from '@bongsu/access/contract';
import { permissions } from '@bongsu/access/contract';
import type { BoardState } from '@bongsu/situation/contract';
import { delegates, delegations, endedProposals, glasses, headOfMission, proposals } from './decisions.fixture';
import { incidentDetail, lanes, offerView, reportView, requestDetail, sitreps } from './details.fixture';
import { countries, missions } from './missions.fixture';
import { entries, fakeId } from './situation.fixture';

/** `?as-head`: as a head of mission, who sees her own and has opened another. */
const asHead = location.search.includes('as-head');

const me: AccountView = {
  id: fakeId('me'),
  email: 'watch@example.invalid',
  displayName: '상황실 근무자',
  grants: [{ role: 'headquarters-watch-officer', missions: '*' }],
  permissions: Object.keys(permissions),
  due: null,
  ...(asHead ? headOfMission : {}),
};

/** Answers the board's requests from the invented situation; only on the story page. */
export function playApi(board: BoardState): void {
  window.fetch = new Proxy(window.fetch, {
    apply: async (original, self, [input, init]: [RequestInfo | URL, RequestInit | undefined]) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      if (!url.pathname.startsWith('/api/v1/')) return Reflect.apply(original, self, [input, init]);
      await new Promise((resume) => setTimeout(resume, 60));
      const answer = (init?.method ?? 'GET') === 'GET' ? read(board, url) : write(url);
      if (answer === null) return problem(404, 'story.not-found');
      return Response.json(answer);
    },
  });
}

function read(board: BoardState, url: URL): unknown {
  const [resource = '', id = '', part = ''] = url.pathname.replace('/api/v1/', '').split('/');
  const page = (items: unknown[]) => ({ items, nextCursor: null });
  switch (resource) {
    case 'me':
      return location.search.includes('signed-out') ? null : me;
    case 'missions':
      if (id === 'competent')
        return {
          missionId: 'KR-EMB-TR',
          basis: 'resident',
          countryIso2: 'TR',
          estimate: false,
          relocated: null,
          caveat: null,
          caveatCodes: [],
          candidates: [],
        };
      if (part === 'travel')
        return {
          missionId: id,
          primaryHubId: 'KR-EMB-PL',
          alternateHubId: 'KR-EMB-SA',
          basis: 'listed',
          hubsIllustrative: true,
          modelNote: '',
          legs: missions
            .filter(({ isHub }) => isHub)
            .map((hub, rank) => ({
              fromMissionId: hub.id,
              toMissionId: id,
              distanceKm: 900 + rank * 640,
              hours: 5 + rank * 1.3,
              mode: 'direct-flight',
              modelNote: '',
            })),
        };
      return id === '' ? page(missions) : (missions.find((mission) => mission.id === id) ?? null);
    case 'countries':
      return page(countries);
    case 'incidents':
      if (part === 'sitreps') return page(sitreps);
      if (part === 'timeline') return page([...entries].reverse().filter(({ incidentId }) => incidentId === id));
      return incidentDetail(board, id);
    case 'reports':
      return id !== ''
        ? reportView(board, id)
        : page(
            Object.keys(board.reports)
              .map((key) => reportView(board, key))
              .filter((one) => one?.incidentId === url.searchParams.get('incidentId')),
          );
    case 'support-requests':
      return requestDetail(board, id);
    case 'offers':
      return page(Object.values(board.offers).map(offerView));
    case 'deployments':
      return page(requestDetail(board, fakeId('req1'))?.deployments ?? []);
    case 'shipments':
      return page(requestDetail(board, fakeId('req1'))?.shipments ?? []);
    case 'proposals': {
      const inbox = url.searchParams.get('inbox');
      return page(inbox === 'waiting' && !asHead ? proposals : inbox === 'ended' ? endedProposals : []);
    }
    case 'break-glass':
      return page(glasses(url.searchParams.get('list'), asHead));
    case 'delegations':
      return { items: id === 'candidates' ? delegates : delegations };
    case 'lanes':
      return page(lanes);
    case 'catalogue':
    case 'supplies':
      return page([
        {
          itemCode: 'HCONBUCKP14L',
          category: 'water',
          nameEn: 'Bucket with lid and tap, 14 L',
          nameKo: '물통 14L(뚜껑·꼭지)',
          unit: 'piece',
          weightKg: 1.25,
          volumeL: 6.2,
        },
      ]);
    default:
      return null;
  }
}

const write = (url: URL): unknown =>
  url.pathname.endsWith('/reports') ? { id: fakeId('r201'), code: 'R-2026-000205', missionId: 'KR-EMB-TR', version: 1 } : {};

function problem(status: number, code: string): Response {
  return Response.json(
    {
      type: 'about:blank',
      title: code,
      status,
      code,
      detail: 'Not in the story.',
      remedy: 'Look elsewhere.',
      instance: '',
      correlationId: 'story',
    },
    { status: code === 'story.not-found' && location.search.includes('signed-out') ? 401 : status },
  );
}
