import type { RefusalTable } from '../refusal-words';

/** 신고, 사건, 과제, 봉인. */
export const refusalIncidents: RefusalTable = {
  'incidents.incident-not-found': { title: '없는 사건이거나 볼 수 없는 사건입니다.', remedy: '번호나 주소를 확인하십시오.' },
  'incidents.report-not-found': { title: '없는 신고이거나 볼 수 없는 신고입니다.', remedy: '번호나 주소를 확인하십시오.' },
  'incidents.task-not-found': { title: '이 사건에 없는 과제입니다.', remedy: '사건을 다시 열어 과제 목록을 확인하십시오.' },
  'incidents.proposal-not-found': {
    title: '같은 사건일 수 있다는 제시를 찾을 수 없습니다.',
    remedy: '사건을 다시 열어 확인하십시오.',
  },
  'incidents.proposal-not-open': {
    title: '이미 결정된 것입니다.',
    remedy: '바꾸려면 신고를 사건에 연결하거나 연결을 해제하십시오.',
  },
  'incidents.already-acknowledged': { title: '이미 공관이 확인한 사건입니다.', remedy: '더 할 일이 없습니다.' },
  'incidents.alert-level-unchanged': {
    title: '이미 이 경보 단계입니다.',
    remedy: '다른 단계를 고르거나, 재검토 시각을 정하여 지금 단계를 유지하십시오.',
  },
  'incidents.time-already-passed': { title: '재검토 시각이 이미 지났습니다.', remedy: '앞으로 올 시각을 정하거나 비워 두십시오.' },
  'incidents.urgency-unchanged': { title: '이미 이 긴급도입니다.', remedy: '다른 긴급도를 고르십시오.' },
  'incidents.already-lead-mission': { title: '이미 그 공관이 맡은 사건입니다.', remedy: '다른 공관을 고르십시오.' },
  'incidents.coordinates-incomplete': {
    title: '위도와 경도 중 하나가 없습니다.',
    remedy: '둘 다 적거나 둘 다 비워 두십시오.',
  },
  'incidents.open-obligations': {
    title: '아직 끝나지 않은 일이 있어 종료할 수 없습니다.',
    remedy: '남은 일을 끝내거나, 본부에 사유를 적어 종료해 달라고 요청하십시오.',
    more: true,
  },
  'incidents.override-needs-headquarters': {
    title: '끝나지 않은 일이 있는 사건은 본부만 종료할 수 있습니다.',
    remedy: '남은 일을 끝내거나 본부에 요청하십시오.',
  },
  'incidents.incident-closed': { title: '이미 종료된 사건입니다.', remedy: '먼저 사건을 재개하십시오.' },
  'incidents.impossible-transition': {
    title: '사건의 지금 단계에서는 할 수 없습니다.',
    remedy: '사건을 다시 열어 지금 단계에서 할 수 있는 것을 확인하십시오.',
  },
  'incidents.country-contradicts-place': {
    title: '지점이 적은 국가 안에 있지 않습니다.',
    remedy: '지점을 바로잡거나 국가를 비워 두십시오. 국가는 지점에서 찾습니다.',
    more: true,
  },
  'incidents.mission-contradicts-place': {
    title: '고른 공관은 이 장소를 관할하지 않습니다.',
    remedy: '공관을 비워 두면 장소에서 찾습니다. 본부는 사유를 적어 다른 공관으로 이관할 수 있습니다.',
    more: true,
  },
  'incidents.report-already-linked': {
    title: '이미 사건에 연결된 신고입니다.',
    remedy: '다른 사건에 잘못 연결되었으면 먼저 그곳에서 연결을 해제하십시오.',
  },
  'incidents.report-not-linked-here': {
    title: '이 사건에 연결된 신고가 아닙니다.',
    remedy: '신고를 열어 지금 어디에 연결되어 있는지 확인하십시오.',
  },
  'incidents.report-already-corrected': {
    title: '이미 정정된 신고입니다.',
    remedy: '마지막으로 정정한 신고를 정정하십시오.',
  },
  'incidents.report-already-assigned': { title: '이미 그 공관이 맡은 신고입니다.', remedy: '다른 공관을 고르십시오.' },
  'incidents.report-impossible-act': {
    title: '신고의 지금 상태에서는 할 수 없습니다.',
    remedy: '신고를 다시 열어 상태를 확인하십시오.',
  },
  'incidents.report-of-another-seal': {
    title: '신고를 볼 수 있는 사람이 봉인 사건과 달라 할 수 없습니다.',
    remedy: '신고를 먼저 그 봉인 사건에 연결하거나 봉인을 해제하십시오. 알려도 되는 내용은 따로 접수할 수 있습니다.',
    more: true,
  },
  'incidents.task-not-open': { title: '이미 끝난 과제입니다.', remedy: '할 일이 더 있으면 새 과제를 추가하십시오.' },
  'incidents.time-before-1948': { title: '1948년 8월 15일보다 앞선 시각입니다.', remedy: '연도를 확인하십시오.' },
  'incidents.time-in-future': {
    title: '아직 오지 않은 시각입니다.',
    remedy: '날짜와 시간대를 확인하십시오. 예상되는 일은 아직 신고가 아닙니다.',
  },
  'incidents.time-too-far-ahead': { title: '2년 넘게 남은 시각입니다.', remedy: '연도를 확인하십시오.' },
  'incidents.not-sealed': { title: '봉인되지 않은 사건입니다.', remedy: '사건을 다시 열어 확인하십시오.' },
  'incidents.sealed-already': { title: '이미 봉인된 사건입니다.', remedy: '봐야 할 사람을 열람 명단에 추가하십시오.' },
  'incidents.on-the-list-already': { title: '이미 열람 명단에 있는 사람입니다.', remedy: '더 할 일이 없습니다.' },
  'incidents.not-on-the-list': { title: '열람 명단에 없는 사람입니다.', remedy: '명단을 다시 불러오십시오.' },
  'incidents.last-who-names': {
    title: '이 사람을 제외하면 명단에 다른 사람을 추가할 수 있는 사람이 없게 됩니다.',
    remedy: '이 공관의 사건을 봉인할 수 있는 다른 사람을 먼저 추가하십시오.',
  },
  'incidents.not-nameable': { title: '열람 명단에 넣을 수 없는 사람입니다.', remedy: '찾아서 나오는 사람 중에서 고르십시오.' },
  'incidents.lasting-place-needed': {
    title: '열람 명단에 기한 없이 있는 사람만 할 수 있습니다.',
    remedy: '기한 없이 지정된 사람에게 요청하십시오. 봉인 해제는 그런 두 사람이 새로 제안하고 확인합니다.',
  },
};
