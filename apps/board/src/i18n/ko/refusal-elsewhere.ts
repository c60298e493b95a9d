import type { RefusalTable } from '../refusal-words';

/** 재외공관, 자원, 상황판과 반출, 그리고 어디서나 있을 수 있는 것. */
export const refusalElsewhere: RefusalTable = {
  'missions.unknown-mission': { title: '없는 공관입니다.', remedy: '재외공관 목록에서 고르십시오.' },
  'missions.unknown-country': { title: '관할표에 없는 국가입니다.', remedy: '목록에서 국가를 고르십시오.' },
  'missions.status-dated-in-future': {
    title: '아직 오지 않은 때의 상태는 적을 수 없습니다.',
    remedy: '시각을 비우면 지금부터이며, 아니면 지난 시각을 적으십시오.',
  },
  'missions.place-required': {
    title: '다른 곳에서 업무를 보는 공관은 장소를 밝혀야 합니다.',
    remedy: '메모에 지금 업무를 보는 곳을 적으십시오.',
  },
  'missions.impossible-status-change': {
    title: '공관의 지금 상태에서는 할 수 없는 변경입니다.',
    remedy: '공관을 다시 불러와 상태를 확인하십시오.',
  },

  'situation.export-not-found': { title: '없는 반출입니다.', remedy: '본인이 요청한 반출만 볼 수 있습니다. 목록을 확인하십시오.' },
  'situation.export-not-ready': { title: '아직 파일이 없습니다.', remedy: '만들어질 때까지 기다리십시오.' },
  'situation.export-gone': { title: '보관이 끝난 파일입니다.', remedy: '아직 필요하면 새로 요청하십시오.' },
  'situation.export-over': { title: '이 반출의 지금 상태에서는 할 수 없습니다.', remedy: '목록을 다시 불러오십시오.' },
  'situation.export-right-gone': {
    title: '반출을 요청한 사람에게 더는 권한이 없어 만들지 않았습니다.',
    remedy: '아직 필요하면 직접 새로 요청하십시오.',
  },
  'situation.export-too-large': {
    title: '반출 한 번에 담을 수 있는 것보다 많아 만들지 않았습니다.',
    remedy: '공관 수나 기간을 줄이십시오.',
    more: true,
  },
  'situation.no-such-copy': { title: '이 표지가 붙은 사본이 없습니다.', remedy: '행에 있는 표지를 한 글자씩 그대로 옮기십시오.' },
  'situation.sitrep-not-found': { title: '이 번호의 상황 보고가 없습니다.', remedy: '사건의 상황 보고 목록을 확인하십시오.' },
  'situation.sitrep-not-in-force': {
    title: '상황 보고 제{{number}}보는 더는 유효하지 않습니다.',
    remedy: '사건의 목록에서 유효한 보고를 확인하십시오.',
  },
  'situation.sitrep-altered': {
    title: '이 상황 보고는 발행된 것과 다릅니다. 발행 뒤에 누군가 바꾸었습니다.',
    remedy: '관리자에게 즉시 알리고 새 보고를 발행하십시오.',
  },
  'situation.story-archived': {
    title: '이 사건의 기록 일부가 보관 기록에 있어 온전한 보고를 만들 수 없습니다.',
    remedy: '관리자에게 보관 기록을 요청하거나, 이 사건을 가리키는 새 사건을 등록하십시오.',
  },
  'situation.entries-archived': {
    title: '그 이전의 기록은 보관 기록에 있습니다.',
    remedy: '화면을 다시 불러오십시오. 이전 기록은 관리자에게 요청하십시오.',
  },
  'situation.view-changed': { title: '볼 수 있는 범위가 바뀌었습니다.', remedy: '화면을 다시 불러오십시오.' },

  'platform.answer-erased': {
    title: '이미 처리되었으나, 그 답에는 그사이 파기되었거나 더는 볼 수 없는 내용이 있습니다.',
    remedy: '다시 보내지 마십시오. 처리된 결과는 화면에서 확인하십시오.',
  },
  'platform.idempotency-key-reused': {
    title: '먼저 보낸 것과 내용이 다른데 같은 요청으로 표시되어 처리하지 않았습니다.',
    remedy: '화면을 다시 불러온 뒤 새로 보내십시오.',
  },
  'platform.invalid-cursor': { title: '목록을 이어서 볼 수 없습니다.', remedy: '목록을 처음부터 다시 여십시오.' },
  'platform.invalid-request': {
    title: '입력한 내용에 맞지 않는 곳이 있습니다.',
    remedy: '표시된 칸을 고쳐서 다시 보내십시오.',
    more: true,
  },
  'platform.misshapen-body': {
    title: '보낸 내용이 너무 길거나 복잡합니다.',
    remedy: '내용을 줄이거나 나누어 보내십시오.',
    more: true,
  },
  'platform.too-large': { title: '보낸 내용이 너무 큽니다.', remedy: '긴 글은 여러 신고로 나누어 보내십시오.' },
  'platform.too-many-requests': { title: '너무 자주 요청했습니다.', remedy: '{{retryAfterS}}초 뒤에 천천히 계속하십시오.' },
  'platform.unstorable-text': {
    title: '저장할 수 없는 글자가 들어 있습니다.',
    remedy: '보이지 않는 제어 문자를 지우십시오. 직접 입력하면 없어집니다.',
  },
};
