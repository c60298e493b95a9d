import type { RefusalTable, RefusalWords } from '../refusal-words';
import { refusalAccess } from './refusal-access';
import { refusalAccount } from './refusal-account';
import { refusalDispatch } from './refusal-dispatch';
import { refusalIncidents } from './refusal-incidents';
import { refusalElsewhere } from './refusal-elsewhere';

/** Every refusal that people meet on the board, in Korean; held against the sources by refusal-words.spec. */
export const refusal: RefusalTable = {
  ...refusalAccess,
  ...refusalAccount,
  ...refusalDispatch,
  ...refusalIncidents,
  ...refusalElsewhere,
};

/** What has no words of its own, by the status of the answer; the server's text stands under it. */
export const refusalByStatus: Readonly<Record<number, RefusalWords>> = {
  400: { title: '요청을 읽을 수 없습니다', remedy: '입력한 내용을 확인하고 다시 보내십시오.' },
  401: { title: '로그인되어 있지 않습니다', remedy: '로그인한 뒤 다시 시도하십시오.' },
  403: { title: '이 역할로는 할 수 없습니다', remedy: '담당 공관, 본부 또는 관리자에게 요청하십시오.' },
  404: { title: '찾을 수 없습니다', remedy: '주소나 번호를 확인하십시오. 볼 수 없는 것도 없는 것으로 표시됩니다.' },
  409: { title: '지금 상태에서는 할 수 없습니다', remedy: '현재 상태를 다시 확인한 뒤 결정하십시오.' },
  410: { title: '이제는 남아 있지 않습니다', remedy: '아직 필요하면 새로 요청하십시오.' },
  412: { title: '그사이 다른 사람이 변경했습니다', remedy: '현재 상태를 확인한 뒤 다시 결정하십시오.' },
  413: { title: '보낸 내용이 너무 큽니다', remedy: '내용을 나누어 보내십시오.' },
  422: { title: '이대로는 처리할 수 없습니다', remedy: '입력한 내용을 고쳐서 다시 보내십시오.' },
  429: { title: '너무 자주 요청했습니다', remedy: '잠시 기다린 뒤 다시 시도하십시오.' },
  503: { title: '지금은 서버가 처리하지 못합니다', remedy: '몇 초 뒤 다시 시도하십시오. 두 번 보내도 한 번만 처리됩니다.' },
};

export const refusalOtherwise: RefusalWords = { title: '처리하지 못했습니다', remedy: '내용을 확인하고 다시 시도하십시오.' };

/** What is wrong with one field, by the code that the check of its shape gives. */
export const refusedField: Readonly<Record<string, string>> = {
  invalid_type: '값이 없거나 형식이 다릅니다. 다시 입력하십시오.',
  invalid_value: '고를 수 있는 값이 아닙니다. 목록에서 고르십시오.',
  invalid_format: '형식에 맞지 않습니다. 다시 입력하십시오.',
  too_small: '너무 짧거나 작습니다. 더 적거나 값을 키우십시오.',
  too_big: '너무 길거나 큽니다. 줄이십시오.',
  unrecognized_keys: '알 수 없는 항목입니다.',
  'e-mail-address': '이메일 주소로 보이는 내용이 있습니다. 모두가 보는 칸이므로 신고의 자세한 내용에 적으십시오.',
  'telephone-number': '전화번호로 보이는 내용이 있습니다. 모두가 보는 칸이므로 신고의 자세한 내용에 적으십시오.',
  'passport-number': '여권번호로 보이는 내용이 있습니다. 모두가 보는 칸이므로 신고의 자세한 내용에 적으십시오.',
  'registration-number': '주민등록번호로 보이는 내용이 있습니다. 모두가 보는 칸이므로 신고의 자세한 내용에 적으십시오.',
  'account-number': '카드·계좌번호 같은 긴 번호가 있습니다. 모두가 보는 칸이므로 신고의 자세한 내용에 적으십시오.',
};

export const refusedFieldOtherwise = '값을 확인하고 고치십시오.';
