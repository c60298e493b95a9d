import type { privacy as english } from '../en/privacy';
import type { Words } from '../words';

export const privacy: Words<typeof english> = {
  nav: '개인정보 접속기록',
  title: '개인정보 접속기록',
  intro: '개인정보 열람은 누가, 언제, 어디서, 누구의 정보를, 왜 보았는지 2년간 보관됩니다. 아무도 고칠 수 없습니다.',
  by: { label: '조회 기준', staff: '직원', report: '신고', reader: '열람자' },
  id: '식별번호',
  idHint: {
    staff: '정보가 열람된 직원의 식별번호',
    report: '열람된 신고의 식별번호',
    reader: '열람한 계정의 식별번호 또는 작업 이름',
  },
  ask: '조회',
  older: '이전 기록 보기',
  records: '열람 기록(최신순)',
  empty: '열람 기록이 없습니다.',
  emptyHint: '식별번호를 확인하십시오. 2년이 지난 기록은 파기됩니다.',
  column: { at: '일시', reader: '열람자', place: '접속지', subject: '정보주체', task: '수행 업무', basis: '근거' },
  reader: { person: '사람', job: '작업', system: '시스템' },
  subject: { staff: '직원', report: '신고' },
  task: {
    'incidents-read-report': '신고 열람',
    'incidents-list-reports': '신고 목록 열람',
    'incidents-handle-report': '신고 처리',
    'resources-list-staff': '직원 명단 열람',
    'resources-read-staff-identity': '여권·전화번호 열람',
    'resources-record-staff-identity': '여권·전화번호 입력',
    'resources-find-staff-by-passport': '여권번호로 조회',
    other: '기타({{action}})',
  },
  basis: {
    'consular-assistance': '영사조력',
    'vital-interests': '생명·신체의 이익',
    'public-task': '공공업무 수행',
    'staff-administration': '직원 관리',
    'data-subject-request': '정보주체의 요청',
    'legal-obligation': '법적 의무',
  },
};
