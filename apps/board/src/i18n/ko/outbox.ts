import type { Words } from '../words';
import type { outbox as english } from '../en/outbox';

export const outbox: Words<typeof english> = {
  title: '보낼 것',
  none: '기다리는 것이 없습니다. 서버에 연결되지 않을 때 접수한 신고는 여기에 보관했다가 저절로 보냅니다.',
  intro: '서버가 답할 때까지 이 브라우저에 암호화하여 보관합니다. 껐다 켜도 남으며 여기서 기다릴 필요가 없습니다.',
  locked: '서버에 다시 연결되고 로그인되어 있으면 내용을 볼 수 있습니다.',
  unsent: '아직 보내지 못한 것 {{count}}건',
  answered: '{{count}}건 보냄',
  answeredRefused: '{{count}}건 답 받음, 거절 있음',
  send: '지금 보내기',
  report: '신고',
  sealedReport: '봉인 신고',
  acknowledge: '{{code}} 확인',
  since: '{{time}} 보관',
  waiting: '서버를 기다리는 중',
  done: { report: '접수됨: {{code}}', acknowledge: '확인됨: {{code}}' },
  known: { report: '이미 접수되어 있음: {{code}}. 첫 답이 도중에 끊겼습니다', acknowledge: '이미 확인되어 있음: {{code}}' },
  refused: '받아들여지지 않음: {{detail}}',
  unsure: '23시간 넘게 전에 보냈으나 답을 받지 못했습니다. 새로 보내기 전에 상황판에 있는지 확인하십시오.',
  edit: '고쳐서 보내기',
  sendAnyway: '새로 보내기',
  discard: '버리기',
  discardSure: '보내지 않은 것을 버리겠습니까?',
  clear: '이 줄 지우기',
  kept: {
    title: '보관했습니다. 서버에 연결되면 바로 보냅니다',
    hint: '이 화면을 닫아도 됩니다. 아직 아무에게도 알려지지 않았습니다. 생명이 위험하면 전화로도 알리십시오.',
    another: '하나 더 접수',
    look: '보낼 것 보기',
  },
  desk: {
    title: '서버에 연결되지 않습니다',
    text: '신고는 계속 접수할 수 있습니다. 이 브라우저에 보관했다가 저절로 보내며, 연결되면 상황판이 열립니다.',
    again: '지금 다시 시도',
  },
};
