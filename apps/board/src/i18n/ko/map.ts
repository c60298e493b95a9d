import type { Words } from '../words';
import type { map as english } from '../en/map';

export const map: Words<typeof english> = {
  canvas: '공관, 사건, 이동 중인 지원을 보여 주는 세계 지도. 화살표로 움직이고 더하기·빼기로 확대합니다.',
  zoomIn: '확대',
  zoomOut: '축소',
  noWebgl: '이 브라우저는 지도를 그릴 수 없습니다(WebGL 꺼짐). 지도의 내용은 옆 목록에도 모두 있습니다.',
  failed: '지도를 그리지 못했습니다. 지도의 내용은 옆 목록에도 모두 있습니다.',
  showAll: '전 세계',
  legend: {
    title: '범례',
    incident: '사건: 색은 경보 단계, 크기와 맥동은 긴급도',
    sealed: '봉인: 명단에 있는 사람만 열람',
    report: '아직 연결되지 않은 신고',
    hub: '거점공관',
    mission: '재외공관',
    closed: '업무를 하지 않는 공관',
    deployment: '이동 중인 인력',
    shipment: '운송 중인 물자',
    borders: '국경선: Natural Earth, 영유권과 무관',
  },
  incidentLabel: '{{code}}: {{title}}. {{urgency}}, {{level}}',
  incidentsHere: '이곳의 사건: {{number}}건',
};
