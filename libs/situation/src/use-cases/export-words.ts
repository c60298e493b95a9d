import type { ExportKind, OrderExport } from '../contract';

/** What a file says by itself, once per language. */
export interface ExportWords {
  readonly title: string;
  readonly copy: string;
  readonly copyColumn: string;
  readonly takenBy: string;
  readonly reason: string;
  readonly basis: string;
  readonly bases: Readonly<Record<OrderExport['legalBasis'], string>>;
  readonly caseReference: string;
  readonly agreedBy: string;
  readonly noPersonalData: string;
  readonly about: string;
  readonly kinds: Readonly<Record<ExportKind, string>>;
  readonly everyMission: string;
  readonly handle: string;
  readonly handlePersonal: string;
  readonly end: string;
  readonly rows: string;
  readonly columns: Readonly<Record<string, string>>;
}

const english: ExportWords = {
  title: 'Bongsu export',
  copy: 'copy',
  copyColumn: 'copy',
  takenBy: 'Taken by',
  reason: 'Reason',
  basis: 'Legal basis',
  bases: {
    'consular-assistance': 'consular assistance',
    'vital-interests': 'vital interests',
    'public-task': 'public task',
    'staff-administration': 'staff administration',
    'data-subject-request': 'request of the person concerned',
    'legal-obligation': 'legal obligation',
  },
  caseReference: 'File',
  agreedBy: 'Agreed to by',
  noPersonalData: 'Holds no column of personal data',
  about: 'Holds',
  kinds: { reports: 'reports', staff: 'staff' },
  everyMission: 'every mission that may be read',
  handle: 'For the named person alone. Every row carries the mark of this copy, and every copy is on record.',
  handlePersonal:
    'PERSONAL DATA. For the named person and the reason given alone; destroy it when that is done. Every row carries the mark of this copy, and every copy is on record.',
  end: 'End of copy',
  rows: 'rows',
  columns: {
    code: 'report',
    state: 'state',
    category: 'category',
    urgency: 'urgency',
    evidenceGrade: 'evidence grade',
    channel: 'channel',
    missionId: 'mission',
    countryIso2: 'country',
    occurredAt: 'occurred (UTC)',
    recognisedAt: 'recognised (UTC)',
    reportedAt: 'reported (UTC)',
    enteredAt: 'entered (UTC)',
    nationalsLow: 'nationals, low',
    nationalsBest: 'nationals, best',
    nationalsHigh: 'nationals, high',
    summary: 'summary',
    details: 'details',
    placeText: 'place',
    lat: 'latitude',
    lng: 'longitude',
    sourceNote: 'source',
    staffNo: 'staff number',
    grade: 'grade',
    skills: 'skills',
    languages: 'languages',
    displayName: 'name',
    phone: 'telephone',
    passportNo: 'passport',
  },
};

const korean: ExportWords = {
  title: '봉수 반출 자료',
  copy: '사본',
  copyColumn: '사본 표지',
  takenBy: '내려받은 사람',
  reason: '사유',
  basis: '법적 근거',
  bases: {
    'consular-assistance': '영사조력',
    'vital-interests': '생명·신체의 보호',
    'public-task': '공공업무 수행',
    'staff-administration': '인사 관리',
    'data-subject-request': '정보주체의 요구',
    'legal-obligation': '법적 의무',
  },
  caseReference: '문서 번호',
  agreedBy: '승인한 사람',
  noPersonalData: '개인정보 열을 포함하지 않음',
  about: '내용',
  kinds: { reports: '신고', staff: '직원' },
  everyMission: '열람 가능한 모든 공관',
  handle: '위에 적힌 사람만 사용할 수 있습니다. 모든 행에 이 사본의 표지가 있으며 모든 사본은 기록됩니다.',
  handlePersonal:
    '개인정보 포함. 위에 적힌 사람이 위 사유로만 사용하고 목적이 끝나면 파기하십시오. 모든 행에 이 사본의 표지가 있으며 모든 사본은 기록됩니다.',
  end: '사본 끝',
  rows: '행',
  columns: {
    code: '신고 번호',
    state: '상태',
    category: '유형',
    urgency: '긴급도',
    evidenceGrade: '근거 등급',
    channel: '접수 경로',
    missionId: '공관',
    countryIso2: '국가',
    occurredAt: '발생(UTC)',
    recognisedAt: '인지(UTC)',
    reportedAt: '신고(UTC)',
    enteredAt: '입력(UTC)',
    nationalsLow: '국민 수(최소)',
    nationalsBest: '국민 수(추정)',
    nationalsHigh: '국민 수(최대)',
    summary: '요지',
    details: '상세 내용',
    placeText: '장소',
    lat: '위도',
    lng: '경도',
    sourceNote: '출처',
    staffNo: '직원 번호',
    grade: '직급',
    skills: '역량',
    languages: '언어',
    displayName: '이름',
    phone: '전화',
    passportNo: '여권',
  },
};

export const exportWords: Readonly<Record<'en' | 'ko', ExportWords>> = { en: english, ko: korean };
