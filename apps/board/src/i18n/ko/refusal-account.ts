import type { RefusalTable } from '../refusal-words';

/** 로그인, 내 계정, 사용자와 서비스 계정. */
export const refusalAccount: RefusalTable = {
  'access.account-disabled': { title: '사용이 중지된 계정입니다.', remedy: '관리자에게 문의하십시오.' },
  'access.account-erased': {
    title: '개인정보가 파기된 사람의 계정이라 다시 쓸 수 없습니다.',
    remedy: '새로운 사유가 있으면 새 계정을 만드십시오.',
  },
  'access.account-gone': { title: '계정이 더는 없습니다.', remedy: '관리자에게 문의하십시오.' },
  'access.address-taken': {
    title: '이 이메일의 계정이 이미 있습니다.',
    remedy: '사용 중지 상태일 수 있으니 목록에서 찾아보십시오.',
  },
  'access.administrator-needs-two': {
    title: '한 사람이 혼자서 관리자를 만들 수 없습니다.',
    remedy: '다른 역할로 계정을 만든 뒤 역할을 바꾸십시오. 다른 관리자가 확인하면 시행됩니다.',
  },
  'access.administrator-reset': {
    title: '관리자의 비밀번호와 2단계 인증은 여기가 아니라 서버 콘솔에서 처리합니다.',
    remedy: '콘솔에서 새 계정을 만든 뒤 이 계정을 사용 중지하십시오.',
  },
  'access.busy': { title: '지금 로그인하는 사람이 많습니다.', remedy: '몇 초 뒤에 다시 시도하십시오.' },
  'access.challenge-over': { title: '시간이 지났거나 너무 여러 번 시도했습니다.', remedy: '처음부터 다시 하십시오.' },
  'access.last-administrator': { title: '전체 공관의 마지막 관리자입니다.', remedy: '먼저 다른 사람을 관리자로 지정하십시오.' },
  'access.no-such-account': { title: '없는 계정입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.no-such-passkey': { title: '없는 패스키입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.no-such-service': { title: '없거나 이미 종료된 서비스입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.no-such-session': { title: '없거나 이미 끝난 로그인입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.no-such-token': { title: '없거나 이미 회수된 토큰입니다.', remedy: '목록을 다시 불러오십시오.' },
  'access.not-signed-in': { title: '로그인되어 있지 않거나 로그인이 끝났습니다.', remedy: '로그인한 뒤 다시 시도하십시오.' },
  'access.own-rights': {
    title: '본인의 권한은 바꿀 수 없고 본인을 사용 중지할 수도 없습니다.',
    remedy: '다른 관리자에게 요청하십시오.',
  },
  'access.own-security': {
    title: '본인의 비밀번호와 2단계 인증은 여기서 초기화할 수 없습니다.',
    remedy: '“내 계정”을 이용하십시오.',
  },
  'access.passkey-needs-ministry': {
    title: '외교부 계정으로 마지막 로그인한 지 24시간이 넘었습니다.',
    remedy: '외교부 계정으로 로그인하십시오. 그 뒤 24시간 동안 패스키를 쓸 수 있습니다.',
  },
  'access.passkey-not-accepted': {
    title: '패스키를 받아들이지 못했습니다. 너무 오래 걸렸거나, 이미 등록되었거나, 다른 주소에서 만든 것입니다.',
    remedy: '다시 시작하여 5분 안에 마치십시오.',
  },
  'access.passkey-refused': {
    title: '이 패스키로는 로그인할 수 없습니다.',
    remedy: '다시 시도하거나, 다른 방법으로 로그인한 뒤 내 계정에서 패스키를 확인하십시오.',
  },
  'access.passkeys-off': { title: '이 설치의 주소에서는 패스키를 쓸 수 없습니다.', remedy: '비밀번호를 쓰십시오.' },
  'access.password-change-due': { title: '먼저 본인 비밀번호를 정해야 합니다.', remedy: '비밀번호를 바꾼 뒤 계속하십시오.' },
  'access.password-common': { title: '흔히 쓰여 먼저 추측되는 비밀번호입니다.', remedy: '다른 것을 정하십시오.' },
  'access.password-given-by-decider': {
    title: '결정하는 두 사람 가운데 한 명이 이 계정의 비밀번호를 알고 있어 그 계정으로 로그인할 수 있습니다.',
    remedy: '이 결정에 참여하지 않는 관리자가 새 일회용 비밀번호를 주어야 합니다. 관리자가 두 명뿐이면 서버 콘솔에서 계정을 만드십시오.',
  },
  'access.password-same': { title: '지금 쓰는 비밀번호와 같습니다.', remedy: '다른 것을 정하십시오.' },
  'access.password-tells-who': { title: '이름, 이메일 또는 시스템 이름이 들어 있습니다.', remedy: '다른 낱말을 쓰십시오.' },
  'access.password-too-short': { title: '너무 짧습니다. {{least}}자 이상이어야 합니다.', remedy: '서로 관계없는 낱말 몇 개를 이으십시오.' },
  'access.proof-code-needed': { title: '인증 앱 번호도 필요합니다.', remedy: '앱에 표시된 번호를 입력하십시오.' },
  'access.proof-code-wrong': { title: '번호가 틀렸거나 이미 쓴 번호입니다.', remedy: '다음 번호를 기다리십시오.' },
  'access.proof-needed': { title: '비밀번호 확인이 필요합니다.', remedy: '현재 비밀번호를 입력하십시오.' },
  'access.proof-wrong': { title: '현재 비밀번호가 아닙니다.', remedy: '현재 비밀번호를 다시 입력하십시오.' },
  'access.second-factor-demanded': {
    title: '맡은 역할에 2단계 인증이 필요합니다.',
    remedy: '관리자에게 지금 것을 해제해 달라고 요청하십시오. 다음에 로그인할 때 새로 설정합니다.',
  },
  'access.second-factor-due': { title: '맡은 역할에 2단계 인증이 필요합니다.', remedy: '인증 앱을 설정한 뒤 계속하십시오.' },
  'access.second-factor-enrolled-already': {
    title: '이미 인증 앱을 쓰고 있습니다.',
    remedy: '지금 것을 해제한 뒤 새 앱을 설정하십시오.',
  },
  'access.second-factor-not-begun': { title: '확인할 설정이 없습니다.', remedy: '인증 앱 설정을 처음부터 다시 하십시오.' },
  'access.second-factor-not-enrolled': {
    title: '이 계정에는 설정된 인증 수단이 없습니다.',
    remedy: '화면을 다시 불러와 확인하십시오.',
  },
  'access.service-over-people': {
    title: '서비스는 사람과 권한을 다룰 수 없습니다.',
    remedy: '다른 역할을 고르고 “access”로 시작하는 권한은 빼십시오.',
  },
  'access.shown-before': {
    title: '이미 처리되었고, 그 결과는 그때 한 번만 표시되었습니다.',
    remedy: '받지 못했으면 새로 하십시오.',
  },
  'access.sign-in-again': {
    title: '본인임을 확인한 지 10분이 넘었습니다.',
    remedy: '외교부 계정으로 다시 확인한 뒤 10분 안에 하십시오.',
  },
  'access.too-many-passkeys': { title: '패스키를 더 등록할 수 없습니다.', remedy: '쓰지 않는 패스키를 지우십시오.' },
  'access.too-many-tries': {
    title: '너무 여러 번 시도했습니다.',
    remedy: '{{retryAfterS}}초 뒤에 다시 시도하십시오. 잠긴 것은 없습니다.',
  },
  'access.wrong-code': {
    title: '번호가 틀렸거나 이미 쓴 번호입니다.',
    remedy: '다음 번호를 기다리거나 복구 코드를 쓰십시오.',
  },
  'access.wrong-credentials': {
    title: '이메일 또는 비밀번호가 맞지 않습니다.',
    remedy: '둘 다 확인하고 다시 시도하거나 관리자에게 문의하십시오.',
  },
  'access.wrong-first-code': {
    title: '이 앱의 번호가 아닙니다.',
    remedy: '휴대전화의 시각을 확인한 뒤 지금 표시된 번호를 입력하십시오.',
  },
};
