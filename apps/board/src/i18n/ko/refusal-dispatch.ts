import type { RefusalTable } from '../refusal-words';

/** 지원 요청, 배정, 파견, 물자 수송, 거점 대기열. */
export const refusalDispatch: RefusalTable = {
  'dispatch.not-found': {
    title: '없거나 볼 수 없는 것입니다.',
    remedy: '주소를 확인하십시오. 맡은 공관이 요청했거나 요청받은 것만 볼 수 있습니다.',
  },
  'dispatch.impossible-transition': {
    title: '지금 상태에서는 할 수 없습니다.',
    remedy: '다시 불러와 현재 상태에서 할 수 있는 것을 확인하십시오.',
  },
  'dispatch.unknown-incident': { title: '없는 사건이거나 볼 수 없는 사건입니다.', remedy: '사건을 확인하십시오.' },
  'dispatch.needed-by-passed': {
    title: '필요 시각이 이미 지났습니다.',
    remedy: '지원이 쓸모 있는 가장 늦은 시각을 적으십시오.',
  },
  'dispatch.minimum-above-count': {
    title: '{{lineNo}}번 항목의 최소({{minimum}})가 수량({{count}})보다 큽니다.',
    remedy: '수량을 최소 이상으로 적으십시오.',
  },
  'dispatch.unknown-item': { title: '품목 목록에 없는 품목입니다({{itemCode}}).', remedy: '목록에서 고르십시오.' },
  'dispatch.item-asked-twice': { title: '같은 품목이 두 항목에 있습니다({{itemCode}}).', remedy: '수량을 한 항목으로 합치십시오.' },
  'dispatch.unknown-line': {
    title: '여기에 없는 항목({{lineNo}}번)이거나 두 번 적은 항목입니다.',
    remedy: '다시 불러와 항목마다 한 번씩만 적으십시오.',
  },
  'dispatch.more-than-offered': {
    title: '{{lineNo}}번 항목에 요청받은 것보다 많이 적었습니다(요청 {{offered}}, 적은 수 {{taken}}).',
    remedy: '{{offered}} 이하로 적으십시오.',
  },
  'dispatch.more-than-uncovered': {
    title: '{{lineNo}}번 항목에서 아직 확보하거나 요청하지 않은 것보다 많이 적었습니다(남은 수 {{left}}, 적은 수 {{named}}).',
    remedy: '{{left}} 이하로 적거나, 0이면 이 항목을 빼십시오.',
  },
  'dispatch.nothing-accepted': { title: '수락한 항목이 없습니다.', remedy: '보낼 것이 없으면 사유를 골라 거절하십시오.' },
  'dispatch.named-staff-count': {
    title: '{{wanted}}명 자리에 {{named}}명을 지정했습니다.',
    remedy: '보낼 수만큼 지정하거나 아무도 지정하지 마십시오.',
  },
  'dispatch.named-twice': { title: '같은 사람을 두 번 지정했습니다.', remedy: '한 사람은 한 번만 지정하십시오.' },
  'dispatch.staff-not-at-hub': { title: '이 거점의 직원이 아닌 사람을 지정했습니다.', remedy: '이 거점의 직원 중에서 지정하십시오.' },
  'dispatch.staff-not-suitable': {
    title: '항목이 요구하는 조건에 맞지 않는 직원입니다({{staffNo}}).',
    remedy: '기능, 언어, 입국 허가가 맞는 사람을 지정하십시오.',
  },
  'dispatch.staff-already-reserved': {
    title: '필요한 직원이 이미 다른 임무에 예약되어 있습니다.',
    remedy: '보낼 수 있는 만큼만 일부 수락하거나 거절하십시오. 거절하면 다음 거점에 요청합니다.',
    more: true,
  },
  'dispatch.staff-on-rest': {
    title: '필요한 직원이 휴식 중입니다.',
    remedy: '보낼 수 있는 만큼만 일부 수락하거나 거절하십시오. 거절하면 다음 거점에 요청합니다.',
    more: true,
  },
  'dispatch.no-staff-for-line': {
    title: '{{lineNo}}번 항목은 {{wanted}}명을 요청하는데 이 거점에서 보낼 수 있는 사람은 {{left}}명입니다.',
    remedy: '보낼 수 있는 만큼만 일부 수락하거나, 한 명도 없으면 거절하십시오.',
  },
  'dispatch.lot-not-for-line': {
    title: '지정한 재고 로트가 이 거점에 없거나 다른 품목입니다.',
    remedy: '이 거점의 재고에서 요청받은 품목을 지정하십시오.',
  },
  'dispatch.lot-expired': {
    title: '도착하기 전에 유효 기간이 끝나는 재고 로트입니다({{lotNo}}).',
    remedy: '도착할 때까지 쓸 수 있는 것을 지정하십시오.',
  },
  'dispatch.lot-not-usable': { title: '상태가 좋지 않은 재고 로트입니다({{lotNo}}).', remedy: '상태가 좋은 것을 지정하십시오.' },
  'dispatch.lot-already-reserved': {
    title: '필요한 물자가 이미 다른 요청에 예약되어 있습니다.',
    remedy: '보낼 수 있는 만큼만 일부 수락하거나 거절하십시오. 거절하면 다음 거점에 요청합니다.',
    more: true,
  },
  'dispatch.not-enough-stock': {
    title: '{{lineNo}}번 항목({{itemCode}})의 재고가 모자랍니다(요청 {{wanted}}, 보낼 수 있는 수 {{left}}).',
    remedy: '보낼 수 있는 만큼만 일부 수락하거나, 0이면 거절하십시오.',
  },
  'dispatch.reservation-lapsed': {
    title: '시한 안에 보내지 않아 예약이 풀린 물자입니다. 다른 곳에 예약될 수 있습니다.',
    remedy: '물자를 제자리에 되돌려 놓으십시오. 아직 필요한 곳이 있으면 본부가 이 거점에 다시 요청할 수 있습니다.',
  },
  'dispatch.not-a-hub': { title: '거점공관이 아닙니다.', remedy: '거점공관 중에서 고르십시오.' },
  'dispatch.own-request': { title: '요청한 공관에 스스로 지원하도록 요청할 수 없습니다.', remedy: '다른 거점공관을 고르십시오.' },
  'dispatch.lane-handed-over': {
    title: '이 거점의 대기열은 다른 거점에 인계되었습니다.',
    remedy: '인계받은 거점을 고르십시오.',
    more: true,
  },
  'dispatch.lane-to-itself': { title: '대기열을 그 거점 자신에게 인계할 수 없습니다.', remedy: '다른 거점을 고르십시오.' },
  'dispatch.target-lane-not-open': {
    title: '인계받을 거점의 대기열이 운영 중이 아닙니다.',
    remedy: '대기열이 운영 중인 거점을 고르십시오.',
  },
  'dispatch.movements-open': {
    title: '아직 복귀하지 않은 인력이나 끝나지 않은 물자 수송이 있습니다.',
    remedy: '복귀와 수령을 확인한 뒤 종결하십시오.',
    more: true,
  },
  'dispatch.time-before-1948': { title: '1948년 8월 15일보다 앞선 시각입니다.', remedy: '연도를 확인하십시오.' },
  'dispatch.time-in-future': {
    title: '아직 오지 않은 시각입니다.',
    remedy: '실제로 본 시각을 적으십시오. 예상은 도착 예정에 적습니다.',
  },
  'dispatch.time-out-of-order': {
    title: '시각의 앞뒤가 맞지 않습니다.',
    remedy: '앞 단계보다 늦은 시각인지, 시간대가 맞는지 확인하십시오.',
    more: true,
  },
  'dispatch.lot-not-in-shipment': {
    title: '이 수송에 없는 재고 로트를 세었거나 두 번 세었습니다.',
    remedy: '수송에 있는 것을 한 번씩만 세십시오.',
  },
  'dispatch.discrepancy-needs-note': {
    title: '보낸 수와 센 수가 달라 메모가 필요합니다(발송 {{sent}}, 수령 {{received}}).',
    remedy: '차이에 대해 아는 것을 적으십시오.',
  },
};
