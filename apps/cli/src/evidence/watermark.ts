/** For whom, when and why a bundle was made: it stands in the signed manifest and on top of what people read. */
export interface Watermark {
  readonly requestedBy: { readonly accountId: string; readonly email: string };
  readonly exportedAt: string;
  readonly reason: string;
  readonly incident: { readonly id: string; readonly code: string };
  readonly installation: string;
}

export function readmeEnglish({ requestedBy, exportedAt, reason, incident, installation }: Watermark): string {
  return `# Evidence of incident ${incident.code}

Made for ${requestedBy.email} (account ${requestedBy.accountId}) at ${exportedAt}, from installation ${installation}.
Reason given: ${reason}
This export is on record in the journal. Whoever passes this bundle on, passes on these lines.

## What it holds

- \`chain.jsonl\`: the incident's journal entries, each in full, at their positions. Entries of other matters in between are represented by a
  digest that tells nothing of what they say, only that there was one.
- \`checkpoints.jws\`: where the journal stood and under which seal, signed at the time (JSON Web Signature, Ed25519).
- \`sitreps.jsonl\`: the situation reports issued in the incident, with their digests.
- \`keys.json\`: the public keys. \`manifest.jws\`: this bundle's contents, signed.
- \`verify-evidence.mjs\`: a copy of the verifier, to read. Use the published one.

## How to verify

\`\`\`
node verify-evidence.mjs <this bundle>.tar --key <key id that the ministry has published>
\`\`\`

Node.js 20 or newer, no network, nothing installed. GENUINE and exit code 0: no byte was altered since the export, and the entries stood in the
journal, in this order, when the checkpoints were signed. That no holder of the key made up a journal later is shown by the copies of the
checkpoints that were sent off the machine at the time: compare one of the lines of \`checkpoints.jws\` with such a copy.

What it does not show: that what people entered was true; and it is for its maker to say that nothing of the incident was left out.
`;
}

export function readmeKorean({ requestedBy, exportedAt, reason, incident, installation }: Watermark): string {
  return `# 사건 ${incident.code} 증거 자료

${requestedBy.email}(계정 ${requestedBy.accountId})의 요청으로 ${exportedAt}에 설치본 ${installation}에서 작성함.
제시된 사유: ${reason}
이 반출은 일지(journal)에 기록되어 있습니다. 이 자료를 넘기는 사람은 위 내용도 함께 넘기게 됩니다.

## 내용

- \`chain.jsonl\`: 이 사건의 일지 기록 전문과 그 위치. 사이에 있는 다른 사안의 기록은 해시값으로만 표시되며, 기록이 있었다는 사실 외에는
  아무것도 알려 주지 않습니다.
- \`checkpoints.jws\`: 당시 일지의 위치와 봉인값에 서명한 것(JSON Web Signature, Ed25519).
- \`sitreps.jsonl\`: 이 사건에서 발행된 상황보고와 그 해시값.
- \`keys.json\`: 공개키. \`manifest.jws\`: 이 자료의 목록에 서명한 것.
- \`verify-evidence.mjs\`: 검증 프로그램의 사본(열람용). 검증에는 공개된 원본을 사용하십시오.

## 검증 방법

\`\`\`
node verify-evidence.mjs <이 자료>.tar --key <부처가 공개한 키 식별자>
\`\`\`

Node.js 20 이상이면 되고, 네트워크나 별도 설치는 필요 없습니다. GENUINE과 종료 코드 0은 반출 이후 한 바이트도 바뀌지 않았으며, 서명 당시
일지에 이 기록들이 이 순서로 있었음을 뜻합니다. 키를 가진 사람이 나중에 일지를 꾸며 낸 것이 아니라는 점은 당시 외부로 보낸 서명 사본으로
확인합니다. \`checkpoints.jws\`의 한 줄을 그 사본과 비교하십시오.

증명하지 않는 것: 사람이 입력한 내용이 사실인지 여부. 사건의 기록이 빠짐없이 담겼는지는 작성자가 설명해야 합니다.
`;
}
