import type { Permission } from '@bongsu/access/contract';

/** Where the keys lead, and the right without which there is nothing to see: one list for the commands, the help and the menu. */
export const pages = [
  { to: '/privacy', name: 'privacy', keys: 'g p', needs: 'access.personal-data.audit' },
  { to: '/', name: 'board', keys: 'g b', needs: 'situation.read' },
  { to: '/incidents', name: 'incidents', keys: 'g i', needs: 'incidents.read' },
  { to: '/dispatch', name: 'dispatch', keys: 'g d', needs: 'dispatch.read' },
  { to: '/lanes', name: 'lanes', keys: 'g l', needs: 'dispatch.lane.read' },
  { to: '/missions', name: 'missions', keys: 'g m', needs: 'missions.read' },
  { to: '/decisions', name: 'decisions', keys: 'g c', needs: 'access.proposals.answer' },
] as const satisfies readonly { to: string; name: string; keys: string; needs: Permission }[];
