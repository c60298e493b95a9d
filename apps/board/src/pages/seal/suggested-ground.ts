import type { Category, SealGround } from '@bongsu/incidents/contract';

/** Kinds of case that are usually sealed (domain §7), and why. Only a suggestion: a person decides. */
const usual: Partial<Record<Category, SealGround>> = {
  abduction: 'abduction',
  piracy: 'abduction',
  'minor-alone': 'minor',
  'crime-victim': 'sexual-crime',
};

export function suggestedGround(category: Category | null): SealGround | null {
  return category === null ? null : (usual[category] ?? null);
}
