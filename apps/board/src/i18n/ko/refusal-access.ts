import type { RefusalTable } from '../refusal-words';

/** 권한, 두 사람의 결정, 권한 대행, 긴급 열람, 파기. */
export const refusalAccess: RefusalTable = {
  // Who may do it instead differs from place to place, and the server says it.
  'access.forbidden': { title: '이 역할로는 할 수 없습니다', remedy: '담당 공관, 본부 또는 관리자에게 요청하십시오.', more: true },
  'access.roles-changed-meanwhile': {
    title: '제안된 뒤에 이 계정의 역할이 바뀌었습니다.',
    remedy: '거부하고, 아직 필요하면 새로 제안하게 하십시오.',
  },
  'access.proposal-over': { title: '이미 답했거나 기한이 지난 제안입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.not-your-proposal': { title: '제안한 사람만 철회할 수 있습니다.', remedy: '대신 거부하십시오.' },
  'access.own-proposal': {
    title: '본인의 제안은 본인이 확인하거나 거부할 수 없습니다.',
    remedy: '권한 있는 다른 사람에게 요청하거나 철회하십시오.',
  },
  'access.proposal-not-due': { title: '아직 답변 기한이 남아 있습니다.', remedy: '기한까지 기다리십시오.' },
  'access.proposal-expired': { title: '답변 기한이 지났습니다.', remedy: '아직 필요하면 새로 제안하십시오.' },
  'access.proposal-void': {
    title: '제안한 사람에게 더는 권한이 없어 제안이 무효가 되었습니다. 시행된 것은 없습니다.',
    remedy: '직접 새로 제안하고 다른 사람의 확인을 받으십시오.',
  },
  'access.proposal-erased': {
    title: '제안의 대상이 파기되어 시행할 수 없습니다.',
    remedy: '거부하거나 철회하고, 남은 일은 새로 제안하십시오.',
  },
  'access.no-such-proposal': { title: '없는 제안입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.proposal-waiting': {
    title: '같은 제안이 이미 다른 사람의 확인을 기다리고 있습니다.',
    remedy: '그 제안을 확인하거나 거부하십시오. 제안한 사람은 철회할 수 있습니다.',
  },
  'access.delegation-ends-before-it-begins': { title: '종료가 시작보다 앞섭니다.', remedy: '종료를 더 늦게 정하십시오.' },
  'access.delegation-too-long': {
    title: '권한 대행은 최장 {{days}}일입니다.',
    remedy: '종료를 앞당기십시오. 그때 가서 다시 위임할 수 있습니다.',
  },
  'access.delegation-too-far-ahead': { title: '시작이 1년 넘게 남았습니다.', remedy: '때가 되면 위임하십시오.' },
  'access.not-head-of-mission': { title: '그 공관의 공관장만 권한을 위임할 수 있습니다.', remedy: '공관장에게 요청하십시오.' },
  'access.delegation-not-passed-on': {
    title: '위임받은 권한은 다시 위임할 수 없습니다.',
    remedy: '공관장에게 다른 사람을 지정해 달라고 요청하십시오.',
  },
  'access.delegate-not-of-mission': {
    title: '같은 공관의 다른 사람에게만 위임할 수 있습니다.',
    remedy: '그 공관 사람 중에서 고르십시오.',
  },
  'access.delegated-already': {
    title: '그 기간에 이미 이 역할을 대행하기로 되어 있는 사람입니다.',
    remedy: '먼저 위임한 것을 거두거나 다른 기간을 고르십시오.',
  },
  'access.delegation-over': { title: '이미 끝났거나 거둔 위임입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.no-such-delegation': { title: '없는 위임입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.no-such-sealed-incident': {
    title: '이 번호의 봉인 사건이 없습니다.',
    remedy: '번호를 알려 준 사람에게 다시 확인하십시오.',
  },
  'access.break-glass-not-needed': { title: '긴급 열람 없이도 볼 수 있습니다.', remedy: '그대로 여십시오.' },
  'access.break-glass-open': { title: '이미 긴급 열람 중입니다.', remedy: '더 오래 필요하면 먼저 끝내고 다시 여십시오.' },
  'access.break-glass-over': { title: '이미 끝난 긴급 열람입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.break-glass-reviewed-before': { title: '이미 검토된 긴급 열람입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.own-break-glass': { title: '본인이 연 긴급 열람은 본인이 검토할 수 없습니다.', remedy: '권한 있는 다른 사람이 검토합니다.' },
  'access.no-such-break-glass': { title: '없는 긴급 열람입니다.', remedy: '목록을 다시 불러오십시오.' },
};
