import type { Words } from '../words';
import type { signInWays as english } from '../en/sign-in-ways';

export const signInWays: Words<typeof english> = {
  or: '또는',
  ministry: '외교부 계정으로 로그인',
  passkey: '패스키로 로그인',
  passkeyAborted: '패스키를 쓰지 않았습니다. 다시 시도하거나 다른 방법으로 로그인하십시오.',
  passkeyRefused:
    '이 패스키로는 로그인할 수 없습니다. 다시 시도하거나, 다른 방법으로 로그인한 뒤 내 계정에서 패스키를 확인하십시오. 외교부 계정이면 외교부 계정으로 로그인한 뒤 24시간 동안만 패스키를 쓸 수 있습니다.',
  again: '외교부 계정으로 다시 확인',
  reference: '관리자에게 알릴 번호: {{reference}}',
  failure: {
    'access.oidc-off': { title: '외교부 계정 로그인이 설정되어 있지 않습니다', remedy: '이메일과 비밀번호로 로그인하십시오.' },
    'access.oidc-unavailable': {
      title: '외교부 로그인 서버가 응답하지 않습니다',
      remedy: '몇 분 뒤에 다시 시도하십시오. 이곳에 비밀번호나 패스키가 있으면 지금 그것으로 로그인하십시오.',
    },
    'access.oidc-declined': {
      title: '외교부에서 로그인이 이루어지지 않았습니다',
      remedy: '다시 시도하십시오. 계속되면 외교부 로그인 담당자에게 번호를 알려 주십시오.',
    },
    'access.oidc-not-begun-here': {
      title: '로그인이 너무 오래 걸렸거나 다른 브라우저에서 시작되었습니다',
      remedy: '“외교부 계정으로 로그인”을 다시 누르고 이 브라우저에서 10분 안에 마치십시오.',
    },
    'access.oidc-answer-invalid': {
      title: '외교부의 응답을 믿을 수 없습니다',
      remedy: '“외교부 계정으로 로그인”을 다시 누르십시오. 계속되면 관리자에게 번호를 알려 주십시오.',
    },
    'access.oidc-too-weak': {
      title: '외교부 계정의 로그인 보안 수준이 충분하지 않습니다',
      remedy: '다시 로그인하면서 그곳에서 2차 인증을 사용하십시오. 2차 인증을 묻지 않으면 관리자에게 번호를 알려 주십시오.',
    },
    'access.oidc-no-role': {
      title: '외교부 계정은 확인되었으나 봉수에서 맡은 역할이 없습니다',
      remedy: '관리자에게 알맞은 그룹에 넣어 달라고 요청한 뒤 다시 로그인하십시오.',
    },
    'access.oidc-claims-missing': {
      title: '외교부에서 이메일 주소를 알려 주지 않았습니다',
      remedy: '관리자에게 번호를 알려 주십시오. 로그인 서버가 봉수에 주소를 제공해야 합니다.',
    },
    'access.oidc-address-taken': {
      title: '같은 이메일 주소의 계정이 이미 있습니다',
      remedy: '그 계정의 비밀번호로 로그인하거나, 관리자에게 먼저 지워 달라고 요청하십시오.',
    },
    'access.account-disabled': { title: '사용이 중지된 계정입니다', remedy: '관리자에게 문의하십시오.' },
  },
  passkeys: {
    title: '패스키',
    intro: '패스키는 기기의 지문, 얼굴 또는 PIN으로 로그인합니다. 비밀번호를 입력하지 않으며 두 가지 인증을 모두 대신합니다.',
    none: '아직 패스키가 없습니다.',
    unsupported: '이 브라우저 또는 지금 주소에서는 패스키를 쓸 수 없습니다.',
    add: '패스키 추가',
    addTitle: '패스키 추가',
    addSubmit: '기기에서 계속',
    name: '알아볼 수 있는 이름',
    namePlaceholder: '당직실 보안 키',
    proofIntro: '먼저 본인임을 확인합니다.',
    proofPassword: '비밀번호 확인',
    proofCode: '인증 앱의 코드',
    aborted: '기기에서 패스키를 만들지 않았습니다. 취소되었거나 이 기기에 이미 패스키가 있습니다.',
    added: '패스키를 추가했습니다.',
    remove: '삭제',
    removeNamed: '패스키 {{name}} 삭제',
    removeTitle: '패스키를 삭제할까요? “{{name}}”',
    removeHint: '이제 이 패스키로는 로그인할 수 없습니다. 기기에서도 지우십시오.',
    removeSubmit: '패스키 삭제',
    columns: { name: '이름', created: '추가', used: '마지막 사용', kind: '종류' },
    synced: '여러 기기에 동기화됨',
    single: '기기 한 대',
    never: '없음',
    refusal: {
      'access.proof-wrong': '비밀번호가 맞지 않습니다.',
      'access.proof-code-wrong': '코드가 맞지 않거나 이미 쓴 코드입니다. 다음 코드를 기다리십시오.',
      'access.proof-code-needed': '인증 앱의 코드도 입력하십시오.',
      'access.proof-needed': '비밀번호를 입력하십시오.',
      'access.sign-in-again': '본인임을 확인한 지 10분이 넘었습니다. 다시 확인한 뒤 10분 안에 하십시오.',
      'access.passkey-not-accepted': '패스키를 받아들이지 못했습니다. 너무 오래 걸렸거나 이미 등록된 것입니다. 다시 시작하십시오.',
      'access.too-many-passkeys': '패스키가 이미 10개 있습니다. 쓰지 않는 것을 지우십시오.',
      'access.passkeys-off': '이 설치의 주소에서는 패스키를 쓸 수 없습니다. 비밀번호를 쓰십시오.',
      'access.too-many-tries': '여러 번 틀렸습니다. 잠시 기다린 뒤 다시 시도하십시오.',
    },
  },
};
