import type { Words } from '../words';
import type { lanes as english } from '../en/lanes';

export const lanes: Words<typeof english> = {
  title: '거점 대기열',
  intro: '거점마다 따로 대기열이 있습니다. 아직 받지 못한 것, 기다린 시간, 실패한 것을 보여 줍니다.',
  columns: {
    hub: '거점공관',
    state: '상태',
    depth: '대기 중',
    oldest: '가장 오래된 대기',
    retrying: '재시도',
    dead: '실패',
    offers: '답변 대기',
    overdue: '시한 초과',
  },
  pause: '일시 중지',
  resume: '재개',
  handOver: '인계',
  takeBack: '회수',
  pauseTitle: '{{hub}} 대기열 일시 중지',
  pauseHint: '재개할 때까지 이 거점에 전달하지 않습니다. 기다리는 것은 대기열에 남습니다.',
  handOverTitle: '{{hub}} 대기열 인계',
  handOverHint: '기다리는 것과 앞으로 올 것이 다른 거점으로 갑니다.',
  to: '인계받을 거점',
  alternate: '예비 거점',
  handedTo: '→ {{hub}}',
  desk: '처리 화면',
  none: '대기열이 아직 없습니다',
  noneHint: '시스템이 시작될 때 거점표에서 만들어집니다.',
  deadHint: '여러 번 시도해도 거점에 닿지 않은 것입니다. 관리자에게 알리십시오. 사라진 것은 없습니다.',
};
