import type { Category } from '@bongsu/incidents/contract';

/**
 * The kind of event that a sentence most likely speaks of, so that a newcomer has one field less to think about. Only a
 * proposal in the form: what the operator chooses is never overwritten, and nothing on the server is decided by words.
 */
const hints: readonly (readonly [Category, RegExp])[] = [
  ['tsunami', /tsunami|해일|쓰나미/i],
  ['earthquake', /earthquake|quake|aftershock|지진|여진/i],
  ['flood', /flood|홍수|침수|범람/i],
  ['storm', /storm|typhoon|hurricane|cyclone|태풍|폭풍|허리케인/i],
  ['volcano', /volcan|erupt|화산|분화/i],
  ['wildfire', /wildfire|bush ?fire|산불/i],
  ['epidemic', /epidemic|outbreak|virus|감염|전염|집단 발병/i],
  ['terrorism', /terror|bomb|테러|폭탄|폭발물/i],
  ['war', /\bwar\b|shelling|missile|invasion|전쟁|포격|미사일|침공|교전/i],
  ['rebellion', /coup|riot|unrest|쿠데타|폭동|소요|내란/i],
  ['piracy', /pirat|해적/i],
  ['abduction', /kidnap|abduct|hostage|납치|인질|감금/i],
  ['detention', /arrest|detain|prison|체포|구금|구속|수감/i],
  ['missing-person', /missing|no contact|cannot reach|실종|연락.{0,6}(두절|안 ?[되돼]|끊)|소재/i],
  ['transport-accident', /crash|collision|derail|capsiz|sank|bus|train|추락|충돌|탈선|전복|침몰|교통사고|버스|열차/i],
  ['industrial-accident', /factory|explosion|gas leak|공장|폭발|가스 누출/i],
  ['death', /\bdied\b|\bdead\b|\bdeath|사망|숨진|숨졌/i],
  ['minor-alone', /child alone|minor|미성년|아이 혼자/i],
  ['crime-victim', /robbed|assault|stolen|rape|강도|폭행|성폭|사기|절도/i],
  ['patient', /hospital|injured|heart attack|stroke|병원|부상|응급|쓰러/i],
  ['lost-property', /lost (my |his |her |their )?(passport|wallet|bag)|분실|잃어버/i],
];

/** Every kind that a word speaks of, the likeliest first. */
export function guessCategories(summary: string): Category[] {
  return hints.filter(([, words]) => words.test(summary)).map(([category]) => category);
}

export function guessCategory(summary: string): Category | null {
  return guessCategories(summary)[0] ?? null;
}
