/** Where the keys lead; one list for the commands, the help and the hints beside the menu. */
export const pageKeys = {
  'g b': '/',
  'g i': '/incidents',
  'g d': '/dispatch',
  'g l': '/lanes',
  'g m': '/missions',
  'g c': '/decisions',
} as const;

export const pages = [
  { to: '/', name: 'board', keys: 'g b' },
  { to: '/incidents', name: 'incidents', keys: 'g i' },
  { to: '/dispatch', name: 'dispatch', keys: 'g d' },
  { to: '/lanes', name: 'lanes', keys: 'g l' },
  { to: '/missions', name: 'missions', keys: 'g m' },
  { to: '/decisions', name: 'decisions', keys: 'g c' },
] as const satisfies readonly { to: string; name: string; keys: keyof typeof pageKeys }[];
